"""Pledges and what came of them: `python -m eval.pledges PAIRS.jsonl [PRED.jsonl] [--quiet] [--odd | --even]`.

Each line of PAIRS has two `pages`, a `pledge` on one of them, and the `relation` of a `later` passage to it. Both pages
are read, and the ledger runs over the two. A pair is offered where a candidate for kept, late or broken comes from the
other page for a commitment that stands in the pledge's words; a pledge that is not found offers none. PRED takes one
line a pair; `--quiet` leaves out what is missed and falsely offered; `--odd` and `--even` take every other line, the
first being odd.
"""

import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from dateline.pledges import Commitment, Entries, Page, find_commitments, page_of, read_batch
from dateline.reader import read
from eval.lines import Line, lines_of, write

KEPT = ("kept", "late", "broken")
HALVES = {"--odd": 0, "--even": 1}


def main(arguments: Sequence[str]) -> int:
    """Print the figures; exit status 2 on wrong usage."""
    options = {argument for argument in arguments if argument.startswith("--")}
    files = [Path(argument) for argument in arguments if argument not in options]
    if len(files) not in {1, 2} or options - {"--quiet", *HALVES} or len(options & set(HALVES)) > 1:
        print(__doc__, file=sys.stderr)
        return 2
    lines = list(lines_of(files[0]))
    for option in options & set(HALVES):
        lines = lines[HALVES[option] :: 2]
    predictions = [predict(line) for line in lines]
    if files[1:]:
        write(files[1], predictions)
    for row in report(lines, predictions):
        print(row)
    if "--quiet" not in options:
        for line, prediction in zip(lines, predictions, strict=True):
            if wrong := _wrong(line, prediction):
                print(f"{line['id']} {line['kind']}: {wrong}")
    return 0


def predict(line: Line) -> Line:
    """What the ledger makes of one pair."""
    pages = {page["id"]: _page(page) for page in line["pages"]}
    pledged, later = pages[line["pledge"]["page"]], pages[line["later"]["page"]]
    start, end = _place(line, "pledge")
    found = [made for made in find_commitments(pledged) if start <= made.start < end]
    entries = read_batch(pages.values())
    return {"id": line["id"], **_told(line, found, entries, later)}


def _told(line: Line, found: Sequence[Commitment], entries: Entries, later: Page) -> Line:
    keys = {made.key for made in found}
    offered = [one for one in entries.outcomes if one.commitment in keys and one.article == later.article]
    best = max(offered, key=lambda one: one.score, default=None)
    again = [one for one in entries.repeats if one.commitment in keys and one.article == later.article]
    start, end = _place(line, "later")
    return {
        "found": bool(found),
        "relation": best.relation if best else "repeat" if again else "none",
        "score": best.score if best else None,
        "partial": best is not None and best.share is not None and best.share < 1,
        "words": best.words if best else again[0].words if again else None,
        "at": best is not None and best.start < end and start < best.end,
        "repeat": bool(again),
        "why": list(best.why) if best else list(again[0].why) if again else [],
    }


def report(lines: Sequence[Line], predictions: Sequence[Line]) -> list[str]:
    """The figures, one a row."""
    pairs = list(zip(lines, predictions, strict=True))
    wanted = [pair for pair in pairs if pair[0]["relation"] in KEPT]
    offered = [pair for pair in pairs if pair[1]["relation"] in KEPT]
    hits = [pair for pair in offered if pair[0]["relation"] in KEPT]
    precision, recall = len(hits) / max(len(offered), 1), len(hits) / max(len(wanted), 1)
    again = [pair for pair in pairs if pair[0]["relation"] == "repeat"]
    joined = [pair for pair in pairs if pair[1]["repeat"]]
    right = sum(line["relation"] == told["relation"] for line, told in hits)
    partial = [pair for pair in hits if pair[0].get("partial")]
    rows = [
        f"pledges found    {sum(told['found'] for _, told in pairs)} of {len(pairs)}",
        f"outcomes offered precision {precision:.3f}  recall {recall:.3f}"
        f"  F1 {2 * precision * recall / max(precision + recall, 1e-9):.3f}"
        f"  ({len(hits)} of {len(wanted)}, {len(offered) - len(hits)} false)",
        f"relation right   {right} of {len(hits)}; partial {sum(told['partial'] for _, told in partial)}"
        f" of {len(partial)}; at the gold words {sum(told['at'] for _, told in hits)} of {len(hits)}",
        f"repeats joined   {sum(told['repeat'] for _, told in again)} of {len(again)}; "
        f"others joined {sum(line['relation'] != 'repeat' for line, _ in joined)}",
    ]
    confusion = Counter((line["relation"], told["relation"]) for line, told in pairs)
    names = (*KEPT, "repeat", "none")
    rows.append(f"{'gold / told':12}" + "".join(f"{name:>8}" for name in names))
    rows += [f"{gold:12}" + "".join(f"{confusion[gold, name]:8}" for name in names) for gold in names]
    return rows


def _wrong(line: Line, told: Line) -> str | None:
    if not told["found"]:
        return f"pledge not found | {line['pledge']['context']}"
    if line["relation"] in KEPT and told["relation"] not in KEPT:
        return f"missed ({line['relation']}) | {line['later']['context']}"
    if line["relation"] not in KEPT and told["relation"] in KEPT:
        return f"false {told['relation']} {told['score']} | {told['words']} | {', '.join(told['why'])}"
    if line["relation"] in (*KEPT, "repeat") and told["relation"] != line["relation"]:
        return f"{line['relation']}, told {told['relation']} | {told['words']}"
    return None


def _page(page: Line) -> Page:
    return page_of(read(page["text"], page["url"], publisher=page["publisher"], published_at=page["published_at"]))


def _place(line: Line, part: str) -> tuple[int, int]:
    """Where a passage's words stand in its page."""
    text = next(page["text"] for page in line["pages"] if page["id"] == line[part]["page"])
    start = text.index(line[part]["context"])
    return start, start + len(line[part]["context"])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
