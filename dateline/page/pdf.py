"""PDFs to Articles: communiqués and read-outs as ministries, the UN and the EU publish them.

The text is made of the pages' passages in reading order (`pdf_flow`), one a line, furniture included; it is then read
as plain text is, with what the layout tells beside the words: what stands at the head and foot of every page, what is a
note, and which line above the text is set in the largest type. What a PDF says of itself is used where its pages show
nothing better: its title and author, and the time at which it was made, which is no time of publication.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from dateline.errors import BinaryPageError, BrokenPageError, EmptyPageError
from dateline.media import medium_named
from dateline.page.credits import is_outlet, people
from dateline.page.furniture import Verdict, judge
from dateline.page.headline import LONGEST_HEADLINE, SHORTEST_LEAD_IN, is_names, is_sentence, words
from dateline.page.layout import Stretch
from dateline.page.pdf_flow import Flow, Passage, flow
from dateline.page.pdf_words import UNREADABLE, PdfText, read_words
from dateline.page.phrases import matching
from dateline.page.pieces import Piece, cut
from dateline.page.plain import read_pieces
from dateline.page.times_stated import iso
from dateline.page.tongue import is_english, language_of
from dateline.records import STORY, Article, Span, article_id
from dateline.tables import cached, rows, several

FEWEST_LETTERS = 20
"""Letters a page, on average, below which a PDF with pictures was scanned: stamps and page numbers are no text."""
MOST_UNREADABLE = 0.2
"""The share of letters that may be unknown: a few signs have no Unicode; a font without a map has none."""
LARGER = 1.05
"""Of the size of the text: a title is larger than this, or bold."""
LONGEST_HEAD = 16
"""Passages among which a title is looked for."""
LONGEST_TITLE = 40
"""Words; the titles of joint statements name all who make them."""
LONGEST_NAME = 6
"""Words of the name of a body; a title that is names alone, as in a joint statement of two sides, has more."""
EACH = 0.25
"""The share of the text in English, and in other languages, from which a PDF is in both; a quotation has less."""

_NUMBER = re.compile(r"[A-Z\d.]*/")
_MADE = re.compile(r"(?:D:)?(\d{4})(\d\d)(\d\d)(?:(\d\d)(\d\d)(\d\d)?(?:(Z|[+-])(?:(\d\d)'?(\d\d)?'?)?)?)?")
_FILE = re.compile(
    r"(?:\.(?:docx?|pdf|indd|pptx?|rtf|odt)|^microsoft \w+ - .*|^powerpoint presentation|^untitled.*|^document\d*)$",
    re.IGNORECASE,
)


def read_pdf(
    data: bytes, url: str | None = None, *, publisher: str | None = None, published_at: str | None = None
) -> Article:
    """The Article of a PDF; a given `publisher` wins over the page, a given time fills in where it has none.

    Raises EmptyPageError, BinaryPageError (encrypted, or scanned without text), BrokenPageError, PageTooLargeError or
    NotAnArticleError.
    """
    return article_from(read_words(data), url, publisher=publisher, published_at=published_at)


def article_from(
    read: PdfText, url: str | None = None, *, publisher: str | None = None, published_at: str | None = None
) -> Article:
    """The Article of the words of a PDF; else as `read_pdf`."""
    _check_text(read)
    found = flow(read.pages)
    text, pieces = _laid_out(found)
    words_of_text = "\n".join(piece.words for piece in pieces if piece.kind is None or piece.kind in STORY)
    article = read_pieces(
        text,
        pieces,
        url=url,
        publisher=publisher,
        published_at=published_at,
        language=language_of(words_of_text or text),
        why=(_how(read, found),),
    )
    return _with_stated(article, read.stated)


def _check_text(read: PdfText) -> None:
    """Raise an error for a PDF whose pages have no text, or none that can be told."""
    letters = [letter for page in read.pages for word in (*page.words, *page.askew) for letter in word.text]
    count = len(read.pages)
    if read.has_pictures and len(letters) < FEWEST_LETTERS * count:
        raise BinaryPageError(
            f"this PDF shows {_pages(count)} as pictures, with {len(letters)} letters of text: it was scanned; "
            "run text recognition over it first (ocrmypdf scanned.pdf text.pdf)"
        )
    if not letters:
        raise EmptyPageError(f"the PDF has {_pages(count)} without text; give one with text")
    unknown = letters.count(UNREADABLE)
    if unknown > MOST_UNREADABLE * len(letters):
        raise BrokenPageError(
            f"the PDF does not say which letters it shows ({unknown:,} of {len(letters):,} are unknown); "
            "run text recognition over it first (ocrmypdf --force-ocr in.pdf out.pdf)"
        )


def _pages(count: int) -> str:
    return f"{count:,} page{'s' if count != 1 else ''}"


def _how(read: PdfText, found: Flow) -> str:
    """How the text came to be, for `why`."""
    unread = f", {_pages(read.unread)} damaged and left out" if read.unread else ""
    columns = f", columns on {found.pages_with_columns}" if found.pages_with_columns else ""
    return f"text: {_pages(len(read.pages))} of a PDF, by where the words stand{columns}{unread}"


def _laid_out(found: Flow) -> tuple[str, list[Piece]]:
    """The text of all passages, one a line, and its pieces: whole where the layout tells them, else cut as text is."""
    verdicts = _verdicts(found)
    text = ""
    pieces: list[Piece] = []
    placed: list[tuple[Span, Passage, Verdict | None]] = []
    for passage, verdict in zip(found.passages, verdicts, strict=True):
        text += ("\n\n" if passage.after_blank else "\n") if text else ""
        placed.append((Span(len(text), len(text) + len(passage.text)), passage, verdict))
        text += passage.text
    for span, passage, verdict in placed:
        if verdict:
            pieces.append(Piece(span, passage.text, verdict, passage.after_blank))
        else:
            pieces += cut(text, Stretch(span, passage.after_blank))
    return text, pieces


def _verdicts(found: Flow) -> list[Verdict | None]:
    """What the layout tells of each passage, beside its words; None where it tells nothing."""
    passages = found.passages
    body = [n for n, passage in enumerate(passages) if passage.kind is None]
    told = [n for n in body if _is_text(passages[n], found)]
    verdicts = [Verdict(passage.kind, passage.why) if passage.kind and passage.why else None for passage in passages]
    first = told[0] if told else len(passages)
    title = _title([n for n in body if n < first], found)
    if title is not None:
        size = passages[title].size
        verdicts[title] = Verdict("title", f"the largest type above the text, {size:.0f} points")
    for n in body:
        if n > first and _is_alone(passages[n]):
            verdicts[n] = _alone(passages[n], is_behind=n > told[-1])
    heads = {_type(passages[n]) for n in body if (verdict := verdicts[n]) and verdict.kind == "subheading"}
    for n in body:
        if title is not None and title < n < first and _type(passages[n]) in heads and _is_alone(passages[n]):
            verdicts[n] = Verdict("subheading", "in the type of those in the text")
    for n in _in_other_language(passages, [n for n in body if n >= first]):
        verdicts[n] = Verdict("other", "in another language than the text")
    return verdicts


def _type(passage: Passage) -> tuple[int, bool]:
    return round(passage.size), passage.is_bold


def _is_alone(passage: Passage) -> bool:
    """Whether a passage is a line that is no sentence, and that its words leave open; a number may stand before it."""
    verdict = judge(passage.text)
    return not is_sentence(passage.text) and (not verdict or (verdict.kind == "list_item" and passage.is_bold))


def _alone(passage: Passage, *, is_behind: bool) -> Verdict:
    """What a line is that is no sentence, in the text or behind it: a PDF has no links to other stories."""
    if is_behind:
        return Verdict("trailer", "stands behind the text")
    if len(words(passage.text)) > LONGEST_HEADLINE:
        return Verdict("paragraph", "long line without a stop")
    return Verdict("subheading", "a line of its own in the text")


def _title(head: Sequence[int], found: Flow) -> int | None:
    """The title by its type: the largest of the headlines above the text; None where type tells none from the text."""
    able = [n for n in head[:LONGEST_HEAD] if _may_be_title(found.passages[n])]
    set_off = [n for n in able if found.passages[n].size > LARGER * found.size or found.passages[n].is_bold]
    return max(set_off, key=lambda n: _rank(found.passages[n]), default=None)


def _rank(passage: Passage) -> tuple[bool, int, bool]:
    """How likely a headline is the title: the name of who publishes is often set in a larger type than that."""
    is_name_alone = is_names(passage.text) and len(words(passage.text)) <= LONGEST_NAME
    return (not is_name_alone or any(map(str.isdigit, passage.text)), round(passage.size), passage.is_bold)


def _is_text(passage: Passage, found: Flow) -> bool:
    """Whether a passage is running text: a sentence in the type of most of the text, or a long one in a larger type."""
    is_plain = passage.size <= LARGER * found.size and not passage.is_bold
    return is_sentence(passage.text) and (is_plain or len(words(passage.text)) > LONGEST_TITLE)


def _may_be_title(passage: Passage) -> bool:
    """Whether a passage above the text may be its title by its words: no letterhead, number, date or label."""
    if judge(passage.text) or _NUMBER.match(passage.text):
        return False
    return SHORTEST_LEAD_IN <= len(words(passage.text)) <= LONGEST_TITLE


def _in_other_language(passages: Sequence[Passage], text: Sequence[int]) -> list[int]:
    """The passages of a text that are not English where it stands in English and in another language.

    A short one, which tells no language, is of the one that those before and behind it are both of.
    """
    spoken = [is_english(passages[n].text) for n in text]
    known = [(n, is_spoken) for n, is_spoken in zip(text, spoken, strict=True) if is_spoken is not None]
    letters = sum(len(passages[n].text) for n, _ in known)
    others = [n for n, is_spoken in known if not is_spoken]
    if not EACH * letters <= sum(len(passages[n].text) for n in others) <= (1 - EACH) * letters:
        return []
    foreign = [(n, end) for (n, before), (end, behind) in pairwise(known) if not (before or behind)]
    return sorted({*others, *(m for n, end in foreign for m in text if n < m < end)})


def _with_stated(article: Article, stated: Mapping[str, str]) -> Article:
    """An article with what its PDF says of itself, where its pages say nothing."""
    title, author, made = stated.get("Title", ""), stated.get("Author", ""), _made(stated.get("CreationDate", ""))
    why: list[str] = []
    if article.title is None and len(words(title)) >= SHORTEST_LEAD_IN and not _FILE.search(title):
        article = replace(article, title=title)
        why.append("title: Title of the PDF")
    body = _body_named(author)
    if body and article.publisher is None:
        article = replace(article, publisher=body)
        why.append("publisher: Author of the PDF")
    elif not body and not article.byline and (names := people(author)):
        article = replace(article, byline=names)
        why.append("byline: Author of the PDF")
    if made and article.told_at is None:
        article = replace(article, modified_at=made)
        why.append("modified_at: when the PDF was made; its pages state no time")
    known = article_id(article.url, article.publisher, article.title, article.published_at, article.text)
    return replace(article, id=known, why=(*why, *article.why))


def _body_named(author: str) -> str | None:
    """The medium, body or office that an author of a PDF is, as the tables spell it; None for people and user names."""
    if medium := medium_named(author):
        return medium.name
    return _bodies().get(author) or (author if is_outlet(author) or matching(author, "office") else None)


@cached
def _bodies() -> Mapping[str, str]:
    """The bodies of `organizations.csv` by all their forms."""
    forms = ((row["name"], *several(row["aliases"])) for _, row in rows("organizations"))
    return {form: names[0] for names in forms for form in names}


def _made(stated: str) -> str | None:
    """The time at which a PDF was made in ISO 8601, with its offset only where one is stated; None for no time."""
    match = _MADE.match(stated)
    if not match:
        return None
    year, month, day, hour, minute, second, zone, hours, minutes = match.groups()
    time = f"T{hour}:{minute}:{second or '00'}" if minute else ""
    offset = "+00:00" if zone == "Z" else f"{zone}{hours}:{minutes or '00'}" if zone and hours else ""
    return iso(f"{year}-{month}-{day}{time}{offset}")
