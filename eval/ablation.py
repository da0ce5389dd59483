"""What grammar and the tagger are worth alone: `python -m eval.ablation FINDERS ARTICLES.jsonl PRED.jsonl`.

FINDERS is `grammar`, `tagger` or `both`. Otherwise as `eval.attribution`, whose form the predictions have.
"""

import sys
from functools import partial
from pathlib import Path
from typing import Any

from dateline import read_page
from dateline.actors import find_actors
from dateline.language import parse
from dateline.statements import Finders, find_statements
from eval.attribution import outermost
from eval.lines import lines_of, write

FINDERS: tuple[Finders, ...] = ("grammar", "tagger", "both")


def predict(finders: Finders, line: dict[str, Any]) -> dict[str, Any]:
    """The attributions of one article that the finders find."""
    article = read_page(line["text"])
    doc = parse(article)
    statements, _ = find_statements(article, doc, find_actors(article, doc), finders=finders)
    return {"id": line["id"], "statements": outermost(statements)}


def main(arguments: list[str]) -> int:
    """Write the predictions; exit status 2 on wrong usage."""
    finders = next((each for each in FINDERS if [each] == arguments[:1]), None)
    if len(arguments) != 3 or finders is None:
        print(__doc__, file=sys.stderr)
        return 2
    write(Path(arguments[2]), map(partial(predict, finders), lines_of(Path(arguments[1]))))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
