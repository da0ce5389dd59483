"""Groups of copies: `python -m eval.syndication CORPUS.jsonl PRED.jsonl`.

Reads `id`, `outlet`, `published_at`, `title` and `text` of each line, of which all but the first and `text` may lack;
writes `{id, group}`, in the order read. The group of an article is known when all have been read, since a later one may
join two groups. The articles are added to an index in memory, one after another, as a lake adds them.
"""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from dateline.syndication import SyndicationIndex, Text
from eval.lines import Line, lines_of, write


def predict(lines: Iterable[Line]) -> Iterator[Line]:
    """The group of each article."""
    with SyndicationIndex() as index:
        ids = [placement.id for placement in index.add_all(map(text_of, lines))]
        yield from ({"id": article, "group": index.group_of(article)} for article in ids)


def text_of(line: Line) -> Text:
    """The text of one line."""
    return Text(
        id=line["id"],
        text=line.get("text") or "",
        outlet=line.get("outlet"),
        published_at=line.get("published_at"),
        title=line.get("title"),
        agency=line.get("agency"),
    )


def main(arguments: list[str]) -> int:
    """Group the articles of the first file; exit status 2 on wrong usage."""
    if len(arguments) != 2:
        print(f"expected two files, an input and an output; found {len(arguments)}\n\n{__doc__}", file=sys.stderr)
        return 2
    corpus, groups = map(Path, arguments)
    write(groups, predict(lines_of(corpus)))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
