"""A watcher that is killed at any time goes on where it was: nothing is lost, nothing is recorded twice."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from dateline.lake.watched.state import home
from tests.watch.conftest import Say


class PowerCutError(Exception):
    """Ends the process of a test."""


@pytest.mark.parametrize("after", [0, 1, 3])
def test_what_was_recorded_and_not_told_any_more_is_not_recorded_again(watched, site, after):
    for path in ("/a", "/b"):
        site.page(path)
    site["/empty"] = Say(200, " ", Content_Type="text/html")
    add = watched.lake.add

    def recorded_then_killed(taken):
        done = list(add(taken))
        yield from done[:after]
        raise PowerCutError

    watched.record = recorded_then_killed
    with pytest.raises(PowerCutError):
        watched.once(site.feed("/a", "/b", "/missing", "/empty"))
    watched.record = None
    n_asked = len(site.asked)
    counts = watched.once()

    assert (counts["new"], counts["refused"]) == (2, 2)
    assert site.paths()[n_asked:] == ["/rss"]
    assert watched.rows("SELECT count(*) FROM revisions") == [2]
    assert watched.rows("SELECT count(*) FROM refusals") == [2]
    assert sorted(watched.state("SELECT stage FROM items")) == ["kept", "kept", "refused", "refused"]


def test_what_was_fetched_and_not_recorded_is_recorded_by_the_next_run_without_fetching_it_again(watched, site):
    site.page("/a")

    def killed(taken):
        raise PowerCutError

    watched.record = killed
    with pytest.raises(PowerCutError):
        watched.once(site.feed("/a"))
    watched.record = None

    assert watched.articles() == [] if (watched.lake.folder / "readings").exists() else True
    assert watched.once()["new"] == 1
    assert site.paths().count("/a") == 1


def test_killed_again_and_again_every_page_is_recorded_once(tmp_path, site):
    """The command itself, with kill -9 at moments that chance chooses."""
    paths = [f"/{n}" for n in range(40)]
    for path in paths:
        site.page(path)
    site["/0"] = Say(404)
    site["/1"] = Say(302, Location="/2")
    feed = site.feed(*paths, *(f"{site.url}{path}?utm_source=again" for path in paths))
    lake = tmp_path / "record"
    command = [sys.executable, "-m", "tests.watch.watcher", str(lake), feed]
    environment = {**os.environ, "PYTHONPATH": str(Path.cwd())}

    for wait in (0.05, 0.4, 0.15, 0.6, 0.3, 0.8):
        n_before = len(site.asked)
        with subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL) as process:
            deadline = time.monotonic() + 20
            while len(site.asked) == n_before and process.poll() is None and time.monotonic() < deadline:
                time.sleep(0.01)
            time.sleep(wait)
            process.send_signal(signal.SIGKILL)
    finished = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60)

    assert finished.returncode == 0, finished.stderr
    from dateline.lake import Lake

    with Lake(lake).query("SELECT url, count(*) FROM revisions JOIN articles USING (id) GROUP BY ALL") as answer:
        assert dict(answer.fetchall()) == {f"{site.url}{path}": 1 for path in paths[2:]}
    with Lake(lake).query("SELECT name FROM refusals") as answer:
        assert answer.fetchall() == [(f"{site.url}/0",)]
    assert home(lake).exists()
