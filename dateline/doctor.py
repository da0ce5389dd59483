"""Whether Dateline works here: what is installed, the model, the tables, and an example read from start to finish.

The parser and the reader are imported by the checks that try them, so that one that does not load is a fault that is
told, and the other checks are still made.
"""

import platform
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

from dateline import __version__, tables
from dateline.errors import DatelineError

EXAMPLE = """Norway to send 20 trucks to Moldova, minister says

OSLO: Norwegian Foreign Minister Anna Berg told reporters on Monday that her country would send 20 trucks to Moldova.

The Moldovan government thanked Norway for the trucks, the news agency NTB reported.
"""
PARAGRAPHS = "".join(f"<p>{paragraph}</p>" for paragraph in EXAMPLE.strip().split("\n\n"))
HTML_EXAMPLE = (
    f"<!doctype html><html lang=en><title>An example</title><body><article>{PARAGRAPHS}</article></body></html>"
)
BROKEN = (ImportError, OSError, ValueError, LookupError, TypeError, AttributeError, RuntimeError)
"""What a half-installed or mismatched package raises."""


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at: what was found, or what is wrong and what to do about it; and how long it took."""

    name: str
    found: str = ""
    fault: str | None = None
    seconds: float | None = None


def examine() -> Iterator[Check]:
    """Every check in turn; a fault in one does not keep the next from being made."""
    yield Check("dateline", f"{__version__} on Python {platform.python_version()}, {platform.system()}")
    yield from _packages()
    yield _timed("model", _model)
    yield _timed("attribution model", _attribution_model)
    for table in tables.shipped():
        yield _timed(table.name, partial(_rows, table))
    yield _timed("an example", _example)
    yield _timed("an HTML page", _html_example)


def _packages() -> Iterator[Check]:
    try:
        needed = requires("dateline") or []
    except PackageNotFoundError:
        yield Check("installation", fault="dateline is not installed here; run: pip install .")
        return
    for requirement in needed:
        name = re.match(r"[\w.-]+", requirement)
        if name is None or "extra ==" in requirement:
            continue
        try:
            yield Check(name[0], version(name[0]))
        except PackageNotFoundError:
            yield Check(name[0], fault=f"is missing; run: pip install '{requirement}'")


def _timed(name: str, look: Callable[[], str]) -> Check:
    started = time.perf_counter()
    try:
        found = look()
    except DatelineError as error:
        return Check(name, fault=str(error))
    except BROKEN as error:
        return Check(name, fault=f"does not load ({type(error).__name__}: {error}); install dateline again")
    return Check(name, found, None, time.perf_counter() - started)


def _model() -> str:
    from dateline import language

    meta = language.parser().meta
    return f"{meta['lang']}_{meta['name']} {meta['version']}, loaded"


def _attribution_model() -> str:
    from dateline import encoder

    encoder.graph("encoder")
    encoder.graph("attribution")
    return f"{encoder.card()['version']}, loaded"


def _rows(table: Path) -> str:
    if table.suffix == ".csv":
        return f"{sum(1 for _ in tables.rows(table.stem))} rows"
    with table.open(encoding="utf-8") as lines:
        return f"{sum(1 for _ in lines)} lines"


def _example() -> str:
    """Reads a page twice: the first time the tables and models are loaded, the second time tells the speed."""
    from dateline.reader import read

    reading = read(EXAMPLE, published_at="2025-07-14")
    if not reading.statements or not reading.events:
        raise DatelineError("an example with three statements was read as none; install dateline again")
    started = time.perf_counter()
    read(EXAMPLE, published_at="2025-07-14")
    again = time.perf_counter() - started
    return f"read, with {len(reading.statements)} statements, in {again * 1000:.0f} ms once all is loaded"


def _html_example() -> str:
    """Reads the example once more as HTML, which other packages take apart."""
    from dateline.page import read_page

    article = read_page(HTML_EXAMPLE.encode())
    n_paragraphs = sum(block.kind == "paragraph" for block in article.blocks)
    if not n_paragraphs:
        raise DatelineError("a page with a story was read as one without; install dateline again")
    return f"read, with {n_paragraphs} paragraphs"
