"""A batch to be killed: `python writer.py LAKE FOLDER` records the pages of a folder, two at a time, in chunks of at
most three, and prints each that is recorded. The reader is left out, so that most of its time goes into writing."""

import sys
from contextlib import nullcontext

from dateline.batch import Processes, batch, chunks
from dateline.batch.places import Places
from dateline.guarded import Here
from dateline.lake import Lake
from dateline.records import Article, Reading
from dateline.sources import spread

chunks.CHUNK = 3
chunks.SMALLEST = 1


class Unread(Here):
    """Articles stand for their readings."""

    def reading(self, name: str, article: Article) -> Reading:
        """A reading without anything in it."""
        return Reading(article, version="test")


if __name__ == "__main__":
    for recorded in batch(
        Lake(sys.argv[1]), Places(list(spread([sys.argv[2]]))), engine=Processes(2, lambda: nullcontext(Unread()))
    ):
        print(recorded.name, flush=True)
