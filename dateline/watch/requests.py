"""Requests that run side by side, and the clock: all of the outside world that the watcher knows.

`Threads` is the real one. Whoever tests the watcher, or lets a day pass in a minute, hands it another `Outside`.
"""

import queue
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from dateline.errors import FetchError
from dateline.fetch import Answer, Terms, ask


@dataclass(frozen=True, slots=True)
class Request:
    """One thing to be asked, by a number. Up to `n_redirects` redirects are followed at once."""

    number: int
    url: str
    terms: Terms = field(default_factory=Terms)
    n_redirects: int = 0


Answered = tuple[Request, Answer | FetchError]


class Outside(Protocol):
    """The time, and the web."""

    def now(self) -> float:
        """Seconds since 1970."""

    def start(self, request: Request) -> None:
        """Begin a request; `wait` gives its answer when it is there."""

    def wait(self, seconds: float) -> list[Answered]:
        """Wait until something is answered, at most so many seconds; what is answered."""


class Threads:
    """The web itself, by the guarded fetch, each request in a thread of its own that ends with the process."""

    def __init__(self) -> None:
        self._answered: queue.SimpleQueue[Answered] = queue.SimpleQueue()

    def now(self) -> float:
        """Seconds since 1970."""
        return time.time()

    def start(self, request: Request) -> None:
        """Begin a request."""
        threading.Thread(target=self._run, args=(request,), daemon=True).start()

    def wait(self, seconds: float) -> list[Answered]:
        """Wait until something is answered, at most so many seconds; all that is answered by then."""
        answered: list[Answered] = []
        try:
            answered.append(self._answered.get(timeout=max(seconds, 0)) if seconds > 0 else self._answered.get_nowait())
            while True:
                answered.append(self._answered.get_nowait())
        except queue.Empty:
            return answered

    def _run(self, request: Request) -> None:
        try:
            self._answered.put((request, asked(request)))
        except FetchError as error:
            self._answered.put((request, error))
        except Exception as error:  # noqa: BLE001 - a thread that dies silently would leave its host busy for ever
            self._answered.put((request, FetchError(f"{type(error).__name__} in Dateline itself ({error})")))


def asked(request: Request) -> Answer:
    """The answer to a request, after as many redirects as it allows."""
    answer = ask(request.url, request.terms)
    for _ in range(request.n_redirects):
        if answer.moved_to is None:
            break
        answer = ask(answer.moved_to, request.terms)
    return answer


def conditions(etag: str | None, last_modified: str | None) -> Mapping[str, str]:
    """The headers that ask only for what has changed since; marks that no header may carry are not sent back."""
    stated = {"If-None-Match": etag, "If-Modified-Since": last_modified}
    return {name: value for name, value in stated.items() if value and value.isascii() and value.isprintable()}
