"""Adding from the browser: what is given is read, or it is said why not."""

import re
import time
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from dateline.errors import LakeError
from dateline.lake import store
from dateline.sources import MANY_ENDINGS, PAGE_ENDINGS
from dateline.web.jobs import MOST_BYTES, Job, Jobs

SECONDS = 120


@pytest.mark.parametrize(
    "url",
    [
        "http://[",
        "http://[::1",
        "http://a\0b/",
        "http://\u2100.example/",
        "javascript:alert(1)",
        "http://@",
        "x" * 5000,
    ],
)
def test_what_is_no_address_is_refused(client: TestClient, csrf: str, url: str) -> None:
    refused = client.post("/add", data={"csrf": csrf, "urls": url}, headers={"Accept": "application/json"})

    assert (refused.status_code, "is no web address; write" in refused.text) == (400, True)


def test_more_than_a_process_can_be_told_is_refused(client: TestClient, csrf: str) -> None:
    urls = "\n".join(f"https://outlet.example/{n}" for n in range(1001))
    refused = client.post("/add", data={"csrf": csrf, "urls": urls}, headers={"Accept": "application/json"})
    assert (refused.status_code, "give 1,000 at once at most" in refused.text) == (400, True)

    form = {"csrf": csrf, "text": "Talks", "publisher": "\0"}
    refused = client.post("/add", data=form, headers={"Accept": "application/json"})
    assert (refused.status_code, "publisher: expected words" in refused.text) == (400, True)


@pytest.mark.parametrize("name", ["漢" * 300 + ".pdf", "../../etc/passwd", "..", "a\0b", "é" * 99 + "." * 99, "-x.txt"])
def test_a_file_of_any_name_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setattr(Jobs, "_begin", lambda _jobs, _job: None)
    job = Jobs(tmp_path).add([(name, b"x")], [], [])

    (page,) = (tmp_path / "derived" / "incoming" / job.id / "pages").iterdir()
    assert page.read_bytes() == b"x"
    assert len(page.name.encode()) <= MOST_BYTES + len("0000-")
    assert page.suffix == Path(name).suffix or "." not in name.strip(".")


def test_the_browser_offers_every_kind_of_file_that_is_read(client: TestClient) -> None:
    page = client.get("/add").text

    for ending in (ending for ending in (*PAGE_ENDINGS, *MANY_ENDINGS) if ending.count(".") == 1):
        assert re.search(rf'accept="[^"]*\{ending}[,"]', page), ending


def test_a_lake_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    (tmp_path / "derived").write_text("in the way")

    with pytest.raises(LakeError, match="cannot write to"):
        Jobs(tmp_path).add([("page.txt", b"x")], [], [])


def ended(jobs: Jobs, job: Job) -> Job:
    until = time.monotonic() + SECONDS
    while time.monotonic() < until:
        found = jobs.state(job.id)
        if found and found.stage in ("done", "failed"):
            return found
        time.sleep(0.2)
    raise AssertionError(f"no end in {SECONDS} s")


def test_a_job_says_why_a_page_was_refused_or_that_nothing_was_recorded(tmp_path: Path) -> None:
    store.create(tmp_path / "record")
    jobs = Jobs(tmp_path / "record")
    found = ended(jobs, jobs.add([("empty.txt", b" "), ("image.txt", b"\x89PNG\0\0")], [], []))

    assert (found.stage, found.counts) == ("done", {"refused": 2})
    assert [failure.partition(":")[0] for failure in found.failures] == ["0000-empty.txt", "0001-image.txt"]

    (tmp_path / "record" / "dateline.json").write_text("{}")
    found = ended(jobs, jobs.add([("empty.txt", b" ")], [], []))
    assert (found.stage, found.counts) == ("failed", {})
    assert "expected" in found.failures[0]
