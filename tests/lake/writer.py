"""A writer to be killed: `python writer.py LAKE NAME N` adds N short pages, three a commit, and prints each that is
recorded. The reader is left out, so that most of its time goes into writing. With a fourth argument no file may grow
beyond so many bytes, as on a disk that fills up."""

import resource
import signal
import sys

from dateline.errors import LakeError
from dateline.guarded import Here
from dateline.inputs import Page
from dateline.lake import Lake, adding
from dateline.page.tongue import language_of
from dateline.records import Article, Reading

adding.BATCH = 3


class Unread(Here):
    """Articles stand for their readings."""

    def reading(self, name: str, article: Article) -> Reading:
        """A reading without anything in it."""
        return Reading(article, version="test")


def main(folder: str, name: str, n: str, most: str = "") -> None:
    if most:
        language_of("Loaded before no file may grow any more.")
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (int(most), int(most)))
    pages = (
        Page(f"{name}-{i}", f"Talks {i}\n\nNorway and Moldova met.".encode(), f"https://outlet.example/{name}/{i}")
        for i in range(int(n))
    )
    for recorded in Lake(folder).add(pages, steps=Unread()):
        print(recorded.id, flush=True)


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except LakeError as error:
        sys.exit(str(error))
