"""The engine of one machine: processes with one model each, which a page can end without harm to the others."""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import AbstractContextManager, ExitStack
from pathlib import Path
from queue import SimpleQueue

from dateline.batch.chunks import Chunk, Waiting, longest_first
from dateline.guarded import Guard, Steps
from dateline.inputs import Given
from dateline.lake.adding import Taken, read_pages


class Processes:
    """Reads in `n` processes side by side, as many as there are processors unless told; each is a `Guard`.

    `steps` makes what reads for one of them.
    """

    def __init__(self, n: int | None = None, steps: Callable[[], AbstractContextManager[Steps]] = Guard) -> None:
        self.n = n or n_processors()
        self._steps = steps

    def read(self, folder: Path, pages: Iterable[Waiting], given: Given) -> Iterator[Sequence[Taken]]:
        """See Engine. One chunk waits beside those that are read, so that no process waits for a commit."""
        with ExitStack() as stack:
            pool = stack.enter_context(ThreadPoolExecutor(self.n))
            free: SimpleQueue[Steps] = SimpleQueue()
            for _ in range(self.n):
                free.put(stack.enter_context(self._steps()))  # closed before the pool is waited for: a reader may hang

            def read(chunk: Chunk) -> Sequence[Taken]:
                steps = free.get()
                try:
                    return read_pages(folder, chunk, given, steps)
                finally:
                    free.put(steps)

            chunks = longest_first(pages, self.n)
            at_work: set[Future[Sequence[Taken]]] = set()
            stack.callback(lambda: [future.cancel() for future in at_work])
            while True:
                while len(at_work) <= self.n and (chunk := next(chunks, None)) is not None:
                    at_work.add(pool.submit(read, chunk))
                if not at_work:
                    return
                done, at_work = wait(at_work, return_when=FIRST_COMPLETED)
                for future in done:
                    yield future.result()


def n_processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
