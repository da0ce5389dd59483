"""Adding from the browser: what is given is spooled into the lake's folder, and a process of its own reads it.

A job is a folder with the pages and a state file. It survives a reload, since pages ask for it by its id, and a
restart, since what is not ended is begun again: adding a page twice changes nothing.
"""

import json
import os
import re
import secrets
import shutil
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Literal

from dateline.lake import store
from dateline.records import from_dict

Stage = Literal["waiting", "reading", "done", "failed"]
KEPT = 200
"""Ended jobs whose state is kept."""
_ID = re.compile(r"[0-9a-f]{16}")
_NAME = re.compile(r"[^\w.\- ]+")
MOST_BYTES = 200
"""Of a file's name; folders take 255."""


@dataclass(frozen=True, slots=True)
class Job:
    """How far a job is: `n` pages were given, `counts` says what became of those that are through."""

    id: str
    n: int
    stage: Stage = "waiting"
    counts: dict[str, int] = field(default_factory=dict)
    articles: tuple[str, ...] = ()
    failures: tuple[str, ...] = ()
    given: tuple[str, ...] = ()


class Jobs:
    """The jobs of a lake, one at a time in the order in which they came."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.home = folder / store.DERIVED / "incoming"
        self._lock = threading.Lock()

    def resume(self) -> None:
        """Begin again what was not ended when the server was."""
        for path in sorted(self.home.glob("*/job.json")):
            job = self.state(path.parent.name)
            if job and job.stage in ("waiting", "reading"):
                self._begin(job)

    def add(self, files: Sequence[tuple[str, bytes]], urls: Sequence[str], given: Sequence[str]) -> Job:
        """Spool pages and begin to read them; LakeError where that cannot be written. `given` are options of
        `dateline add` for a single page."""
        key = secrets.token_hex(8)
        pages = self.home / key / "pages"
        job = Job(key, len(files) + len(urls), given=tuple(given))
        with store.writing(self.folder):
            pages.mkdir(parents=True)
            for number, (name, data) in enumerate(files):
                (pages / f"{number:04d}-{_plain(name)}").write_bytes(data)
            (self.home / key / "urls.json").write_text(json.dumps(list(urls)), encoding="utf-8")
            self._keep(job)
        self._begin(job)
        return job

    def state(self, id: str) -> Job | None:
        """How far a job is; None where there is none of that id."""
        if not _ID.fullmatch(id):
            return None
        try:
            stated = json.loads((self.home / id / "job.json").read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None
        job: Job = from_dict(Job, {**stated, "counts": None})
        return replace(job, counts=stated["counts"])

    def _begin(self, job: Job) -> None:
        threading.Thread(target=self._run, args=(job,), daemon=True).start()

    def _run(self, job: Job) -> None:
        with self._lock:
            try:
                self._read(job)
            except (OSError, ValueError) as error:
                self._keep(replace(job, stage="failed", failures=(str(error),)))
            self._tidy()

    def _read(self, job: Job) -> None:
        self._keep(job := replace(job, stage="reading"))
        home = self.home / job.id
        urls = json.loads((home / "urls.json").read_text(encoding="utf-8"))
        files = sorted(str(path) for path in (home / "pages").iterdir())
        command = [sys.executable, "-m", "dateline", "add", "--json", *job.given, "--", str(self.folder), *files, *urls]
        counts: Counter[str] = Counter()
        articles: list[str] = []
        refused: list[str] = []
        with subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        ) as process:
            faults: list[str] = []
            stderr = threading.Thread(target=lambda: faults.extend(process.stderr or ()))
            stderr.start()
            for line in process.stdout or ():
                told = json.loads(line)
                counts[told["outcome"]] += 1
                if told.get("id"):
                    articles.append(told["id"])
                if told.get("reason"):
                    refused.append(f"{told['name']}: {told['reason']}")
                self._keep(replace(job, counts=dict(counts), articles=tuple(articles[:KEPT])))
            stderr.join()
            process.wait()
        is_whole = process.returncode in (0, 1) and not any(line.startswith("Error:") for line in faults)
        stage: Stage = "done" if is_whole else "failed"
        said = [*refused, *(faults[:-1] if is_whole else faults)]  # the last line of a whole one counts what became
        failures = tuple(line.strip().replace(f"{home / 'pages'}{os.sep}", "") for line in said if line.strip())
        self._keep(
            replace(job, stage=stage, counts=dict(counts), articles=tuple(articles[:KEPT]), failures=failures[:KEPT])
        )
        shutil.rmtree(home / "pages", ignore_errors=True)

    def _keep(self, job: Job) -> None:
        target = self.home / job.id / "job.json"
        new = target.with_suffix(".new")
        new.write_text(json.dumps(asdict(job)), encoding="utf-8")
        new.replace(target)

    def _tidy(self) -> None:
        ended = sorted(self.home.glob("*/job.json"), key=lambda path: path.stat().st_mtime, reverse=True)
        for path in ended[KEPT:]:
            shutil.rmtree(path.parent, ignore_errors=True)


def _plain(name: str) -> str:
    """The end of a file's name, which says its kind, in letters that every folder takes and bytes that it holds."""
    plain = _NAME.sub("_", Path(name).name).strip(". ")
    return plain.encode()[-MOST_BYTES:].decode(errors="ignore").strip(". ") or "page.txt"
