"""How fast the web application answers: `python -m bench.web LAKE [READERS] [SECONDS]` serves a lake and asks for its
pages with twenty readers at once, while a writer adds to it, and prints the median, the 95th percentile and memory.

Pages are chosen at random among what the lake holds, so that nothing is asked twice in a row. LAKE may come from
`bench.record`, and is written to.
"""

import random
import statistics
import subprocess
import sys
import threading
import time
from collections import defaultdict
from pathlib import Path

import httpx

from dateline.countries import countries
from dateline.inputs import Page
from dateline.lake import Lake, ready
from dateline.web.freshness import refresh

READERS, SECONDS = 20, 30.0
EVERY = 3.0
"""Seconds between two additions of the writer."""
LISTS = ("articles", "statements", "events", "actors", "stories", "pledges", "agreements")


def main(arguments: list[str]) -> None:
    """Serve, ask, print."""
    folder = Path(arguments[0])
    readers = int(arguments[1]) if len(arguments) > 1 else READERS
    seconds = float(arguments[2]) if len(arguments) > 2 else SECONDS
    began = time.perf_counter()
    refresh(folder)
    print(f"ready rows and search index after {time.perf_counter() - began:.0f} s", flush=True)
    port = "8765"
    server = subprocess.Popen([sys.executable, "-m", "dateline", "serve", str(folder), "--port", port])
    try:
        _measure(folder, f"http://127.0.0.1:{port}", readers, seconds, server.pid)
    finally:
        server.terminate()
        server.wait()


def _measure(folder: Path, base: str, readers: int, seconds: float, pid: int) -> None:
    addresses = _addresses(folder)
    took: dict[str, list[float]] = defaultdict(list)
    failed: dict[int, int] = defaultdict(int)
    _wait(base)
    ends = time.monotonic() + seconds

    def ask(seed: int) -> None:
        chosen = random.Random(seed)
        with httpx.Client(base_url=base, timeout=60) as client:
            while time.monotonic() < ends:
                kind = chosen.choice(list(addresses))
                address = chosen.choice(addresses[kind])
                start = time.perf_counter()
                answer = client.get(address)
                took[kind].append(time.perf_counter() - start)
                if answer.status_code != 200:
                    failed[answer.status_code] += 1
                time.sleep(chosen.expovariate(1.0))  # a person reads what came

    def write() -> None:
        lake = Lake(folder)
        n = 0
        while time.monotonic() < ends:
            n += 1
            text = f"Talks {n} {time.time()}\n\nTALLINN: Estonia and Latvia signed ferry agreement {n} on Sunday.\n"
            list(lake.add([Page(name=str(n), data=text.encode(), url=f"https://bench.example/{time.time_ns()}")]))
            time.sleep(EVERY)

    threads = [threading.Thread(target=ask, args=(seed,)) for seed in range(readers)]
    threads.append(threading.Thread(target=write))
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    memory = _memory(pid)
    print("address | asked | median ms | p95 ms")
    for kind, times in sorted(took.items()):
        p95 = sorted(times)[max(0, round(len(times) * 0.95) - 1)]
        print(f"{kind} | {len(times)} | {statistics.median(times) * 1000:.0f} | {p95 * 1000:.0f}")
    every = sorted(one for times in took.values() for one in times)
    print(
        f"all | {len(every)} | {statistics.median(every) * 1000:.0f} | {every[round(len(every) * 0.95) - 1] * 1000:.0f}"
    )
    print(f"answers other than 200: {dict(failed)}; memory of the server and its process beside it: {memory:.0f} MB")


def _addresses(folder: Path) -> dict[str, list[str]]:
    """Addresses by kind of page."""
    from dateline.web import addresses

    chosen = random.Random(1)
    with ready.opened(folder) as rows:

        def some(sql: str) -> list[str]:
            found = [str(one) for (one,) in rows.plain(sql)]
            return chosen.sample(found, min(200, len(found)))

        articles = some("SELECT id FROM articles ORDER BY id LIMIT 5000")
        actors = some("SELECT actor FROM roster WHERE is_lasting ORDER BY n_articles DESC LIMIT 300")
        stories = some("SELECT story FROM stories ORDER BY story LIMIT 5000")
        pledges = some("SELECT pledge FROM pledges ORDER BY pledge LIMIT 5000")
        pairs = [
            pair
            for pair in rows.plain("SELECT source_country, target_country FROM pairs GROUP BY 1, 2 LIMIT 1000")
            if all(code in countries() for code in pair)
        ]
    made = {
        "/articles/…": [addresses.article(one) for one in articles],
        "/actors/…": [addresses.actor(one) for one in actors],
        "/stories/…": [addresses.story(one) for one in stories],
        "/pledges/…": [addresses.pledge(one) for one in pledges],
        "/relations?…": [addresses.relation(one, other) for one, other in pairs],
        "/search": [f"/search?q={word}" for word in ("talks", "ferry", "agreement+signed", "minister")],
        "/": ["/"],
        "/map": ["/map"],
        "/outlets": ["/outlets"],
        "/relations": ["/relations"],
        **{f"/{name}": [f"/{name}"] for name in LISTS},
    }
    made = {kind: some for kind, some in made.items() if some}
    return made | {f"/api{kind}": [f"/api{one}" for one in some] for kind, some in made.items() if kind != "/"}


def _wait(base: str) -> None:
    for _ in range(200):
        try:
            if httpx.get(f"{base}/add").status_code == 200:
                return
        except httpx.TransportError:
            time.sleep(0.1)
    raise SystemExit("the server did not come up")


def _memory(pid: int) -> float:
    """Resident memory in MB of a process and its children."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    total = 0
    for one in (str(pid), *children):
        lines = Path(f"/proc/{one}/status").read_text(encoding="ascii").splitlines()
        total += sum(int(line.split()[1]) for line in lines if line.startswith("VmRSS"))
    return total / 1024


if __name__ == "__main__":
    main(sys.argv[1:])
