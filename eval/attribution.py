"""Who said what on PolNeAR-like articles: `python -m eval.attribution ARTICLES.jsonl PRED.jsonl`.

Reads `id` and `text` of each line; writes `{id, statements: [{source, cue, content}]}`, each a list of [start, end)
offsets into the text, and no statements where the article could not be read (standard error says why). The corpus is
flat: each token stands in at most one attribution. So of nested statements the outermost is kept, which is what its
annotators mostly marked (by grammar alone, relation F1 on its development part was .58 with the outermost, .55 with
all, .49 with the innermost).
"""

import sys
from collections.abc import Iterable, Iterator
from typing import Any

from dateline import read
from dateline.errors import DatelineError
from dateline.records import Span, Statement
from eval.lines import run


def predict(line: dict[str, Any]) -> dict[str, Any]:
    """The attributions of one article."""
    try:
        reading = read(line["text"])
    except DatelineError as error:
        print(f"{line['id']}: {error}", file=sys.stderr)
        return {"id": line["id"], "statements": []}
    return {"id": line["id"], "statements": outermost(reading.statements)}


def outermost(statements: Iterable[Statement]) -> list[dict[str, list[list[int]]]]:
    """The statements that stand in no other, in the corpus' form: what joined speakers say, once."""
    flat: list[dict[str, list[list[int]]]] = []
    for statement in statements:
        if statement.parent is None and (each := _flat(statement)) not in flat[-1:]:
            flat.append(each)
    return flat


def _flat(statement: Statement) -> dict[str, list[list[int]]]:
    return {
        "source": list(_offsets(statement.source)),
        "cue": list(_offsets(statement.cue)),
        "content": [offsets for span in statement.content for offsets in _offsets(span)],
    }


def _offsets(span: Span | None) -> Iterator[list[int]]:
    if span is not None:
        yield [span.start, span.end]


if __name__ == "__main__":
    run(predict, __doc__)
