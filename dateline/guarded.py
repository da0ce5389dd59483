"""Pages read in a process of their own, which is stopped where one takes too long or too much, and replaced.

What reads a page may be given one that somebody made to harm: that keeps it busy for ever, fills the memory, or ends it
through a fault in a library. `Guard` reads in a process beside this one, with limits of time and memory for each page;
whatever happens there is a `Failure` of that page, and the next is read by a new process. `Here` reads in this process,
with nothing between. Both are `Steps`: what the lake and the commands take.

The process is started when the first page needs it, ends with the one that started it, and reads the tables that were
laid when it was started. A limit of memory needs Unix; on macOS the system may not hold it.
"""

import os
import pickle
import signal
import subprocess
import sys
import threading
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Any, Protocol, Self

from dateline import __version__, tables
from dateline.bounded import end_within, hold_memory
from dateline.errors import ModelError
from dateline.inputs import TOO_MUCH_MEMORY, Failure, Given, Page, safely
from dateline.records import Article, Reading

SECONDS = 120.0
"""For each step of a page. The longest story that is read at all takes the parser a minute; a report takes a second."""
MEMORY = 3 * 1024**3
"""Bytes of address space, of which models and libraries take 0.6 GB; docs/inputs.md has what the worst pages take."""
HELD = 1280 * 1024**2
"""Bytes in memory between two pages: the parser keeps words that it has seen, so a process grows with what it reads."""
START_SECONDS = 300.0
"""To load the models: two seconds, on a machine that is busy with other things some ten."""
FIRST = """<html><body><h1>Norway pledges trucks for Moldova</h1>
<p>Foreign Minister Anna Berg told reporters on Monday that Norway would send 20 trucks to Moldova by July.</p>
<p>“We will send them by train, and the drivers will come home by air,” she said after the talks in Oslo.</p>
<p>Moldova asked for the trucks in May, when floods had taken away several bridges in the south of the country.</p>
</body></html>"""
"""What a new process reads first, so that everything is loaded."""
PAGE_SIZE = os.sysconf("SC_PAGESIZE") if hasattr(os, "sysconf") else 4096
GRACE = 30
"""Seconds after which a process ends itself whose starter is gone and cannot end it."""


class Steps(Protocol):
    """How pages become articles and readings; what a page is to blame for is a Failure."""

    def article(self, page: Page, given: Given) -> Article | Failure:
        """The Article of a page, with what was told of it from outside."""

    def reading(self, name: str, article: Article) -> Reading | Failure:
        """The Reading of an article; `name` is what messages call its page."""


class Here:
    """Reads in this process."""

    def article(self, page: Page, given: Given) -> Article | Failure:
        """See Steps."""
        from dateline.page import article_of

        return safely(page.name, partial(article_of, page, given))

    def reading(self, name: str, article: Article) -> Reading | Failure:
        """See Steps."""
        from dateline.reader import read_article  # loads spaCy

        return safely(name, partial(read_article, article))


@dataclass(frozen=True, slots=True)
class Bounds:
    """What one page may take: seconds for each step, and bytes of address space of the process that reads it.

    A process that holds more than `held` bytes of memory after a page is replaced before the next (on Linux).
    """

    seconds: float = SECONDS
    memory: int = MEMORY
    held: int = HELD


class Guard:
    """Reads in a process of its own, for one thread; to be opened with `with`, and good for as many pages as come."""

    def __init__(self, bounds: Bounds | None = None) -> None:
        self.bounds = bounds or Bounds()
        self._process: subprocess.Popen[bytes] | None = None
        self._n_answered = 0
        self._is_closed = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self.close()

    def article(self, page: Page, given: Given) -> Article | Failure:
        """See Steps."""
        found: Article | Failure = self._asked(page.name, ("article", page, given))
        return found

    def reading(self, name: str, article: Article) -> Reading | Failure:
        """See Steps."""
        found: Reading | Failure = self._asked(name, ("reading", name, article))
        return found

    @property
    def pid(self) -> int | None:
        """The number of the process that reads; None while there is none."""
        return self._process.pid if self._process else None

    def close(self) -> None:
        """End the process, also from another thread; what is asked after that is a RuntimeError."""
        self._is_closed = True
        self._end()

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            with process:  # closes the pipes, and waits
                pass

    def _asked(self, name: str, request: tuple[Any, ...]) -> Any:
        """An answer. A page that ends a process which had read others is tried once more, by a new one and alone."""
        had_others = self._process is not None and self._n_answered > 0
        answer, is_lost = self._tried(name, request)
        return self._tried(name, request)[0] if is_lost and had_others else answer

    def _tried(self, name: str, request: tuple[Any, ...]) -> tuple[Any, bool]:
        """An answer, or a Failure; whether the process was lost to what it may have read before."""
        if self._is_closed:
            raise RuntimeError("the guard is closed")
        process = self._process or self._started()
        answer, is_late = _exchange(process, request, self.bounds.seconds)
        if isinstance(answer, BaseException):
            raise answer
        if answer is None:
            status = process.wait()
            self._end()
            return Failure(name, self._why_ended(status, is_late=is_late)), not is_late
        if isinstance(answer, Failure) and answer.reason == TOO_MUCH_MEMORY:
            self._end()  # what else it holds, nobody knows
            return answer, True
        self._n_answered += 1
        if _held(process.pid) > self.bounds.held:
            self._end()
        return answer, False

    def _started(self) -> subprocess.Popen[bytes]:
        """A process that has its models loaded. Raises ModelError where they do not load, or it does not begin."""
        command = [sys.executable, "-P", "-c", "from dateline.guarded import serve; serve()"]
        alone = {"OMP_NUM_THREADS": "1"} | os.environ  # processes stand side by side: threads would be in their way
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=alone
        )
        self._n_answered = 0
        answer, _ = _exchange(self._process, ("begin", self.bounds, (__version__, tables.laid())), START_SECONDS)
        if answer is not True:
            self._end()
            if isinstance(answer, BaseException):
                raise answer
            raise ModelError(
                f"the process that reads pages does not start within {self.bounds.memory // 1024**2} MB and "
                f"{START_SECONDS:g} s; `dateline doctor` says whether the models load"
            )
        return self._process

    def _why_ended(self, status: int, *, is_late: bool) -> str:
        if is_late:
            return f"took more than {self.bounds.seconds:g} seconds to read and was given up; give the article alone"
        how = f"signal {-status}" if status < 0 else f"status {status}"
        return f"ended the process that read it ({how}); please report it with the page"


def _exchange(process: subprocess.Popen[bytes], request: object, seconds: float) -> tuple[Any, bool]:
    """The answer to a request, None where the process ends first; whether it was ended for being late."""
    assert process.stdin is not None
    assert process.stdout is not None
    is_late = threading.Event()

    def stop() -> None:
        is_late.set()
        process.kill()

    timer = threading.Timer(seconds, stop)
    timer.daemon = True
    timer.start()
    try:
        pickle.dump(request, process.stdin)
        process.stdin.flush()
        return pickle.load(process.stdout), False
    except (EOFError, OSError, pickle.UnpicklingError):
        process.kill()
        return None, is_late.is_set()
    finally:
        timer.cancel()


def _held(pid: int) -> int:
    """Bytes that a process has in memory; 0 where the system does not say."""
    try:
        return int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1]) * PAGE_SIZE
    except (OSError, IndexError):
        return 0


def serve() -> None:
    """What the process does: answers requests from standard input on standard output, until there are no more."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # nothing that a library prints may come between the answers
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the one who started this
    steps = Here()
    seconds = 0.0
    while True:
        try:
            match pickle.load(sys.stdin.buffer):
                case "begin", Bounds() as bounds, (version, folders):
                    seconds = bounds.seconds
                    answer: object = _begun(bounds, version, folders)
                case "article", page, given:
                    end_within(int(seconds) + GRACE)
                    answer = steps.article(page, given)
                case _, name, article:
                    end_within(int(seconds) + GRACE)
                    answer = steps.reading(name, article)
        except EOFError:
            return
        except Exception as error:  # noqa: BLE001 - what is no page's doing is raised where the page came from
            answer = error
        pickle.dump(answer, answers)
        answers.flush()


def _begun(bounds: Bounds, version: str, folders: list[Path]) -> bool:
    """Load all that reading needs, and then set the limits: libraries end the process where they cannot be loaded."""
    from dateline.reader import read

    if version != __version__:
        raise ModelError(f"Dateline {version} was replaced by {__version__} while it ran; start it again")
    for folder in folders:
        tables.extend(folder)
    read(FIRST)
    hold_memory(bounds.memory)
    return True
