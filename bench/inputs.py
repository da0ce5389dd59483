"""What the worst pages cost: `python -m bench.inputs` reads pages that are made to take long or much memory.

Each is read as `dateline add` reads it, in a process of its own with its limits, begun anew for each page. Printed are
the seconds it took, the most memory that the process held, and what came of it.
"""

import gzip
import random
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from dateline.guarded import Guard
from dateline.inputs import Failure, Given, Page

SENTENCE = "Norwegian Foreign Minister Anna Berg told reporters on Monday that Norway would send 20 trucks to Moldova. "
HTML = b"<html><head><title>Norway pledges trucks</title></head><body><h1>Norway pledges trucks</h1><article>"


def worst() -> Iterator[tuple[str, bytes]]:
    """Pages by what is bad about them."""
    chance = random.Random(1)
    story = f"Norway pledges trucks\n\nOSLO, July 13 (Reuters) - {SENTENCE * 3}\n\n"
    paragraph = f"<p>{SENTENCE * 3}</p>"
    yield "a report of six sentences", (story + SENTENCE * 3).encode()
    yield "the longest story that is read: 499,000 characters", (story + f"{SENTENCE * 4}\n\n" * 1_150).encode()
    yield "the same in one line", (story + SENTENCE * 4_600).encode()
    yield "a line of 10 MB", b"Norway pledges trucks\n\n" + b"x" * 10_000_000
    yield "a line of 1.9 million characters without a blank", (story + "x" * 1_900_000).encode()
    yield "200,000 lines of one word", (story + "Trucks\n" * 200_000).encode()
    yield "100,000 opening quotation marks", (story + "“" * 100_000).encode()
    yield "300 statements within statements", (story + "“Kim said: " * 300).encode()
    yield "a sentence of 40,000 words", (story + "Kim and " * 40_000 + "met.").encode()
    yield "a list of 10,000 names", (story + ", ".join(f"Anna Berg{n}" for n in range(10_000))).encode()
    yield "19 MB of paragraphs", HTML + paragraph.encode() * 58_000
    yield "1.9 million characters of HTML paragraphs", HTML + paragraph.encode() * 5_700
    yield "390,000 empty elements", HTML + paragraph.encode() + b"<i></i>" * 390_000
    yield "240 elements within one another, 1,000 times", HTML + (b"<div>" * 240 + b"x" + b"</div>" * 240) * 1_000
    yield "3,000 elements within one another", HTML + b"<div>" * 3_000
    yield (
        "900 attributes in each of 600 elements",
        HTML + (b"<p " + b" ".join(b"a%d" % n for n in range(900)) + b">x") * 600,
    )
    yield "a table of 300,000 cells", HTML + b"<table>" + b"<tr><td>1<td>2<td>3" * 100_000
    yield "10,000 tables within one another", HTML + b"<table><tr><td>" * 10_000
    yield (
        "8 MB of JSON-LD",
        HTML + b'<script type="application/ld+json">' + b'[{"a":' * 1_400_000 + b"</script>" + paragraph.encode(),
    )
    yield (
        "entities that stand for entities",
        b"<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'>"
        + b"".join(b"<!ENTITY b%d '&b%d;&b%d;'>" % (n + 1, n, n) for n in range(60))
        + b"]>"
        + HTML
        + b"<p>&b60;",
    )
    yield "10 GB of blanks as gzip, twice packed", gzip.compress(gzip.compress(b" " * 1_000_000) * 10_000)
    yield "19 MB of random bytes", chance.randbytes(19_000_000)
    yield "19 MB of Cyrillic letters in KOI8-R", bytes(chance.choices(range(0xC0, 0xFF), k=1_900_000)) * 10
    yield (
        "an e-mail of 3,000 parts within parts",
        b"From: a@b.example\nDate: Mon, 13 Jul 2026 09:30:00 +0200\nMIME-Version: 1.0\n"
        + b"".join(b'Content-Type: multipart/mixed; boundary="%d"\n\n--%d\n' % (n, n) for n in range(3_000)),
    )


def main() -> None:
    """Print the table; with words as arguments, of the pages whose names have them."""
    print(f"{'page':54s}{'bytes':>12s}{'seconds':>9s}{'MB':>7s}  what came of it")
    for name, data in worst():
        if all(word in name for word in sys.argv[1:]):
            seconds, memory, found = measured(Page("page", data))
            print(f"{name:54s}{len(data):12,d}{seconds:9.1f}{memory:7.0f}  {found}", flush=True)


def measured(page: Page) -> tuple[float, float, str]:
    """Seconds, megabytes, and what was made of the page or why there is nothing."""
    with Guard() as guard:
        guard.article(Page("first", SENTENCE.encode()), Given())
        pid = guard.pid
        begun = time.perf_counter()
        article = guard.article(page, Given())
        peak = _peak(pid)
        made = article if isinstance(article, Failure) else guard.reading(page.name, article)
        seconds = time.perf_counter() - begun
        peak = max(peak, _peak(pid))
        if isinstance(made, Failure):
            return seconds, peak, made.reason[:100]
        return seconds, peak, f"{len(made.statements):,} statements, {len(made.events):,} events"


def _peak(pid: int | None) -> float:
    """The most that a process held so far, in megabytes; 0 where it is gone or the system does not say."""
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmHWM")), 0.0)


if __name__ == "__main__":
    main()
