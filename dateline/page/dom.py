"""HTML to its visible lines: what a reader sees, in document order, one line a block, each with where it stands.

A line is a run of text that no block element or line break interrupts, its white space collapsed as a browser
does. Scripts, styles, templates, form fields and hidden elements are not visible. A line knows its chain of
elements only as *marks* ("article", "nav", "caption", "related"), which say what page authors call such places: tags,
and words of class, id, itemprop, rel, role and data attributes by the table `page_marks.csv`.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from lxml import etree, html

from dateline import tables
from dateline.errors import EmptyPageError, PageTooLargeError

MAX_DEPTH = 250
"""libxml2 itself stops at 256; the deepest of 219 measured news pages has 60 levels."""
MAX_ELEMENTS = 200_000
"""The largest of 219 measured news pages has 12,000."""
MAX_ATTRIBUTES = 600_000
MAX_ATTRIBUTES_IN_ONE = 1_000
"""In one element: libxml2 compares each with all others, for hours where there are a million."""

RUNNING = 80
"""Characters from which a line with few links counts as running text."""
MOST = 0.6
"""The share of the page's running text from which an element is the page's frame."""
HOLDING: frozenset[str] = frozenset({"article", "body", "main"})
"""Marks that a frame may have."""

UNSEEN = frozenset(
    (
        "script", "style", "noscript", "template", "head", "title", "meta", "link", "base", "svg", "math",
        "iframe", "object", "embed", "audio", "video", "canvas", "map", "select", "option", "datalist",
        "textarea", "input", "progress", "meter", "dialog", "area", "source", "track", "param", "frameset",
        "noframes",
    )
)  # fmt: skip
BLOCKS = frozenset(
    (
        "address", "article", "aside", "blockquote", "body", "button", "caption", "center", "dd", "details",
        "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5",
        "h6", "header", "hgroup", "hr", "html", "label", "legend", "li", "main", "menu", "nav", "ol", "p",
        "pre", "search", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
    )
)  # fmt: skip
EMPHASES = frozenset(("b", "strong", "i", "em"))
PICTURES = frozenset(("img", "picture", "video", "iframe", "object", "embed"))
_SPACE = re.compile(r"\s+")
_INVISIBLE = dict.fromkeys(
    (
        0xAD, 0x61C, 0x200B, 0x200E, 0x200F, *range(0x202A, 0x202F), 0x2060, *range(0x2066, 0x206A), 0xFEFF,
        *range(0xE0000, 0xE0080),
    )
)  # fmt: skip
"""What takes no room and joins nothing: breaks that may be, directions, and tags, which are a second, unseen ASCII."""
_HIDDEN = re.compile(
    r"(?<![\w-])(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|opacity\s*:\s*0(?:\.0*)?%?\s*(?:[;!]|$)"
    r"|(?:left|right|top|bottom|text-indent)\s*:\s*-\d{3,}|clip\s*:\s*rect\(\s*0|color\s*:\s*transparent)",
    re.IGNORECASE,
)
"""Styles whose text no reader sees. A size of nothing is none of them: what stands within may have its own."""
_STYLE_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


@dataclass(slots=True)
class Line:
    """One visible line: its words, the block elements around it, the marks of all elements around it, its links.

    `tags` are the names of the block elements, outermost first, and `numbers` tells one such element from another.
    `scopes` are the marked elements around the line, by number in the walk. `emphasis` counts its characters in bold or
    italics; `after_image` says that a picture stands between it and the line before.
    """

    text: str
    element: html.HtmlElement
    tags: tuple[str, ...]
    numbers: tuple[int, ...]
    scopes: tuple[int, ...]
    links: list[tuple[int, int, str]] = field(default_factory=list)
    marks: frozenset[str] = frozenset()
    start: int = 0
    emphasis: int = 0
    after_image: bool = False

    @property
    def tag(self) -> str:
        """The name of the line's block element."""
        return self.tags[-1]

    @property
    def end(self) -> int:
        """Where the line ends in the text of the page."""
        return self.start + len(self.text)

    @property
    def link_density(self) -> float:
        """The share of the line's characters that are links."""
        return sum(end - start for start, end, _ in self.links) / len(self.text)


def parse_html(text: str) -> html.HtmlElement:
    """The tree of a page. Raises PageTooLargeError beyond the limits, EmptyPageError where there is no element."""
    if (elements := text.count("<")) > MAX_ELEMENTS * 2:
        raise PageTooLargeError(f"the page has {elements} tags; Dateline reads up to {MAX_ELEMENTS * 2}")
    if (attributes := text.count("=")) > MAX_ATTRIBUTES:
        attributes = sum(1 for _ in re.finditer(r"\s[\w:-]+=", text))
        if attributes > MAX_ATTRIBUTES:
            raise PageTooLargeError(f"the page has {attributes} attributes; Dateline reads up to {MAX_ATTRIBUTES}")
    _check_tags(text)
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        tree = html.document_fromstring(text.replace("\x00", "").encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        if "unknown error" in str(error):  # all that libxml2 says where memory is short
            raise MemoryError from error
        raise EmptyPageError(f"the page has no HTML element to read ({error}); give a page with text") from error
    return tree


_OPENING_TAG = re.compile(r"<[A-Za-z](?:[^>=]++|=\s*+\"[^\"]*+\"|=\s*+'[^']*+'|=)*+")
_QUOTED_VALUE = re.compile(r"=\s*+(?:\"[^\"]*+\"|'[^']*+')")


def _check_tags(text: str) -> None:
    """Raise PageTooLargeError where an element has more attributes than any page gives one."""
    for tag in _OPENING_TAG.finditer(text):
        if tag.end() - tag.start() > 2 * MAX_ATTRIBUTES_IN_ONE:
            attributes = len(_QUOTED_VALUE.sub("= ", tag[0]).replace("/", " ").split())
            if attributes > MAX_ATTRIBUTES_IN_ONE:
                raise PageTooLargeError(
                    f"an element has {attributes} attributes; Dateline reads up to {MAX_ATTRIBUTES_IN_ONE}"
                )


def visible_lines(tree: html.HtmlElement) -> list[Line]:
    """The visible lines of a page in document order, with `start` set as if joined by line ends.

    A hidden element that is there to be shown by a script loses its attribute in the tree. Raises PageTooLargeError
    where elements stand deeper than MAX_DEPTH.
    """
    body = tree.find("body")
    root = tree if body is None else body
    walk = _Walk()
    walk.descend(root)
    if shown := _shown_by_scripts(walk):
        for element in shown:
            element.attrib.pop("hidden", None)
            element.attrib.pop("style", None)
        walk = _Walk()
        walk.descend(root)
    _set_marks(walk.lines, walk.scopes)
    start = 0
    for line in walk.lines:
        line.start = start
        start = line.end + 1
    return walk.lines


def _shown_by_scripts(walk: "_Walk") -> frozenset[html.HtmlElement]:
    """The hidden elements whose paragraphs hold more than all that are visible: a script shows them to the reader."""
    if not walk.hidden:
        return frozenset()
    visible = sum(len(line.text) for line in walk.lines if len(line.text) >= RUNNING or line.tag == "p")
    held = {element: sum(len("".join(p.itertext())) for p in element.iter("p")) for element in walk.hidden}
    return frozenset(element for element, size in held.items() if size > visible)


def _set_marks(lines: list[Line], scopes: list[frozenset[str]]) -> None:
    """Give each line the marks around it, but for those of an element that holds most of the page's running text.

    `<div class="page with-sidebar newsletter">` around the whole page says nothing about a line in it.
    """
    held = [0] * len(scopes)
    total = 0
    for line in lines:
        if len(line.text) >= RUNNING and line.link_density < 0.5:
            total += len(line.text)
            for scope in line.scopes:
                held[scope] += len(line.text)
    telling = [marks if size <= MOST * total else marks & HOLDING for marks, size in zip(scopes, held, strict=True)]
    known: dict[tuple[int, ...], frozenset[str]] = {}
    for line in lines:
        if line.scopes not in known:
            known[line.scopes] = frozenset().union(*(telling[scope] for scope in line.scopes))
        line.marks = known[line.scopes]


class _Walk:
    """The state of one walk over a tree: the open line, its links, and the elements around it."""

    def __init__(self) -> None:
        self.hidden: list[html.HtmlElement] = []
        self.lines: list[Line] = []
        self.parts: list[str] = []
        self.length = 0
        self.links: list[tuple[int, int, str]] = []
        self.anchors: list[tuple[int, str]] = []
        self.blocks: list[html.HtmlElement] = []
        self.tags: list[str] = []
        self.numbers: list[int] = []
        self.scopes: list[frozenset[str]] = []
        self.around: tuple[int, ...] = ()
        self.inner: tuple[int, ...] | None = None
        self.breaks = False
        self.joint = False
        self.emphases: list[int] = []
        self.emphasis = 0
        self.image = False

    def descend(self, root: html.HtmlElement) -> None:
        """Take in an element and all that stands in it."""
        n_blocks = 0
        around: list[tuple[int, ...]] = []
        stack: list[tuple[html.HtmlElement, bool]] = [(root, True)]
        while stack:
            element, opens = stack.pop()
            tag = element.tag
            if not opens:
                self.close(element, tag)
                self.around = around.pop()
            elif tag == "br":
                self.line_break()
            elif tag in PICTURES:
                self.image = self.image or not self.parts
            elif isinstance(tag, str) and tag not in UNSEEN and not self.hides(element):
                if len(around) >= MAX_DEPTH:
                    raise PageTooLargeError(f"elements stand over {MAX_DEPTH} deep; give the page without such nesting")
                marks = _marks_of(element)
                if "hidden" not in marks:
                    around.append(self.around)
                    if marks:
                        self.around = (*self.around, len(self.scopes))
                        self.scopes.append(marks)
                    if tag in BLOCKS:
                        n_blocks += 1
                    self.open(element, tag, n_blocks)
                    stack.append((element, False))
                    stack.extend((child, True) for child in reversed(element))
                    if element.text:
                        self.add(element.text)
                    continue
            if element.tail and element is not root:
                self.add(element.tail)
        self.break_line()

    def hides(self, element: html.HtmlElement) -> bool:
        if not _is_hidden(element):
            return False
        self.hidden.append(element)
        return True

    def open(self, element: html.HtmlElement, tag: str, number: int) -> None:
        if tag in BLOCKS:
            self.break_line()
            self.blocks.append(element)
            self.tags.append(tag)
            self.numbers.append(number)
            return
        if tag in EMPHASES:
            self.emphases.append(self.length)
            return
        before = element.getprevious()
        self.joint = before is not None and not (before.tail or "").strip(" ") and before.tag not in BLOCKS
        if tag == "a":
            if self.joint and before.tag == "a" and self.parts and self.parts[-1][-1] != " ":
                self.break_line()
            self.anchors.append((self.length, element.get("href") or ""))

    def close(self, element: html.HtmlElement, tag: str) -> None:
        if tag == "a":
            start, url = self.anchors.pop()
            if url and self.length > start:
                self.links.append((start, self.length, url))
        elif tag in EMPHASES:
            start = self.emphases.pop()
            if not self.emphases:
                self.emphasis += self.length - start
        elif tag in BLOCKS:
            self.break_line()
            self.blocks.pop()
            self.tags.pop()
            self.numbers.pop()

    def add(self, text: str) -> None:
        """Add words to the open line."""
        words = _SPACE.sub(" ", text.translate(_INVISIBLE))
        if self.breaks and words.strip():
            self.after_break(words.lstrip())
        last = self.parts[-1][-1] if self.parts else " "
        if words and words[0] == " " == last:
            words = words[1:]
        if not words:
            return
        if self.joint and self.parts and len(self.parts[-1].strip()) > 1 and _runs_together(last, words[0]):
            words = f" {words}"
        self.joint = False
        if words != " ":
            self.inner = _shared(self.inner, self.around) if self.inner is not None else self.around
        self.parts.append(words)
        self.length += len(words)

    def line_break(self) -> None:
        """A `<br>`: the end of a line, unless the next words go on in small letters in the midst of a sentence."""
        if self.breaks:
            self.break_line()
        elif self.parts:
            self.breaks = True

    def after_break(self, words: str) -> None:
        self.breaks = False
        end = "".join(self.parts).rstrip()[-1:]
        if words[0].islower() and (end.isalnum() or end == ","):
            self.parts.append(" ")
            self.length += 1
        else:
            self.break_line()

    def break_line(self) -> None:
        """End the open line, if it has words; links that are open go on in the next."""
        self.breaks = False
        self.joint = False
        if not self.parts:
            return
        text = "".join(self.parts)
        cut = len(text) - len(text.lstrip())
        text = text.strip()
        for start, url in self.anchors:
            if url:
                self.links.append((start, self.length, url))
        if text and self.blocks:
            shifted = ((max(0, start - cut), min(end - cut, len(text)), url) for start, end, url in self.links)
            links = [(start, end, url) for start, end, url in shifted if start < end]
            scopes = self.around if self.inner is None else self.inner
            line = Line(text, self.blocks[-1], tuple(self.tags), tuple(self.numbers), scopes, links)
            line.emphasis = min(self.emphasis + (self.length - self.emphases[0] if self.emphases else 0), len(text))
            line.after_image = self.image
            self.lines.append(line)
            self.image = False
        self.parts, self.length, self.links, self.emphasis, self.inner = [], 0, [], 0, None
        self.emphases = [0] * len(self.emphases)
        self.anchors = [(0, url) for _, url in self.anchors]


def _runs_together(last: str, first: str) -> bool:
    """Whether two elements side by side would make one word of two: "ByJane", "20247:55", "Sunday.Jane Doe / AFP"."""
    return (first.isupper() and (last.isalnum() or last in ".!?")) or (first.isdigit() and last.isdigit())


def _shared(left: tuple[int, ...], right: tuple[int, ...]) -> tuple[int, ...]:
    """The elements around both of two stretches of text."""
    if left == right:
        return left
    return tuple(one for one, other in zip(left, right, strict=False) if one == other)


def _is_hidden(element: html.HtmlElement) -> bool:
    style = element.get("style")
    if style is not None and _HIDDEN.search(_STYLE_COMMENT.sub("", style)):
        return True
    return element.get("hidden") is not None


_NAMING = frozenset(("class", "id", "itemprop", "rel", "role", "data-testid", "data-component", "property"))


def _marks_of(element: html.HtmlElement) -> frozenset[str]:
    tag = element.tag
    if tag in ("html", "body"):
        return _NONE
    names = [value for name, value in element.items() if name in _NAMING]
    if tag in _MARKING:
        names.append(tag)
    return _marks_named(" ".join(names)) if names else _NONE


MOST_REMEMBERED = 20_000
_NONE: frozenset[str] = frozenset()
_MARKING = frozenset(
    (
        "article", "main", "nav", "header", "footer", "aside", "figure", "figcaption", "blockquote", "time",
        "address", "button", "form", "table",
    )
)  # fmt: skip
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|[^A-Za-z]+")


def _marks_named(names: str) -> frozenset[str]:
    """The marks in a string of names: "c-article__relatedLinks" holds the words article, related, links."""
    remembered = _remembered()
    if names not in remembered:
        words = [part.lower() for part in _CAMEL.split(names[:400]) if part]
        known = _names()
        runs = (*words, *map(" ".join, pairwise(words)), *map(" ".join, zip(words, words[1:], words[2:], strict=False)))
        if len(remembered) >= MOST_REMEMBERED:
            remembered.clear()
        remembered[names] = frozenset(known[run] for run in runs if run in known)
    return remembered[names]


@tables.cached
def _remembered() -> dict[str, frozenset[str]]:
    """The marks of names that were seen before: the pages of a site repeat them."""
    return {}


@tables.cached
def _names() -> Mapping[str, str]:
    return {row["name"]: row["mark"] for _, row in tables.rows("page_marks")}
