"""What can be seen of a line that tells whether it is story: its own form, its place in the page, its neighbours.

Each line gets the names of its features; `tables/body_weights.csv` has a weight for each, learned from pages whose
story is known (`tools/train_body.py`). All are yes or no; figures are put into steps ("size:80").
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from dateline.page import furniture
from dateline.page.dom import Line

GROUPS = frozenset(("ul", "ol", "dl", "blockquote"))
SIZES = (8, 16, 32, 64, 96, 128, 192, 320, 10**9)
SHARES = (0.02, 0.1, 0.25, 0.5, 0.8, 1.01)
NEAR = (1, 2, 3, 5, 9, 17, 10**9)
RUNNING_SIZE = 80
MARGIN = 8
"""Lines around running text that are looked at: of 219 pages no story has a line farther off."""
LONGEST_FURNITURE = 400
_WIDE = re.compile(r"[\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_SENTENCE = re.compile(r"[.!?…。！？]+[\"”’»)\]]*(?:\s|$)|[。！？]")
_END = re.compile(r"([.!?…:;,。！？」])[\"”’»“)\]]*$")
_QUOTES = "“”«»„‘\"'「"
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Known:
    """What the page says of itself, as keys (`align.key`): to be recognised among its lines."""

    title: str = ""
    summary: str = ""
    body: str = ""
    names: frozenset[str] = frozenset()


def size_of(text: str) -> int:
    """Characters, where one of the wide scripts counts as two and a half: so much more does it say."""
    return len(text) if text.isascii() else len(text) + len(_WIDE.findall(text)) * 3 // 2


def step(value: float, limits: Sequence[float]) -> float:
    """The first limit that the value is below: figures as steps."""
    return next((limit for limit in limits if value < limit), limits[-1])


def features(lines: Sequence[Line], keys: Sequence[str], known: Known, kept: Sequence[bool]) -> list[list[str] | None]:
    """The features of each line, or None far from any running text; `kept` is what the extractor keeps."""
    page = _survey(lines, keys, known, kept)
    found: list[list[str] | None] = []
    for n, line in enumerate(lines):
        if not (kept[n] or page.running[n] or n in page.near):
            found.append(None)
            continue
        found.append(
            [
                *_own(line, keys[n], page.sizes[n], page.density[n], known),
                *_containers(page, n),
                *_position(page, n),
                *_kin(page, n),
                *_said(page, n),
                *_beside(page, n),
            ]
        )
    return found


@dataclass(frozen=True, slots=True)
class _Page:
    """What the features of single lines are taken from: figures of all lines, and where running text stands."""

    lines: Sequence[Line]
    keys: Sequence[str]
    kept: Sequence[bool]
    sizes: Sequence[int]
    density: Sequence[float]
    running: Sequence[bool]
    held: Mapping[int, tuple[int, float]]
    total: int
    top: int
    inside: Sequence[int]
    bounds: tuple[int, int]
    kept_bounds: tuple[int, int]
    near: range
    head: int
    since: Sequence[int]
    until: Sequence[int]
    copies: Mapping[str, int]
    kinds: Mapping[tuple[tuple[int, ...], str], int]
    running_kinds: Mapping[tuple[tuple[int, ...], str], int]
    classes: Mapping[str, int]
    groups: Sequence[tuple[str, int]]
    in_group: Mapping[tuple[str, int], int]
    kept_in_group: Mapping[tuple[str, int], int]

    def place(self, n: int) -> str:
        """Where a line stands to the running text of the top container."""
        return _place(n, self.bounds)


def _survey(lines: Sequence[Line], keys: Sequence[str], known: Known, kept: Sequence[bool]) -> _Page:
    numbers = range(len(lines))
    sizes = [size_of(line.text) for line in lines]
    density = [line.link_density for line in lines]
    running = [size >= RUNNING_SIZE and links < 0.4 for size, links in zip(sizes, density, strict=True)]
    held = _held(lines, sizes, running)
    top = max(held, key=lambda number: held[number][1], default=-1)
    inside = [n for n in numbers if running[n] and top in lines[n].numbers]
    bounds = (inside[0], inside[-1]) if inside else (len(lines), -1)
    kept_running = [n for n in numbers if kept[n] and running[n]]
    kept_bounds = (kept_running[0], kept_running[-1]) if kept_running else (len(lines), -1)
    head = _headline(lines, keys, known)
    low = min(bounds[0], kept_bounds[0], head if head >= 0 else bounds[0]) - MARGIN
    groups = [group_of(line) for line in lines]
    return _Page(
        lines=lines,
        keys=keys,
        kept=kept,
        sizes=sizes,
        density=density,
        running=running,
        held=held,
        total=sum(sizes[n] for n in numbers if running[n]) or 1,
        top=top,
        inside=inside,
        bounds=bounds,
        kept_bounds=kept_bounds,
        near=range(low, max(bounds[1], kept_bounds[1]) + MARGIN + 1),
        head=head,
        since=_since(running),
        until=_since(running[::-1])[::-1],
        copies=Counter(keys),
        kinds=Counter((line.numbers[-2:-1], line.tag) for line in lines),
        running_kinds=Counter((lines[n].numbers[-2:-1], lines[n].tag) for n in numbers if running[n]),
        classes=_classes(lines, sizes, running),
        groups=groups,
        in_group=Counter(groups),
        kept_in_group=Counter(groups[n] for n in numbers if kept[n]),
    )


def _place(n: int, bounds: tuple[int, int]) -> str:
    return "before" if n < bounds[0] else "after" if n > bounds[1] else "within"


def _containers(page: _Page, n: int) -> Iterator[str]:
    """How much of the page's running text the elements around the line hold."""
    numbers = page.lines[n].numbers
    for name, depth in (("parent", 2), ("grandparent", 3), ("own", 1)):
        held = page.held.get(numbers[-depth], (0, 0.0))[0] if len(numbers) >= depth else 0
        yield f"{name} holds:{step(held / page.total, SHARES)}"
    if page.top in numbers:
        yield f"below top:{min(len(numbers) - numbers.index(page.top) - 1, 4)}"
    else:
        yield "outside top"


def _position(page: _Page, n: int) -> Iterator[str]:
    """Where the line stands to the running text, to what the extractor keeps, and to the headline."""
    place, kept_place = page.place(n), _place(n, page.kept_bounds)
    yield f"{place} top"
    yield f"{kept_place} kept"
    yield f"kept:{page.kept[n]}"
    yield f"kept:{page.kept[n]} {kept_place} size:{step(page.sizes[n], SIZES)}"
    yield f"{place} {page.lines[n].tag}"
    if page.head < 0:
        yield "no headline"
    else:
        below = n - page.head
        yield f"{'after' if below > 0 else 'before' if below < 0 else 'at'} headline"
        if 0 < below <= 8:
            yield f"headline:{step(below, NEAR)} {'before' if n < page.bounds[0] else 'in'}"
    left = len(page.inside) - bisect_right(page.inside, n)
    yield f"running left:{left if left < 3 else 'more'} {place}"
    yield f"since running:{step(page.since[n], NEAR)}"
    yield f"until running:{step(page.until[n], NEAR)}"


def _kin(page: _Page, n: int) -> Iterator[str]:
    """What the lines like this one are: same parent and tag, same group, same words, same class."""
    line = page.lines[n]
    kind = (line.numbers[-2:-1], line.tag)
    count = page.kinds[kind]
    share = page.running_kinds.get(kind, 0) / count
    yield f"kin running:{step(share, SHARES)} {'alone' if count == 1 else 'few' if count < 4 else 'many'}"
    if len(line.numbers) > 1:
        group = page.groups[n]
        kept_share = page.kept_in_group.get(group, 0) / page.in_group[group]
        yield f"{group[0]} kept:{step(kept_share, SHARES)} {step(page.in_group[group], NEAR)}"
    if page.copies[page.keys[n]] > 1:
        yield "repeated"
    held = page.classes.get(class_of(line))
    if held is None:
        yield f"class of its own size:{step(page.sizes[n], SIZES)}"
    else:
        yield f"class holds:{step(held / page.total, SHARES)}"


def _said(page: _Page, n: int) -> Iterator[str]:
    """What the words of a line say that it is; asked only where the line may be story."""
    if (page.kept[n] or page.place(n) == "within") and (kind := furniture_kind(page.lines[n].text, page.sizes[n])):
        yield f"words:{kind}"
        yield f"words:{kind} size:{step(page.sizes[n], SIZES)}"


def _beside(page: _Page, n: int) -> Iterator[str]:
    """The lines before and after."""
    for name, m in (("prev", n - 1), ("next", n + 1)):
        if not 0 <= m < len(page.lines):
            yield f"{name} none"
            continue
        yield f"{name} size:{step(page.sizes[m], SIZES)}"
        yield f"{name} links:{step(page.density[m], SHARES)}"
        yield f"{name} kept:{page.kept[m]}"
        yield f"{name} {page.lines[m].tag}"
        yield f"{name} {'same' if page.lines[m].numbers[:-1] == page.lines[n].numbers[:-1] else 'other'} parent"


def _own(line: Line, key: str, size: int, links: float, known: Known) -> list[str]:
    """The features of a line by itself."""
    text = line.text
    tag = line.tag
    names = [
        f"tag:{tag}",
        f"size:{step(size, SIZES)}",
        f"{tag} size:{step(size, SIZES)}",
        f"links:{step(links, SHARES)}",
    ]
    names += [f"in {name}" for name in ("li", "table", "blockquote", "dl", "p") if name in line.tags[:-1]]
    names += [f"mark:{mark}" for mark in line.marks]
    if not line.marks:
        names.append("no mark")
    end = _END.search(text)
    names.append(f"ends:{end[1] if end else 'word'}")
    sentences = len(_SENTENCE.findall(text))
    names.append(f"sentences:{min(sentences, 3)}")
    if size < RUNNING_SIZE:
        names.append(f"short ends:{end[1] if end else 'word'} {'li' if 'li' in line.tags else tag}")
    if line.emphasis > 0.8 * len(text):
        names.append(f"emphasis {tag} size:{step(size, SIZES)}")
    if line.after_image:
        names.append("after image")
        names.append(f"after image {'sentence' if end and size >= 32 else 'no sentence'} {tag}")
    if text.isupper():
        names.append("capitals")
    if not text[0].isalnum():
        names.append("begins:quote" if text[0] in _QUOTES else "begins:mark")
    words = _WORD.findall(text)
    if not words:
        names.append("no words")
    else:
        lower = sum(word[0].islower() for word in words) / len(words)
        names.append(f"lower:{step(lower, SHARES)}")
    for mark in ("©", "|", "@", "http", "►", "»", "…"):
        if mark in text:
            names.append(f"has:{mark}")
    if sum(map(str.isdigit, text)) > 0.2 * len(text):
        names.append("digits")
    if links > 0 and line.links and len(line.links) > 2 and links > 0.5:
        names.append("many links")
    if known.title and key == known.title:
        names.append("is title")
    if len(key) > 30 and known.summary and (key in known.summary or known.summary in key):
        names.append("is summary")
    if known.body:
        names.append("in stated body" if len(key) > 12 and key in known.body else "not in stated body")
    if key in known.names:
        names.append("is name")
    return names


def group_of(line: Line) -> tuple[str, int]:
    """What the line stands in with others of its kind: the table, list or quotation around it, else its parent."""
    if "table" in line.tags:
        at = line.tags.index("table")
    else:
        at = max((n for n, tag in enumerate(line.tags) if tag in GROUPS), default=max(len(line.tags) - 2, 0))
    return (line.tags[at] if line.tags[at] in (*GROUPS, "table") else "parent", line.numbers[at])


def furniture_kind(text: str, size: int) -> str | None:
    """What the words of a line say that it is, where it is not too long for furniture."""
    return furniture.line_kind(text) if size <= LONGEST_FURNITURE else None


def class_of(line: Line) -> str:
    """The tag and class of a line's element and of the one around it: what a page's style is hung on."""
    element = line.element
    around = element.getparent()
    return f"{line.tag}.{element.get('class', '')} {around.get('class', '') if around is not None else ''}"


def _classes(lines: Sequence[Line], sizes: Sequence[int], running: Sequence[bool]) -> Mapping[str, int]:
    """The running text in elements of each class."""
    held: Counter[str] = Counter()
    for line, size, is_running in zip(lines, sizes, running, strict=True):
        if is_running:
            held[class_of(line)] += size
    return held


def _held(lines: Sequence[Line], sizes: Sequence[int], running: Sequence[bool]) -> Mapping[int, tuple[int, float]]:
    """By block element: the running text in it, and that text where what stands deeper counts less (readability)."""
    held: dict[int, tuple[int, float]] = {}
    for line, size, is_running in zip(lines, sizes, running, strict=True):
        if is_running:
            weight = float(size)
            for depth, number in enumerate(reversed(line.numbers)):
                whole, weighted = held.get(number, (0, 0.0))
                held[number] = (whole + size, weighted + (weight if depth else 0))
                if depth:
                    weight *= 0.5
    return held


def _headline(lines: Sequence[Line], keys: Sequence[str], known: Known) -> int:
    """The number of the line with the headline, or -1: the heading that is the title, else the first h1."""
    same = [n for n, key in enumerate(keys) if known.title and key == known.title]
    return next(
        (n for n in same if "h1" in lines[n].tags),
        next((n for n, line in enumerate(lines) if "h1" in line.tags and len(line.text) > 15), same[0] if same else -1),
    )


def _since(running: Sequence[bool]) -> list[int]:
    """How many lines ago running text stood, for each line; many where there was none."""
    result, ago = [], 10**6
    for is_running in running:
        result.append(ago)
        ago = 1 if is_running else ago + 1
    return result
