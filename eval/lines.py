"""What the measuring modules share: read the lines of one file, write a prediction for each to another."""

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

Line = dict[str, Any]


def run(predict: Callable[[Line], Line], usage: str | None) -> None:
    """Predict for each line of the first argument's file into the second's; exit status 2 on wrong usage."""
    if len(sys.argv) != 3:
        print(f"expected two files, an input and an output; found {len(sys.argv) - 1}\n\n{usage}", file=sys.stderr)
        sys.exit(2)
    write(Path(sys.argv[2]), map(predict, lines_of(Path(sys.argv[1]))))


def lines_of(file: Path) -> Iterator[Line]:
    """The objects of a file of JSON lines; empty lines are passed over."""
    with file.open(encoding="utf-8") as lines:
        yield from map(json.loads, filter(str.strip, lines))


def write(file: Path, predictions: Iterable[Line]) -> None:
    """Write one line a prediction."""
    with file.open("w", encoding="utf-8") as out:
        for prediction in predictions:
            out.write(json.dumps(prediction, ensure_ascii=False) + "\n")
