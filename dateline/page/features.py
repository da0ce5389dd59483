"""What can be seen of a line that tells whether it is story: its own form, its place in the page, its neighbours.

Each line gets the names of its features; `tables/body_weights.csv` has a weight for each, learned from pages whose
story is known (`tools/train_body.py`). All are yes or no; figures are put into steps ("size:80").
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
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
    sizes = [size_of(line.text) for line in lines]
    density = [line.link_density for line in lines]
    running = [size >= RUNNING_SIZE and links < 0.4 for size, links in zip(sizes, density, strict=True)]
    held = _held(lines, sizes, running)
    total = sum(size for size, is_running in zip(sizes, running, strict=True) if is_running) or 1
    top = max(held, key=lambda number: held[number][1], default=-1)
    head = _headline(lines, keys, known)
    copies = Counter(keys)
    kinds = Counter((line.numbers[-2:-1], line.tag) for line in lines)
    running_kinds = Counter(
        (line.numbers[-2:-1], line.tag) for line, is_running in zip(lines, running, strict=True) if is_running
    )
    inside = [n for n, line in enumerate(lines) if running[n] and top in line.numbers]
    first, last = (inside[0], inside[-1]) if inside else (len(lines), -1)
    kept_running = [n for n in range(len(lines)) if kept[n] and running[n]]
    kept_first, kept_last = (kept_running[0], kept_running[-1]) if kept_running else (len(lines), -1)
    classes = _classes(lines, sizes, running)
    groups = [group_of(line) for line in lines]
    in_group, kept_in_group = (
        Counter(groups),
        Counter(group for group, is_kept in zip(groups, kept, strict=True) if is_kept),
    )
    since = _since(running)
    until = _since(running[::-1])[::-1]
    low, high = min(first, kept_first, head if head >= 0 else first) - MARGIN, max(last, kept_last) + MARGIN
    found: list[list[str] | None] = []
    for n, line in enumerate(lines):
        if not (kept[n] or running[n] or low <= n <= high):
            found.append(None)
            continue
        names = _own(line, keys[n], sizes[n], density[n], known)
        found.append(names)
        add = names.append
        parent = line.numbers[-2] if len(line.numbers) > 1 else -1
        add(f"parent holds:{step(held.get(parent, (0, 0))[0] / total, SHARES)}")
        grand = line.numbers[-3] if len(line.numbers) > 2 else -1
        add(f"grandparent holds:{step(held.get(grand, (0, 0))[0] / total, SHARES)}")
        add(f"own holds:{step(held.get(line.numbers[-1], (0, 0))[0] / total, SHARES)}")
        if top in line.numbers:
            below = len(line.numbers) - line.numbers.index(top) - 1
            add(f"below top:{min(below, 4)}")
        else:
            add("outside top")
        place = "before" if n < first else "after" if n > last else "within"
        add(f"{place} top")
        kept_place = "before" if n < kept_first else "after" if n > kept_last else "within"
        add(f"{kept_place} kept")
        add(f"kept:{kept[n]}")
        add(f"kept:{kept[n]} {kept_place} size:{step(sizes[n], SIZES)}")
        add(f"{place} {line.tag}")
        if head < 0:
            add("no headline")
        else:
            add(f"{'after' if n > head else 'before' if n < head else 'at'} headline")
            if 0 < n - head <= 8:
                add(f"headline:{step(n - head, NEAR)} {'before' if n < first else 'in'}")
        kind = (line.numbers[-2:-1], line.tag)
        share = running_kinds[kind] / kinds[kind]
        add(
            f"kin running:{step(share, SHARES)} {'alone' if kinds[kind] == 1 else 'few' if kinds[kind] < 4 else 'many'}"
        )
        if len(line.numbers) > 1:
            tag = groups[n][0]
            add(
                f"{tag} kept:{step(kept_in_group[groups[n]] / in_group[groups[n]], SHARES)}"
                f" {step(in_group[groups[n]], NEAR)}"
            )
        if copies[keys[n]] > 1:
            add("repeated")
        if (own_class := _class(line)) in classes:
            add(f"class holds:{step(classes[own_class] / total, SHARES)}")
        else:
            add(f"class of its own size:{step(sizes[n], SIZES)}")
        left = len(inside) - bisect_right(inside, n)
        add(f"running left:{left if left < 3 else 'more'} {place}")
        if kept[n] or place == "within":
            said = furniture_kind(line.text, sizes[n])
            if said:
                add(f"words:{said}")
                add(f"words:{said} size:{step(sizes[n], SIZES)}")
        add(f"since running:{step(since[n], NEAR)}")
        add(f"until running:{step(until[n], NEAR)}")
        for name, m in (("prev", n - 1), ("next", n + 1)):
            if 0 <= m < len(lines):
                add(f"{name} size:{step(sizes[m], SIZES)}")
                add(f"{name} links:{step(density[m], SHARES)}")
                add(f"{name} kept:{kept[m]}")
                add(f"{name} {lines[m].tag}")
                add(f"{name} {'same' if lines[m].numbers[:-1] == line.numbers[:-1] else 'other'} parent")
            else:
                add(f"{name} none")
    return found


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
    if sum(char.isdigit() for char in text) > 0.2 * len(text):
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


def _class(line: Line) -> str:
    """The tag and class of a line's element and of the one around it: what a page's style is hung on."""
    element = line.element
    around = element.getparent()
    return f"{line.tag}.{element.get('class', '')} {around.get('class', '') if around is not None else ''}"


def _classes(lines: Sequence[Line], sizes: Sequence[int], running: Sequence[bool]) -> Mapping[str, int]:
    """The running text in elements of each class."""
    held: Counter[str] = Counter()
    for line, size, is_running in zip(lines, sizes, running, strict=True):
        if is_running:
            held[_class(line)] += size
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
