"""How many events are found, and how many invented: `python -m eval.found SENTENCES.jsonl [WRONG]`.

Each line of SENTENCES has `text` and all of its `events`, each with `trigger` (words of it), `type` and `status` and
what is accepted besides; `arguable` lists words that careful people may or may not take for one. An event is found
where an event of an accepted type, or one with an act of it, stands at its words. Odd and even ids are reported
apart: the even ones are for measuring alone. WRONG (any word) lists what is missed and invented in the odd ones.
"""

import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from dateline.reader import read_article
from dateline.records import Event
from eval.events import paragraph
from eval.lines import Line, lines_of
from eval.status import span_of


def main(arguments: Sequence[str]) -> int:
    """Print precision and recall; exit status 2 on wrong usage."""
    if len(arguments) not in {1, 2}:
        print(__doc__, file=sys.stderr)
        return 2
    counts: dict[str, Counter[str]] = {"odd": Counter(), "even": Counter()}
    for line in lines_of(Path(arguments[0])):
        half = "odd" if int(line["id"].rpartition("-")[2]) % 2 else "even"
        count, wrong = compare(line)
        counts[half].update(count)
        if arguments[1:] and half == "odd" and wrong:
            print(line["id"], *wrong, sep="\n    ")
    print(f"{'':6}{'recall':>8}{'precision':>11}{'wanted':>8}{'told':>6}{'status right':>14}")
    for name, count in (*counts.items(), ("all", counts["odd"] + counts["even"])):
        recall, precision = count["found"] / max(count["wanted"], 1), count["found"] / max(count["told"], 1)
        status = count["status"] / max(count["found"], 1)
        print(f"{name:6}{recall:8.3f}{precision:11.3f}{count['wanted']:8}{count['told']:6}{status:14.3f}")
    return 0


def compare(line: Line) -> tuple[Counter[str], list[str]]:
    """The counts of one line, and what is wrong with it in words."""
    text, wrong, count = line["text"], [], Counter[str]()
    left = list(read_article(paragraph(text)).events)
    for wanted in line["events"]:
        count["wanted"] += 1
        hit = next((event for event in left if _is_told_by(event, wanted, text)), None)
        if hit is None:
            wrong.append(f"missed: {wanted['trigger']} {wanted['type']} | {text}")
            continue
        left.remove(hit)
        count["found"] += 1
        count["status"] += hit.status in {wanted["status"], *wanted.get("also_accepted_statuses", ())}
    invented = [event for event in left if not _stands_at(event, line.get("arguable", ()), text)]
    count["told"] = count["found"] + len(invented)
    said = [(text[e.trigger.start : e.trigger.end], e.type, e.why[0]) for e in invented]
    return count, wrong + [f"invented: {word} {kind} ({why}) | {text}" for word, kind, why in said]


def _is_told_by(event: Event, wanted: Line, text: str) -> bool:
    words = (wanted["trigger"], *wanted.get("also_accepted_triggers", ()))
    accepted = {wanted["type"], *wanted.get("also_accepted_types", ())}
    kinds = {event.type} if event.act is None else {event.type, event.act.type}
    return bool(kinds & accepted) and _stands_at(event, words, text)


def _stands_at(event: Event, words: Sequence[str], text: str) -> bool:
    spans = [event.trigger] if event.act is None else [event.trigger, event.act.trigger]
    return any(span.overlaps(span_of(text, each)) for span in spans for each in words)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
