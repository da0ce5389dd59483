"""What many tests start from: articles made of paragraphs, without the page step."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from dateline import tables
from dateline.records import Article, Block, BlockKind, Span


def article_from(
    *blocks: str | tuple[BlockKind, str], published_at: str | None = None, agency: str | None = None
) -> Article:
    """An article of the given blocks, a blank line between them; a bare string is a paragraph."""
    kinds = [("paragraph", block) if isinstance(block, str) else block for block in blocks]
    text = "\n\n".join(words for _, words in kinds)
    placed = []
    start = 0
    for kind, words in kinds:
        placed.append(Block(Span(start, start + len(words)), kind))
        start += len(words) + 2
    return Article("test", "test", text, tuple(placed), language="en", published_at=published_at, agency=agency)


@pytest.fixture
def article_of() -> Callable[..., Article]:
    """`article_from`, for tests that build an article of a few paragraphs."""
    return article_from


@pytest.fixture
def own_tables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., None]]:
    """Lays a table of the user's own, given as its lines, over the shipped one; forgotten again after the test."""
    monkeypatch.setattr(tables, "_extra", [])

    def lay(name: str, *lines: str) -> None:
        (tmp_path / f"{name}.csv").write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        tables.extend(tmp_path)

    yield lay
    monkeypatch.undo()
    for clear in tables._loaders:
        clear()
