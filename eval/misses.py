"""What is missed of who said what, by kind: `python -m eval.misses GOLD.jsonl PRED.jsonl [N]`.

Of gold attributions that no prediction has (half of the content, and the source): whether the cue was not found (and
what stands behind it), the content is another, or the source is. Of predictions that are no gold attribution: whether
the gold has the cue. With N, so many of each are shown, evenly over the file.
"""

import re
import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

from eval.lines import lines_of

Row = Mapping[str, Sequence[Sequence[int]]]
_TOKEN = re.compile(r"\w+")
_MARK = re.compile('["“”]')
_LONGEST_THING = 4
"""Words of a content that is a name or a short thing."""


def main(arguments: list[str]) -> int:
    """Print the table; exit status 2 on wrong usage."""
    if len(arguments) not in (2, 3):
        print(__doc__, file=sys.stderr)
        return 2
    predicted = {line["id"]: line["statements"] for line in lines_of(Path(arguments[1]))}
    kinds: dict[str, list[str]] = defaultdict(list)
    for line in lines_of(Path(arguments[0])):
        for kind, missed in _misses(line["text"], line["statements"], predicted.get(line["id"], [])):
            kinds[kind].append(_shown(line["text"], missed))
    shown = int(arguments[2]) if len(arguments) == 3 else 0
    for kind, rows in sorted(kinds.items(), key=lambda item: -len(item[1])):
        print(f"{len(rows):5d}  {kind}")
        for row in rows[:: max(len(rows) // shown, 1)][:shown] if shown else ():
            print(f"         {row}")
    return 0


def _misses(text: str, golds: Sequence[Row], found: Sequence[Row]) -> list[tuple[str, Row]]:
    tokens = [word.span() for word in _TOKEN.finditer(text)]

    def of(row: Row, role: str) -> set[int]:
        return {n for start, end in row[role] for n, (a, b) in enumerate(tokens) if a < end and b > start}

    def alike(gold: Row, other: Row) -> bool:
        one, two = of(gold, "content"), of(other, "content")
        return bool(one) and len(one & two) >= 0.5 * len(one | two)

    def agrees(gold: Row, other: Row) -> bool:
        one, two = of(gold, "source"), of(other, "source")
        return bool(one & two) if one else not two

    misses: list[tuple[str, Row]] = []
    for gold in golds:
        near = [other for other in found if alike(gold, other)]
        if not gold["content"] or any(agrees(gold, other) for other in near):
            continue
        by_cue = [other for other in found if of(gold, "cue") & of(other, "cue")]
        if near:
            what = "none is named" if not gold["source"] else "none was found" if not near[0]["source"] else "another"
            misses.append((f"missed: the source ({what})", gold))
        elif by_cue:
            longer = len(of(by_cue[0], "content")) > len(of(gold, "content"))
            misses.append((f"missed: the content ({'too long' if longer else 'too short'})", gold))
        else:
            misses.append((f"missed: the cue, of {_told(text, gold)}", gold))
    for other in found:
        if not any(alike(gold, other) and agrees(gold, other) for gold in golds):
            cued = any(of(gold, "cue") & of(other, "cue") for gold in golds)
            inside = any(of(other, "cue") & of(gold, "content") for gold in golds)
            where = "a cue of the gold" if cued else "inside of a content" if inside else "no cue of the gold"
            misses.append((f"too many: {where}", other))
    return misses


def _told(text: str, gold: Row) -> str:
    content = " ".join(text[start:end] for start, end in gold["content"])
    if _MARK.search(content):
        return "a quotation"
    if content.lower().startswith("to "):
        return "an infinitive"
    if content.lower().startswith(("that ", "whether ", "if ", "how ", "what ", "why ")):
        return "a clause with its word"
    return "a name or a short thing" if len(content.split()) <= _LONGEST_THING else "other words"


def _shown(text: str, row: Row) -> str:
    parts = (" … ".join(" ".join(text[s:e].split()) for s, e in row[role]) for role in ("source", "cue", "content"))
    return " | ".join(part[:140] or "-" for part in parts)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
