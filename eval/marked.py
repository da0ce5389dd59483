"""How many marked events are found, and how many others: `python -m eval.marked FILE... [--wrong]`.

A line of FILE is a sentence or some, in which every word that tells an event is marked with its type and status:

    Ankara [urged REQUEST requested] Baku to [free RETREAT act] the pilots.

`act` marks what is promised, asked for or threatened, which is no event of its own. --wrong lists what is missed, what
has another type or status, and what is told besides.
"""

import argparse
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, cast, get_args

from dateline.reader import read_article
from dateline.records import EVENT_TYPES, Event, EventType, Span, Status
from eval.events import paragraph

_MARK = re.compile(r"\[(?P<word>[^\]\s]+)(?: (?P<type>[A-Z]+) (?P<status>[a-z]+))?\]")


@dataclass(frozen=True, slots=True)
class Mark:
    """A word that tells an event, of which type, and its status."""

    span: Span
    type: EventType
    status: Status | Literal["act"]


@dataclass(frozen=True, slots=True)
class Marked:
    """A text without its marks, and what they say, in order."""

    text: str
    marks: tuple[Mark, ...]


def read_marked(paths: Iterable[Path]) -> list[Marked]:
    """The lines of files, empty ones left out. ValueError where a mark has no known type and status."""
    found = []
    for path in paths:
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            try:
                found += [parsed(line.strip())] if line.strip() else []
            except ValueError as error:
                raise ValueError(f"{path}:{number}: {error}") from None
    return found


def parsed(line: str) -> Marked:
    """One line: `[word TYPE status]` is a mark, `[word]` the word alone."""
    text, marks, at = "", [], 0
    for match in _MARK.finditer(line):
        text += line[at : match.start()]
        if match["type"]:
            if match["type"] not in EVENT_TYPES or match["status"] not in (*get_args(Status), "act"):
                raise ValueError(f"{match[0]}: expected [word TYPE status] with a type of PLOVER")
            span = Span(len(text), len(text) + len(match["word"]))
            marks.append(Mark(span, cast(EventType, match["type"]), cast(Status, match["status"])))
        text, at = text + match["word"], match.end()
    return Marked(text + line[at:], tuple(marks))


def main(arguments: Sequence[str] | None = None) -> int:
    """Print how many events are found, with their type and status, and how many are told besides."""
    parser = argparse.ArgumentParser(prog="python -m eval.marked", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--wrong", action="store_true")
    given = parser.parse_args(arguments)
    count = Counter[str]()
    for line in read_marked(given.files):
        for kind, words in compared(line):
            count[kind] += 1
            if given.wrong and kind in {"missed", "besides", "other type", "other status"}:
                print(f"{kind}: {words} | {line.text}")
    wanted, told = count["found"] + count["missed"], count["found"] + count["besides"]
    print(f"{'wanted':>8}{'recall':>8}{'precision':>11}{'type too':>10}{'status of found':>17}")
    print(
        f"{wanted:8}{count['found'] / max(wanted, 1):8.3f}{count['found'] / max(told, 1):11.3f}"
        f"{(count['found'] - count['other type']) / max(wanted, 1):10.3f}"
        f"{1 - count['other status'] / max(count['found'], 1):17.3f}"
    )
    return 0


def compared(line: Marked) -> Iterator[tuple[str, str]]:
    """What is found, missed, told besides, or of another type or status, with its words."""
    left = list(read_article(paragraph(line.text)).events)
    for mark in line.marks:
        event = next((event for event in left if event.trigger.overlaps(mark.span)), None)
        if event is not None:
            left.remove(event)
        if mark.status == "act":
            continue
        word = line.text[mark.span.start : mark.span.end]
        if event is None:
            yield "missed", f"{word} {mark.type} {mark.status}"
            continue
        yield "found", word
        if event.type != mark.type:
            yield "other type", f"{word} {mark.type}, not {event.type} ({event.why[0]})"
        if event.status != mark.status:
            yield "other status", f"{word} {mark.status}, not {event.status} ({event.why[-1]})"
    for event in left:
        yield "besides", f"{_words(line, event)} {event.type} {event.status} ({event.why[0]})"


def _words(line: Marked, event: Event) -> str:
    return line.text[event.trigger.start : event.trigger.end]


if __name__ == "__main__":
    sys.exit(main())
