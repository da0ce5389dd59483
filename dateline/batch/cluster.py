"""The engine of a cluster: Ray's actors read chunks, each with one model, as processes on one machine do.

The process that started the batch reads the sources and alone writes the lake. What an actor looks up there, whether an
article is known, needs the lake's folder where the actor runs, as on a shared file system. Where it is not there, known
articles are read again, and found to be known when they are committed. Nothing is reported to Ray's makers.
"""

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from dateline import tables
from dateline.batch.chunks import Chunk, Waiting, longest_first
from dateline.batch.local import n_processors
from dateline.errors import ModelError
from dateline.guarded import Guard
from dateline.inputs import Given
from dateline.lake.adding import Taken, read_pages

N_TRIES = 3
"""Times that a chunk is given to an actor; nodes of a cluster come and go."""


class Reader:
    """One process of a cluster: reads chunks with a model of its own, and with the user's tables in `folders`."""

    def __init__(self, folders: Sequence[Path]) -> None:
        for folder in folders:
            tables.extend(folder)
        self._guard = Guard()

    def read(self, folder: Path, chunk: Chunk, given: Given) -> Sequence[Taken]:
        """What was made of the pages of a chunk."""
        return read_pages(folder, chunk, given, self._guard)


class Cluster:
    """Reads in `n` actors of the Ray cluster at `address`, as many as it has processors unless told.

    Without an address, Ray is started on this machine. Raises ModelError where Ray is not installed or not reached.
    """

    def __init__(self, n: int | None = None, address: str | None = None) -> None:
        self.n = n
        self.address = address

    def read(self, folder: Path, pages: Iterable[Waiting], given: Given) -> Iterator[Sequence[Taken]]:
        """See Engine."""
        ray = _ray()
        try:
            own = {"num_cpus": self.n or n_processors()} if self.address is None else {}
            ray.init(self.address, include_dashboard=False, log_to_driver=False, logging_level="ERROR", **own)
        except (ConnectionError, RuntimeError, ValueError) as error:
            raise ModelError(f"no Ray cluster at {self.address or 'this machine'} ({error}); `ray status`") from error
        try:
            yield from _read(ray, self.n or int(ray.cluster_resources()["CPU"]), folder.absolute(), pages, given)
        except ray.exceptions.RayError as error:
            raise ModelError(f"the cluster gave up on a chunk ({str(error).splitlines()[0]}); run it again") from error
        finally:
            ray.shutdown()


def _read(ray: Any, n: int, folder: Path, pages: Iterable[Waiting], given: Given) -> Iterator[Sequence[Taken]]:
    remote = ray.remote(num_cpus=1, max_restarts=-1, max_task_retries=N_TRIES - 1)(Reader)
    folders = [folder.absolute() for folder in tables.laid()]
    free = [remote.remote(folders) for _ in range(n)] * 2  # one chunk waits at each, so that none waits for a commit
    at_work: dict[Any, Any] = {}
    chunks = longest_first(pages, n)
    while True:
        while free and (chunk := next(chunks, None)) is not None:
            if chunk:
                actor = free.pop()
                at_work[actor.read.remote(folder, chunk, given)] = actor
            else:
                yield ()
        if not at_work:
            return
        (done, *_), _ = ray.wait(list(at_work))
        free.append(at_work.pop(done))
        yield ray.get(done)


def _ray() -> Any:
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    os.environ.setdefault("RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO", "0")
    try:
        import ray
    except ImportError as error:
        raise ModelError("Ray is not installed; `pip install 'dateline[ray]'`, or use --engine local") from error
    return ray
