"""Keeps the ready rows and the search index up to date while a server runs: a process of its own, so that pages are
answered meanwhile; it ends with the server."""

import os
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

from dateline.errors import LakeError

EVERY = 2.0
"""Seconds between two looks at the lake."""


class Freshener:
    """The process; `start` and `stop` go with the server."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Begin; the first refresh of a large lake takes minutes, and pages show meanwhile what is there."""
        command = [sys.executable, "-m", "dateline.web.freshness", str(self.folder), str(os.getpid())]
        self._process = subprocess.Popen(command, stdin=subprocess.DEVNULL)

    def stop(self) -> None:
        """End; what is half done is left as it was."""
        if self._process is not None:
            self._process.terminate()
            self._process.wait()


def _keep(folder: Path, parent: int) -> None:
    with suppress(OSError, AttributeError):
        os.nice(5)
    while os.getppid() == parent:
        refresh(folder)
        time.sleep(EVERY)


def refresh(folder: Path) -> None:
    """Bring both up to date now; where another process does, or the folder may not be written, leave it."""
    from dateline.lake import ready
    from dateline.lake.search.keeping import opened

    with suppress(LakeError):
        ready.refresh(folder, wait=False)
        with opened(folder):
            pass


if __name__ == "__main__":
    _keep(Path(sys.argv[1]), int(sys.argv[2]))
