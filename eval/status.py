"""What is believed of events: `python -m eval.status SENTENCES.jsonl [WRONG]` prints F1 by status, and the mean.

Each line of SENTENCES has `text`, `trigger` (a word of it) and `status` of the one event that is judged; others of the
sentence are passed over. An event that is not found counts as missed. WRONG (any word) lists what is wrong.
"""

import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from dateline.reader import read_article
from dateline.records import Event, Span
from eval.events import paragraph
from eval.lines import Line, lines_of

NOT_FOUND = "(not found)"


def main(arguments: Sequence[str]) -> int:
    """Print the table; exit status 2 on wrong usage."""
    if len(arguments) not in {1, 2}:
        print(__doc__, file=sys.stderr)
        return 2
    lines = list(lines_of(Path(arguments[0])))
    found = [status_of(line) for line in lines]
    wanted = [line["status"] for line in lines]
    print(f"{'status':14}{'F1':>6}{'P':>6}{'R':>6}{'gold':>6}")
    for status, (precision, recall, f1) in scores(wanted, found).items():
        print(f"{status:14}{f1:6.2f}{precision:6.2f}{recall:6.2f}{wanted.count(status):6}")
    print(f"{'mean':14}{macro_f1(wanted, found):6.3f}   not found {found.count(NOT_FOUND)} of {len(lines)}")
    if arguments[1:]:
        for line, status in zip(lines, found, strict=True):
            if status != line["status"]:
                print(f"{line['id']} {line['status']}, found {status}: {line['trigger']} | {line['text']}")
    return 0


def status_of(line: Line) -> str:
    """The status that a reading gives the event of a line."""
    triggers = [span_of(line["text"], words) for words in (line["trigger"], *line.get("also_accepted_triggers", ()))]
    events = read_article(paragraph(line["text"])).events
    hits = [event for span in triggers for event in _at(span, events)]
    return hits[0].status if hits else NOT_FOUND


def _at(span: Span, events: Iterable[Event]) -> list[Event]:
    """The events whose trigger the words hold; then those whose act does."""
    own = [event for event in events if event.trigger.overlaps(span)]
    return own + [event for event in events if event.act is not None and event.act.trigger.overlaps(span)]


def span_of(text: str, words: str) -> Span:
    """Where some words stand first in a text."""
    start = text.index(words)
    return Span(start, start + len(words))


def scores(wanted: Sequence[str], found: Sequence[str]) -> dict[str, tuple[float, float, float]]:
    """Precision, recall and F1 of each status that is wanted, best known first by name."""
    right = Counter(w for w, f in zip(wanted, found, strict=True) if w == f)
    table = {}
    for status in sorted(set(wanted)):
        precision = right[status] / max(found.count(status), 1)
        recall = right[status] / wanted.count(status)
        table[status] = (precision, recall, 2 * precision * recall / max(precision + recall, 1e-9))
    return table


def macro_f1(wanted: Sequence[str], found: Sequence[str]) -> float:
    """The mean of the statuses' F1."""
    table = scores(wanted, found)
    return sum(f1 for _, _, f1 in table.values()) / len(table)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
