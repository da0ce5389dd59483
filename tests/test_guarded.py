"""Pages that are read apart: what one does to its process, the next does not notice."""

import os
import signal
import subprocess
import sys
import time

import pytest

import dateline
from dateline import guarded
from dateline.guarded import Bounds, Guard, Here
from dateline.inputs import TOO_MUCH_MEMORY, Failure, Given, Page
from dateline.records import Article, Reading

STORY = (
    "Norwegian Foreign Minister Anna Berg told reporters on Monday that Norway would send 20 trucks to Moldova. "
    "“We will send them by October,” she said in Oslo.\n\n"
)
PAGE = Page("page.txt", ("Norway pledges trucks for Moldova\n\n" + STORY).encode())

pytestmark = pytest.mark.skipif(os.name == "nt", reason="what is tested are signals and limits of Unix")


@pytest.fixture(scope="module")
def guard():
    with Guard() as guard:
        yield guard


def read(steps, page=PAGE):
    article = steps.article(page, Given())
    return article if isinstance(article, Failure) else steps.reading(page.name, article)


def test_a_page_is_read_apart_as_it_is_read_here(guard):
    reading = read(guard)

    assert reading == read(Here())
    assert reading == dateline.read(PAGE.data)


def test_what_is_no_page_is_a_failure_with_its_reason(guard):
    assert read(guard, Page("a.png", b"\x89PNG")) == read(Here(), Page("a.png", b"\x89PNG"))


def test_a_page_that_takes_too_long_is_given_up_and_the_next_is_read(guard, monkeypatch):
    assert isinstance(guard.article(PAGE, Given()), Article)
    os.kill(guard._process.pid, signal.SIGSTOP)  # as a page that keeps it busy for ever
    with monkeypatch.context() as limited:
        limited.setattr(guard, "bounds", Bounds(seconds=0.3))
        late = guard.article(PAGE, Given())

    assert isinstance(late, Failure)
    assert "took more than 0.3 seconds" in late.reason
    assert isinstance(read(guard), Reading)


def test_a_page_that_ends_each_process_that_reads_it_is_a_failure_and_the_next_is_read(guard, monkeypatch):
    article = guard.article(PAGE, Given())
    with monkeypatch.context() as deadly:
        deadly.setattr(guarded, "_exchange", ends_at(PAGE.name))
        ended = guard.reading(PAGE.name, article)

    assert isinstance(ended, Failure)
    assert "signal 11" in ended.reason
    assert isinstance(guard.reading(PAGE.name, article), Reading)


def ends_at(name):
    """An exchange that ends the process at what it is asked about a page."""

    def exchange(process, request, seconds):
        if name in (request[1], getattr(request[1], "name", "")):
            process.send_signal(signal.SIGSEGV)
        return whole(process, request, seconds)

    whole = guarded._exchange
    return exchange


def test_a_page_is_tried_again_when_its_process_may_have_ended_of_what_it_read_before(guard):
    article = guard.article(PAGE, Given())
    before = guard._process.pid
    os.kill(before, signal.SIGSEGV)

    assert isinstance(guard.reading(PAGE.name, article), Reading)
    assert guard._process.pid != before


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux says how much a process holds")
def test_a_process_that_holds_too_much_is_replaced_before_the_next_page():
    with Guard(Bounds(held=1)) as guard:
        article = guard.article(PAGE, Given())

        assert guard._process is None
        assert isinstance(guard.reading(PAGE.name, article), Reading)


def test_a_guard_that_is_closed_reads_no_more():
    with Guard() as closed:
        pass

    with pytest.raises(RuntimeError, match="closed"):
        closed.article(PAGE, Given())


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux holds the limit of address space for sure")
def test_a_page_that_takes_too_much_memory_is_refused_and_the_next_is_read():
    large = Page("large.html", b"<html><body><p>" + b"Norway said on Monday. " * 800_000)
    with Guard(Bounds(memory=800 * 1024**2)) as guard:  # 180 more than the process has once all is loaded
        assert guard.article(large, Given()) == Failure("large.html", TOO_MUCH_MEMORY)
        assert isinstance(read(guard), Reading)


def test_tables_of_ones_own_hold_in_the_other_process_too(own_tables):
    own_tables(
        "media",
        "name,aliases,kind,country,state_controlled,channels,domains,wikidata,source",
        "Fjord Wire,,news_agency,NOR,false,,,,mine",
    )
    page = Page("page.txt", ("Norway pledges trucks\n\nOSLO, July 13 (Fjord Wire) - " + STORY).encode())

    with Guard() as guard:
        article = guard.article(page, Given())

    assert isinstance(article, Article)
    assert article.agency == "Fjord Wire"


def test_a_process_ends_with_the_one_that_started_it():
    script = (
        "import os, sys, time; from dateline.guarded import *; guard = Guard(); guard._started(); "
        "print(guard._process.pid, flush=True); time.sleep(99)"
    )
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True) as starter:
        pid = int(starter.stdout.readline())
        starter.kill()
    for _ in range(100):
        if not is_alive(pid):
            return
        time.sleep(0.1)
    pytest.fail("the process lives on")


def is_alive(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
