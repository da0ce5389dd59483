"""Speed, size and memory of the search index over N generated articles: how fast it is made, how fast it answers.

    python -m bench.search [N…]

The articles are made by a seeded script: words by Zipf's law, names and outlets of a small world, some ten statements
and ten events each. They go to the index itself, so that neither reading nor the lake is in the figures.
"""

import random
import resource
import statistics
import sys
import tempfile
import time
from bisect import bisect
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import date, timedelta
from itertools import accumulate, islice
from pathlib import Path
from typing import get_args

from dateline.lake.search import index
from dateline.lake.search.entries import Entry, Fact, Party
from dateline.lake.search.finding import find
from dateline.lake.search.words import understood
from dateline.records import EventType, Status

SIZES = (1_000, 10_000, 100_000)
N_WORDS = 60_000
"""Different words of the made-up language, of which the most frequent is one in ten."""
N_QUERIES = 50
PLACES = ("Norway", "Moldova", "Türkiye", "North Korea", "Chad", "Peru", "Fiji", "Łódź", "Киев", "평양", "東京")
CODES = ("NOR", "MDA", "TUR", "PRK", "TCD", "PER", "FJI", "POL", "UKR", "PRK", "JPN")
OUTLETS = ("Reuters", "AFP", "TASS", "KCNA", "The Lakeside Times", "Anadolu", "Dawn", "The Caucasus Courier")
ENDINGS = ("berg", "ova", "oğlu", "sen", "enko", "ian", "ez", "ishvili")


class World:
    """What articles are made of, the same for the same seed."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.words = [self._word() for _ in range(N_WORDS)]
        self.sums = list(accumulate(1 / rank for rank in range(1, N_WORDS + 1)))
        self.people = [f"{self._word().title()} {self._word().title()}{end}" for end in ENDINGS for _ in range(250)]

    def _word(self) -> str:
        return "".join(
            self.chance.choice("bdfgklmnprstvz") + self.chance.choice("aeiou")
            for _ in range(self.chance.choice((1, 2, 2, 3, 3, 4)))
        )

    def sentence(self, n: int) -> str:
        """So many words."""
        chance, sums, words = self.chance.random, self.sums, self.words
        return " ".join([words[bisect(sums, chance() * sums[-1])] for _ in range(n)])

    def article(self, i: int, n: int) -> Entry:
        """One of `n` articles, which stretch over ten years."""
        chance = self.chance
        places = [chance.randrange(len(PLACES)) for _ in range(4)]
        states = [Party(f"state/{CODES[at]}", (PLACES[at],), CODES[at]) for at in places]
        people = [
            Party(f"person/XXX/{name.lower().replace(' ', '-')}", (name,), states[0].country)
            for name in chance.choices(self.people, k=3)
        ]
        paragraphs = []
        facts: list[list[Fact]] = [[], []]
        at = 0
        for k in range(11):
            head = f"{chance.choice(people).names[0]} of {chance.choice(states).names[0]} said “"
            said, done = self.sentence(22), self.sentence(12)
            paragraphs.append(f"{head}{said}”, and {done}.")
            speaker = chance.choice(people)
            start = at + len(head)
            where = (start, start + len(said)), (start + len(said) + 6, start + len(said) + 6 + len(done))
            for kind, (lo, hi), words in zip((0, 1), where, (said, done), strict=True):
                facts[kind].append(
                    Fact(
                        f"{i:x}/{'se'[kind]}{k}",
                        lo,
                        hi,
                        words,
                        chance.choice(get_args(Status)),
                        (chance.choice(get_args(EventType)),) if kind else (),
                        speaker.names[0],
                        f"Reuters ← {speaker.names[0]}",
                        (speaker,),
                        tuple(chance.choices(states, k=2)) if kind else (speaker,),
                        states[0].names[0] if kind else None,
                        states[0].country if kind else None,
                    )
                )
            at += len(paragraphs[-1]) + 2
        text = "\n\n".join(paragraphs)
        return Entry(
            f"https://outlet.example/{i}",
            self.sentence(9),
            None,
            f"https://outlet.example/{i}",
            chance.choice(OUTLETS),
            None,
            (date(2015, 1, 1) + timedelta(days=i * 3650 // n)).isoformat(),
            states[0].country,
            text,
            ((0, len(text)),),
            (*states, *people),
            tuple(facts[0]),
            tuple(facts[1]),
        )

    def queries(self) -> Iterator[tuple[str, str]]:
        """Kinds of query, and queries: rare and frequent words, phrases, fields, and all of these together."""
        chance = self.chance
        rare = self.words[3000 + chance.randrange(20_000)]
        middling, other = (self.words[100 + chance.randrange(2000)] for _ in range(2))
        common, also = (self.words[20 + chance.randrange(80)] for _ in range(2))
        frequent, second = self.words[chance.randrange(5)], self.words[5 + chance.randrange(10)]
        name = chance.choice(self.people).split()[1]
        yield "a rare word", rare
        yield "a common word", common
        yield 'a word like "the"', frequent
        yield "two words", f"{middling} {other}"
        yield "two common words", f"{common} {also}"
        yield 'two words like "the"', f"{frequent} {second}"
        yield "a rare and a frequent word", f"{rare} {frequent}"
        yield "phrase of common words", f'"{common} {also}"'
        yield 'phrase of words like "the"', f'"{frequent} {second}"'
        yield "either, without a third", f"{middling} OR {rare} -{frequent}"
        yield "beginning of a word", f"{middling[:3].ljust(3, 'a')}*"
        yield "name", name
        yield "place in another script", chance.choice(("평양", "東京", "Киев", "lodz", "turkiye"))
        yield "speaker, newest first", f"speaker:{name}"
        yield "words and status", f"{middling} status:{chance.choice(get_args(Status))}"
        yield (
            "actors, type and days",
            f'actor:"north korea" actor:norway type:{chance.choice(get_args(EventType))} from:2020',
        )
        yield "frequent word in statements", f"{frequent} in:statements"
        yield "outlet and days", "outlet:reuters from:2021-03 to:2021-04"


def main(arguments: Sequence[str]) -> None:
    """Print the figures for each number of articles."""
    for n in map(int, arguments or map(str, SIZES)):
        with tempfile.TemporaryDirectory(prefix="dateline-") as folder:
            _measure(n, Path(folder) / index.NAME)


def _measure(n: int, path: Path) -> None:
    world = World(7)
    with index.writing(path) as con:
        spent = 0.0
        articles = (world.article(i, n) for i in range(n))
        while batch := [(entry, entry.id) for entry in islice(articles, index.BATCH)]:
            start = time.perf_counter()
            index.put(con, batch)
            spent += time.perf_counter() - start
        start = time.perf_counter()
        index.settle(con, "made")
        spent += time.perf_counter() - start
        print(f"{n:,} articles: {n / spent:,.0f} a second, {path.stat().st_size / n / 1000:.1f} KB each")
        _ask(world, path)
        start = time.perf_counter()
        index.put(con, [(world.article(n + i, n), "new") for i in range(100)])
        index.settle(con, "added")
        print(f"  a hundred more {_ms(time.perf_counter() - start)}")
        start = time.perf_counter()
        index.erase(con, ["https://outlet.example/7"])
        print(f"  one erased for good {_ms(time.perf_counter() - start)}")
    print(
        f"  peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB, articles' making included"
    )


def _ask(world: World, path: Path) -> None:
    took: dict[str, list[float]] = {}
    with closing(index.reading(path)) as con:
        for _ in range(N_QUERIES):
            for kind, typed in world.queries():
                start = time.perf_counter()
                find(con, understood(typed))
                took.setdefault(kind, []).append(time.perf_counter() - start)
    took["all"] = [seconds for each in took.values() for seconds in each]
    for kind, seconds in took.items():
        tail = statistics.quantiles(seconds, n=20)[-1]
        print(f"  {kind:30s} median {_ms(statistics.median(seconds))}, 95th {_ms(tail)}, worst {_ms(max(seconds))}")


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:,.1f} ms"


if __name__ == "__main__":
    main(sys.argv[1:])
