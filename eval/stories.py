"""Happenings and independent accounts: `python -m eval.stories FOLDER [--quiet]`.

FOLDER has `pages.jsonl` and `happenings.jsonl` (`tests/golden/stories/README.md`). All pages are read, grouped by text
and by happening as the lake does it, and compared with what a careful reader says:

- happenings: over all pairs of tellings of different pages, precision and recall of "one happening". A telling is
- accounts: of how many happenings the number of independent accounts is right, as grouped, and where the grouping is
  given. Tellings that are missed are left out of the gold accounts in the second count alone.
"""

import json
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from dateline.inputs import Given, Page
from dateline.page import article_of
from dateline.reader import read_article
from dateline.records import Article
from dateline.stories.accounts import accounts
from dateline.stories.happenings import group
from dateline.syndication import SyndicationIndex, Text
from dateline.told import Told, told_events
from eval.lines import Line, lines_of

_SENTENCE_END = re.compile(r"[.!?]['\"”’]?\s|\n")


@dataclass(frozen=True, slots=True)
class Telling:
    """One page's telling of a gold happening, and the events of the reading that stand for it."""

    happening: str
    page: str
    events: frozenset[str]


def main(arguments: Sequence[str]) -> int:
    """Print the figures; exit status 2 on wrong usage."""
    folders = [Path(argument) for argument in arguments if argument != "--quiet"]
    if len(folders) != 1:
        print(__doc__, file=sys.stderr)
        return 2
    for row in measure(folders[0], is_quiet="--quiet" in arguments):
        print(row)
    return 0


def measure(folder: Path, *, is_quiet: bool = True) -> Iterator[str]:
    """The figures of a folder, one a row, and unless quiet what is wrong."""
    articles, events = read_pages(folder)
    happenings = list(lines_of(folder / "happenings.jsonl"))
    tellings = [telling for happening in happenings for telling in _tellings(happening, articles, events)]
    groups = group([told for some in events.values() for told in some])
    home = {told.key: number for number, some in enumerate(groups) for told in some}
    yield from _pairs(tellings, home, is_quiet=is_quiet)
    yield from _accounts(happenings, tellings, groups, home, articles, is_quiet=is_quiet)


def read_pages(folder: Path) -> tuple[dict[str, Article], dict[str, list[Told]]]:
    """The articles and events of a folder's pages, by the page's id, with the groups of texts that the pages make."""
    readings = {}
    for line in lines_of(folder / "pages.jsonl"):
        given = Given(line["url"], line["publisher"], line["published_at"])
        readings[line["id"]] = read_article(article_of(Page(line["id"], line["text"].encode(), line["url"]), given))
    index = SyndicationIndex()
    for page in sorted(readings, key=lambda page: readings[page].article.told_at or ""):
        article = readings[page].article
        story = "\n\n".join(article.words(block.span) for block in article.story() if block.kind != "title")
        index.add(Text(article.id, article.publisher, article.told_at, article.title, story, article.agency))
    events = {
        page: list(told_events(reading, row=page, text_group=index.group_of(reading.article.id)))
        for page, reading in readings.items()
    }
    return {page: reading.article for page, reading in readings.items()}, events


def _tellings(happening: Line, articles: Mapping[str, Article], events: Mapping[str, list[Told]]) -> Iterator[Telling]:
    for stated in happening["tellings"]:
        text, told = articles[stated["page"]].text, events[stated["page"]]
        at = text.index(stated["context"])
        start = at + stated["context"].index(stated["trigger"])
        end = start + len(stated["trigger"])
        there = [one for one in told if one.start < end and start < one.start + len(one.trigger)]
        if not there:
            first = max((found.end() for found in _SENTENCE_END.finditer(text, 0, start)), default=0)
            last = found.start() if (found := _SENTENCE_END.search(text, end)) else len(text)
            near = [one for one in told if first <= one.start <= last]
            there = sorted(near, key=lambda one: abs(one.start - start))[:1]
        yield Telling(happening["id"], stated["page"], frozenset(one.key for one in there))


def _pairs(tellings: Sequence[Telling], home: Mapping[str, int], *, is_quiet: bool) -> Iterator[str]:
    hits = wrong = missed = 0
    for a, b in combinations(tellings, 2):
        if a.page == b.page:
            continue
        is_one = a.happening == b.happening
        is_said = bool({home[key] for key in a.events} & {home[key] for key in b.events})
        hits += is_one and is_said
        wrong += is_said and not is_one
        missed += is_one and not is_said
    precision, recall = hits / max(hits + wrong, 1), hits / max(hits + missed, 1)
    n_found = sum(bool(telling.events) for telling in tellings)
    yield f"tellings found   {n_found} of {len(tellings)}"
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    yield f"happenings       precision {precision:.3f}  recall {recall:.3f}  F1 {f1:.3f}"
    if not is_quiet:
        for name in dict.fromkeys(telling.happening for telling in tellings):
            parts: dict[tuple[int, ...], list[str]] = {}
            for telling in tellings:
                if telling.happening == name:
                    parts.setdefault(tuple(sorted({home[key] for key in telling.events})), []).append(telling.page)
            yield f"  {name}: " + "; ".join(f"{list(numbers)} {' '.join(pages)}" for numbers, pages in parts.items())


def _accounts(
    happenings: Sequence[Line],
    tellings: Sequence[Telling],
    groups: Sequence[Sequence[Told]],
    home: Mapping[str, int],
    articles: Mapping[str, Article],
    *,
    is_quiet: bool,
) -> Iterator[str]:
    as_grouped = as_given = 0
    wrong = []
    page_of = {article.id: page for page, article in articles.items()}
    events = {told.key: told for some in groups for told in some}
    for happening in happenings:
        mine = [telling for telling in tellings if telling.happening == happening["id"]]
        pages = {telling.page for telling in mine}
        numbers = [number for telling in mine for number in {home[key] for key in telling.events}]
        fullest = max(set(numbers), key=numbers.count, default=None)
        if fullest is not None:
            found = accounts([told for told in groups[fullest] if page_of[told.article] in pages])
            as_grouped += len(found) == len(happening["accounts"])
        given = accounts([events[key] for telling in mine for key in sorted(telling.events)[:1]])
        left = {telling.page for telling in mine if telling.events}
        wanted = [part for part in happening["accounts"] if left & set(part)]
        as_given += len(given) == len(wanted)
        if len(given) != len(wanted):
            said = [[(page_of[one.article], one.source.name) for one in account.tellings] for account in given]
            wrong.append(f"  {happening['id']}: {len(given)} accounts for {len(wanted)}: {json.dumps(said)}")
    yield f"accounts         right in {as_grouped} of {len(happenings)} happenings as grouped, {as_given} where given"
    if not is_quiet:
        yield from wrong


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
