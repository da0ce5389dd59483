"""In place of the web, for the examples in the documents: a folder, with time that passes from round to round."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from dateline.errors import NoAnswerError
from dateline.fetch import Answer
from dateline.watch.requests import Answered, Request, Threads

FOLDER = Path("web")
"""A folder for each host in it, in which an address is a file; where the examples run, they may change it."""
SECONDS = 7200
"""From the first round to the second; to each further one it is longer, as looks at a page again are."""


class SmallWeb(Threads):
    """Answers at once with what the folder has; `rounds` counts those of one document."""

    def __init__(self, rounds: Iterator[int]) -> None:
        super().__init__()
        self._later: float = next(rounds) ** 2 * SECONDS

    def now(self) -> float:
        """Seconds since 1970, as if each round had waited for its turn, and every host had rested."""
        return time.time() + self._later

    def wait(self, seconds: float) -> list[Answered]:
        """What is answered; where nothing is, the time has passed."""
        answered = super().wait(0)
        self._later += 0 if answered else max(seconds, 0)
        return answered

    def start(self, request: Request) -> None:
        """Answer a request; what is in no folder has no answer, or is not there."""
        address = urlsplit(request.url)
        host = FOLDER / address.netloc
        file = host / address.path.lstrip("/")
        at = datetime.fromtimestamp(self.now(), UTC).isoformat(timespec="seconds")
        if not host.is_dir():
            self._answered.put((request, NoAnswerError(f"no address is known for {address.netloc}")))
        elif file.is_file():
            self._answered.put(
                (request, Answer(request.url, 200, {"content-type": "text/html"}, file.read_bytes(), at))
            )
        else:
            self._answered.put((request, Answer(request.url, 404, {}, b"", at)))
