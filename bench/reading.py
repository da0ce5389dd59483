"""Speed and memory of a reading beside the bare parser's, on the same texts in one run.

    python -m bench.reading [PAGES…]

Without arguments the pages are those under `examples/` and `tests/golden/development/`. Each figure is the best of
several rounds, since a busy machine only ever adds time. "bare spaCy" is the pipeline that the reader uses (tagger,
parser, lemmatizer, entities), over whole texts, with nothing around it.
"""

import resource
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

ROUNDS = 5
WAYS = {"dateline --help": ["-m", "dateline", "--help"], "first reading": ["-m", "dateline", "read", "--json"]}


def main(arguments: list[str]) -> int:
    """Print the table."""
    pages = [Path(name) for name in arguments]
    pages = pages or [*Path("examples").glob("*.txt"), *Path("tests/golden/development").glob("*.txt")]
    for name, command in WAYS.items():
        given = [str(pages[0])] if "read" in command else []
        print(f"{name:34s}{_best(partial(_run, [*command, *given])):8.2f} s")
    _steps(sorted(pages))
    return 0


def _run(command: list[str]) -> None:
    subprocess.run([sys.executable, *command], check=True, stdout=subprocess.DEVNULL)


def _steps(pages: list[Path]) -> None:
    from dateline import read, read_page
    from dateline.language import parse, parser

    texts = [page.read_text(encoding="utf-8") for page in pages]
    articles = [read_page(text) for text in texts]
    words = sum(len(text.split()) for text in texts)
    nlp = parser()
    read(texts[0])
    bare = _best(lambda: [nlp(text) for text in texts])
    parsed = _best(lambda: [parse(article) for article in articles])
    paged = _best(lambda: [read_page(text) for text in texts])
    whole = _best(lambda: [read(text) for text in texts])
    print(f"{len(texts)} pages of {words / len(texts):.0f} words on average; best of {ROUNDS} rounds")
    print(f"{'bare spaCy':34s}{bare:8.2f} s {words / bare:10,.0f} words/s")
    print(f"{'page step':34s}{paged:8.2f} s")
    print(f"{'parse as Dateline does':34s}{parsed:8.2f} s")
    print(f"{'whole reading':34s}{whole:8.2f} s {words / whole:10,.0f} words/s {len(texts) / whole:8.1f} pages/s")
    print(f"{'whole reading / bare spaCy':34s}{whole / bare:8.2f}")
    print(f"{'peak memory':34s}{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:8.0f} MB")


def _best(work: Callable[[], object]) -> float:
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
