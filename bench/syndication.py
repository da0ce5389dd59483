"""What it costs to place a text, by how many are in the index: `python -m bench.syndication CORPUS.jsonl`.

CORPUS has the form of `eval/syndication.py`; a tenth of it, at most 1,000 lines, is kept apart to be looked up. The
index is in a temporary folder and is saved, closed and opened again before each line of figures.
"""

import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from statistics import median

from dateline.syndication import SyndicationIndex, Text
from eval.lines import lines_of
from eval.syndication import text_of

SIZES = (1_000, 10_000, 100_000, 1_000_000)
ADDED_ALONE = 10


def main(arguments: list[str]) -> int:
    """Print the table; exit status 2 on wrong usage."""
    if len(arguments) != 1:
        print(__doc__, file=sys.stderr)
        return 2
    texts = [text_of(line) for line in lines_of(Path(arguments[0]))]
    n_asked = min(1_000, len(texts) // 10)
    texts, asked = texts[:-n_asked], texts[-n_asked:]
    print("  articles   open ms   find ms: median   95 %      most   add and save ms   MB on disk")
    with tempfile.TemporaryDirectory() as folder:
        start = 0
        for size in sorted({min(size, len(texts)) for size in SIZES}):
            _fill(Path(folder), texts[start:size])
            print(_costs(Path(folder), size, asked), flush=True)
            start = size
    return 0


def _fill(folder: Path, texts: Iterable[Text]) -> None:
    with SyndicationIndex(folder) as index:
        for _ in index.add_all(texts):
            pass
        index.save()


def _costs(folder: Path, size: int, asked: list[Text]) -> str:
    opening = _milliseconds(lambda: SyndicationIndex(folder).close())
    with SyndicationIndex(folder) as index:
        index.find(asked[0])  # the table of letters is made on first use
        found = sorted(_milliseconds(partial(index.find, text)) for text in asked[ADDED_ALONE:])
        added = [_milliseconds(partial(_add, index, text)) for text in asked[:ADDED_ALONE]]
        for text in asked[:ADDED_ALONE]:
            index.remove(text.id)
        index.save()
    on_disk = sum(file.stat().st_size for file in folder.iterdir()) / 2**20
    return (
        f"{size:10,}{opening:10.1f}{median(found):18.2f}{found[int(len(found) * 0.95)]:7.2f}{found[-1]:10.2f}"
        f"{median(added):18.1f}{on_disk:13.0f}"
    )


def _add(index: SyndicationIndex, text: Text) -> None:
    index.add(text)
    index.save()


def _milliseconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1_000


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
