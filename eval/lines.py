"""What the measuring modules share: read the lines of one file, write a prediction for each to another."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any


def run(predict: Callable[[dict[str, Any]], dict[str, Any]], usage: str | None) -> None:
    """Predict for each line of the first argument's file into the second's; one line out for each line in."""
    if len(sys.argv) != 3:
        sys.exit(f"expected two files, an input and an output; found {len(sys.argv) - 1}\n\n{usage}")
    source, target = Path(sys.argv[1]), Path(sys.argv[2])
    with source.open(encoding="utf-8") as lines, target.open("w", encoding="utf-8") as out:
        for line in lines:
            if line.strip():
                out.write(json.dumps(predict(json.loads(line)), ensure_ascii=False) + "\n")
