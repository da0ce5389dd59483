"""Speed, memory and safety of `dateline batch` over a WARC file of N pages that it makes first.

    python -m bench.batch [--pages N] [--sentences N] [--processes 1,2] [--kills N] [--unread] [--engine local|ray]

For each number of processes: pages a second over the whole, and in the second, the middle and the last tenth, so that
growth shows; and the peak memory of the process that writes and of the largest that reads. With `--kills` another run
is killed (SIGKILL) so many times at random moments, begun again each time, and the two records are held against each
other, row by row. Pages are short reports; one in fifty comes twice, one in fifty with a corrected text, one in a
hundred is no article. With `--unread` articles stand for their readings, which leaves what the batch itself costs.
"""

import argparse
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from io import BytesIO
from itertools import pairwise
from pathlib import Path

from bench.madeup import Unread, text_of
from dateline.batch import Engine, Processes, batch
from dateline.batch.places import Places
from dateline.guarded import Guard, Steps
from dateline.lake import Lake, store
from dateline.lake.schema import TableName

TENTHS = 10
WALL = "Sign in\nSubscribe\nFor members alone\n"


def main() -> None:
    """Make the archive, read it as the arguments say, and print the figures; status 1 where the records differ."""
    arguments = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    arguments.add_argument("--pages", type=int, default=2_000)
    arguments.add_argument("--sentences", type=int, default=6, help="in each page")
    arguments.add_argument("--processes", default="1,2")
    arguments.add_argument("--kills", type=int, default=0)
    arguments.add_argument("--unread", action="store_true")
    arguments.add_argument("--engine", choices=["local", "ray"], default="local")
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--work", nargs=2, metavar=("LAKE", "WARC"), help=argparse.SUPPRESS)
    given = arguments.parse_args()
    numbers = [int(n) for n in given.processes.split(",")]
    if given.work:
        work(Path(given.work[0]), given.work[1], _engine(given.engine, numbers[0], is_reading=not given.unread))
        return
    folder = Path(tempfile.mkdtemp(prefix="dateline-bench-"))
    try:
        archive = folder / "pages.warc.gz"
        n_records = make_archive(archive, given.pages, given.sentences)
        n_bytes = archive.stat().st_size / n_records
        print(f"{n_records:,} pages of {given.sentences} sentences, {n_bytes:,.0f} bytes each, packed")
        options = ["--engine", given.engine, *(["--unread"] if given.unread else [])]
        rates = {n: measured(folder / f"record-{n}", archive, n, options, n_records) for n in numbers}
        if 1 in rates and 2 in rates:
            print(f"two processes / one: {rates[2] / rates[1]:.2f}")
        if given.kills:
            killed = folder / "killed"
            run_killed(killed, archive, numbers[-1], options, given.kills, random.Random(given.seed), n_records)
            sys.exit(0 if compared(folder / f"record-{numbers[-1]}", killed) else 1)
    finally:
        shutil.rmtree(folder)


def make_archive(path: Path, n: int, n_sentences: int) -> int:
    """Write a WARC file of the pages of `n` addresses; how many pages it has."""
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    n_records = 0
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        for number in range(n):
            for day, version in _showings(number):
                url = f"https://paper{number % 40}.example/{number}"
                words = WALL if number % 100 == 7 else text_of(url, version, n_sentences)
                http = StatusAndHeaders("200 OK", [("Content-Type", "text/plain; charset=utf-8")], protocol="HTTP/1.1")
                dated = {"WARC-Date": f"2026-03-{day:02d}T08:00:00Z"}
                record = writer.create_warc_record(
                    url, "response", BytesIO(words.encode()), http_headers=http, warc_headers_dict=dated
                )
                writer.write_record(record)
                n_records += 1
    return n_records


def _showings(number: int) -> list[tuple[int, int]]:
    """On which days of March an address was fetched, and which version of its text it showed."""
    twice = {3: [(2, 0), (3, 0)], 4: [(2, 0), (3, 1)]}
    return twice.get(number % 50, [(2, 0)])


def _engine(name: str, n: int, *, is_reading: bool) -> Engine:
    if name == "ray":
        from dateline.batch.cluster import Cluster

        return Cluster(n)

    def steps() -> AbstractContextManager[Steps]:
        return Guard() if is_reading else nullcontext(Unread())

    return Processes(n, steps)


def work(lake: Path, archive: str, engine: Engine) -> None:
    """One run of a batch; prints the moment at which each page was recorded, and the peaks of memory in kilobytes."""
    begun = time.monotonic()
    for _ in batch(Lake(lake), Places([archive]), engine=engine):
        print(f"{time.monotonic() - begun:.3f}")
    own, readers = (_peak(who) for who in ("RUSAGE_SELF", "RUSAGE_CHILDREN"))
    print(f"peak {own} {readers}", flush=True)


def _peak(who: str) -> int:
    import resource

    return resource.getrusage(getattr(resource, who)).ru_maxrss


def _started(lake: Path, archive: Path, n: int, options: list[str]) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "bench.batch", *options, "--processes", str(n), "--work", str(lake), str(archive)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def measured(lake: Path, archive: Path, n: int, options: list[str], n_records: int) -> float:
    """Run a batch undisturbed and print its figures; pages a second from first to last."""
    with _started(lake, archive, n, options) as process:
        *moments, peak = process.communicate()[0].split("\n")[:-1]
    assert len(moments) == n_records, f"{len(moments)} of {n_records} pages were told of"
    at = [float(moment) for moment in moments]
    rate = n_records / at[-1]
    tenths = [at[(len(at) - 1) * part // TENTHS] for part in range(TENTHS + 1)]
    spans = [after - before for before, after in pairwise(tenths)]
    some = [f"{n_records / TENTHS / spans[part]:.1f}" for part in (1, TENTHS // 2, TENTHS - 1) if spans[part] > 1]
    own, readers = (int(part) / 1024 for part in peak.split()[1:])
    print(f"{n} process{'es' if n > 1 else ''}: {rate:.1f} pages/s, {at[-1]:,.0f} s in all")
    print(f"  in the second, the middle and the last tenth: {', '.join(some) or 'too short to tell'} pages/s")
    print(f"  peak memory: {own:.0f} MB that write, {readers:.0f} MB the largest that reads", flush=True)
    return rate


def run_killed(
    lake: Path, archive: Path, n: int, options: list[str], n_kills: int, chance: random.Random, n_records: int
) -> None:
    """Run a batch to its end, and kill it on the way as often as told, each time after some of what was left."""
    left = n_records
    for n_left in reversed(range(n_kills)):
        after = chance.randrange(1, max(2, left // (n_left + 2)))
        with _started(lake, archive, n, options) as process:
            for _ in zip(range(n_records - left + after), _lines(process), strict=False):
                pass
            time.sleep(chance.random() * 2)
            process.send_signal(signal.SIGKILL)
        left -= after
        print(
            f"killed after {n_records - left:,} pages were told of; {_n_rows(lake):,} readings are recorded", flush=True
        )
    with _started(lake, archive, n, options) as process:
        process.communicate()


def _lines(process: subprocess.Popen[str]) -> Iterator[str]:
    assert process.stdout is not None
    return iter(process.stdout.readline, "")


def _n_rows(lake: Path) -> int:
    return len(_rows(lake, "readings", "page"))


def compared(whole: Path, killed: Path) -> bool:
    """Whether two records have the same rows, but for the moments at which they were written; printed."""
    parts = " || ".join(f"to_json({part})::VARCHAR" for part in ("article", "actors", "statements", "events"))
    reading = f"id, revision, CAST(seen_at AS VARCHAR), md5({parts})"
    is_same = True
    told: Mapping[TableName, str] = {"readings": reading, "refusals": "name, reason", "pages": "page, hash"}
    for table, columns in told.items():
        first, second = (sorted(_rows(lake, table, columns)) for lake in (whole, killed))
        n_twice = len(second) - len(set(second))
        if table == "pages":  # what is kept before its reading is, and once more when a kill came between
            first, second = sorted(set(first)), sorted(set(second))
        is_same &= first == second
        print(
            f"{table}: {len(first):,} undisturbed, {len(second):,} killed, {n_twice} of them twice; "
            f"{'the same' if first == second else 'NOT THE SAME'}"
        )
    return is_same


def _rows(lake: Path, table: TableName, columns: str) -> list[tuple[str, ...]]:
    listed = store.files(lake, table)
    if not listed:
        return []
    with store.connection() as con:
        return con.execute(f"SELECT {columns} FROM read_parquet($1, union_by_name = true)", [listed]).fetchall()


if __name__ == "__main__":
    main()
