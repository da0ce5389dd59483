"""How a lake grows: `python -m bench.record [N...]` makes lakes of N generated readings (1,000 and 10,000 unless told),
and prints what recording, grouping and asking cost at each size.

Readings are made without reading anything: eight events and eight statements a page, between four hundred parties, over
five years; one page in four is a copy of another. So the figures are those of the record alone.
"""

import datetime
import random
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from dateline.inputs import Given, Page
from dateline.lake import Lake, derived, store
from dateline.lake.adding import page_row, reading_row
from dateline.records import (
    EVENT_TYPES,
    Act,
    Actor,
    Article,
    Block,
    ChainLink,
    Event,
    Mention,
    Quantity,
    Reading,
    Span,
    Statement,
    When,
    revision_of,
)

SIZES = (1_000, 10_000)
COMMIT = 500
N_ACTORS, N_WORDS, N_FACTS = 400, 20_000, 8
SHARE_OF_COPIES = 0.25
STATUSES = ("happened", "claimed", "claimed", "pledged", "planned", "denied")
TRIES = 9


def main(sizes: list[int]) -> None:
    """Measure each size in a process of its own, so that memory is its own."""
    heads = (
        "readings",
        "record ms/page",
        "group ms/page",
        "MB",
        "open ms",
        "timeline ms",
        "pledges ms",
        "stories ms",
        "RSS MB",
    )
    print(" | ".join(heads))
    for size in sizes:
        subprocess.run([sys.executable, "-m", "bench.record", "--one", str(size)], check=True)


def one(size: int) -> None:
    """Make a lake of a size, and print a line of figures."""
    folder = Path(tempfile.mkdtemp(prefix="dateline-bench-"))
    try:
        lake = Lake(folder / "record")
        store.create(lake.folder)
        recording = _timed(lambda: _fill(lake, size))
        lake.compact(keep_hours=0)
        grouping = _timed(lambda: derived.refresh(lake.folder))
        n_bytes = sum(path.stat().st_size for path in lake.folder.rglob("*") if path.is_file())
        asked = [
            "SELECT 1",
            "SELECT day, clause, status, chain_words FROM events WHERE list_contains(actors, 'person/A07/actor-7') "
            "ORDER BY published_on DESC",
            "SELECT actor_names, object, due_on, chain_words FROM events WHERE status = 'pledged' "
            "AND due_on < DATE '2024-01-01' "
            "AND list_contains(recipients, 'person/A07/actor-7')",
            "SELECT happening, n_articles, n_texts, n_accounts FROM happenings ORDER BY n_accounts DESC LIMIT 20",
        ]
        spent = [statistics.median(_timed(partial(_ask, lake, sql)) for _ in range(TRIES)) for sql in asked]
        figures = [
            f"{size:,}",
            f"{recording / size * 1e3:.2f}",
            f"{grouping / size * 1e3:.2f}",
            f"{n_bytes / 1e6:.0f}",
            *(f"{seconds * 1e3:.0f}" for seconds in spent),
            f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f}",
        ]
        print(" | ".join(figures), flush=True)
    finally:
        shutil.rmtree(folder)


def _fill(lake: Lake, size: int) -> None:
    readings = generated(size)
    at = store.now()
    for _ in range(0, size, COMMIT):
        batch = [reading for reading, _ in zip(readings, range(COMMIT), strict=False)]
        pages = [page_row(Page(reading.article.id, reading.article.text.encode()), Given(), at) for reading in batch]
        store.append(lake.folder, "pages", pages)
        rows = [reading_row(reading, page["page"], at, at) for reading, page in zip(batch, pages, strict=True)]
        store.append(lake.folder, "readings", rows)


def generated(size: int) -> Iterator[Reading]:
    """Readings as like as need be to real ones; the same for the same size."""
    chance = random.Random(size)
    words = [f"{chance.choice('bcdfghklmnprstvw')}{chance.choice('aeiou')}{number:x}" for number in range(N_WORDS)]
    actors = [
        Actor(f"person/A{n // 4:02d}/actor-{n}", f"Ac{words[n]} Na{words[-n - 1]}", "person", f"A{n // 4:02d}")
        for n in range(N_ACTORS)
    ]
    texts: list[tuple[datetime.date, list[list[str]]]] = []
    for number in range(size):
        day = datetime.date(2020, 1, 1) + datetime.timedelta(number * 1800 // size)
        if texts and chance.random() < SHARE_OF_COPIES:
            _, paragraphs = texts[chance.randrange(max(len(texts) - 50, 0), len(texts))]
            paragraphs = paragraphs[: chance.randint(len(paragraphs) // 2, len(paragraphs))]
        else:
            paragraphs = [[chance.choice(words) for _ in range(40)] for _ in range(10)]
            texts.append((day, paragraphs))
        yield _reading(number, day, paragraphs, actors, random.Random(" ".join(paragraphs[0])))


def _reading(
    number: int, day: datetime.date, paragraphs: list[list[str]], actors: list[Actor], chance: random.Random
) -> Reading:
    text = "\n\n".join(" ".join(words) for words in paragraphs)
    spans, start = [], 0
    for paragraph in text.split("\n\n"):
        spans.append(Span(start, start + len(paragraph)))
        start += len(paragraph) + 2
    cast = chance.sample(actors, 6)
    blocks = tuple(Block(span, "paragraph") for span in spans)
    cast = [_mentioned(actor, spans[0], place) for place, actor in enumerate(cast)]
    article = Article(
        f"https://outlet{number % 97}.example/{number}",
        revision_of(text),
        text,
        blocks,
        f"https://outlet{number % 97}.example/{number}",
        title=" ".join(paragraphs[0][:8]),
        publisher=f"Outlet {number % 97}",
        published_at=day.isoformat(),
        language="en",
    )
    statements, events = [], []
    for place in range(min(N_FACTS, len(spans))):
        span, speaker, other = spans[place], chance.choice(cast), chance.choice(cast)
        chain = (ChainLink("speaker", speaker.id),)
        said = f"s{place + 1}"
        statements.append(
            Statement(said, (span,), cue=Span(span.start, span.start + 4), speaker=speaker.id, chain=chain)
        )
        status = chance.choice(STATUSES)
        told = (day - datetime.timedelta(chance.randrange(3))).isoformat()
        due = When("2023", "2023") if status == "pledged" else None
        events.append(
            Event(
                f"e{place + 1}",
                chance.choice(EVENT_TYPES),
                Span(span.start + 8, span.start + 12),
                span,
                status,  # type: ignore[arg-type]
                act=Act("AID", Span(span.start + 16, span.start + 20)) if due else None,
                actors=(speaker.id,),
                recipients=(other.id,) if other != speaker else (),
                object=Span(span.start, span.start + 20),
                quantities=(Quantity(float(chance.randrange(100)), Span(span.start, span.start + 3), unit="lorries"),),
                when=When(told, told),
                due=due,
                statement=said,
                chain=chain,
            )
        )
    return Reading(article, tuple(cast), tuple(statements), tuple(events), "bench")


def _mentioned(actor: Actor, span: Span, place: int) -> Actor:
    at = span.start + place * 5
    return Actor(actor.id, actor.name, actor.kind, actor.country, mentions=(Mention(Span(at, at + 4), "name"),))


def _ask(lake: Lake, sql: str) -> None:
    with lake.query(sql) as answer:
        answer.fetchall()


def _timed(step: Callable[[], object]) -> float:
    begun_at = time.perf_counter()
    step()
    return time.perf_counter() - begun_at


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        one(int(sys.argv[2]))
    else:
        main([int(argument) for argument in sys.argv[1:]] or list(SIZES))
