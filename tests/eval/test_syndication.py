"""The form that syndication is measured in."""

import json
from pathlib import Path

from eval.syndication import main
from tests.syndication.conftest import paragraphs


def test_each_article_gets_a_line_with_its_group_in_the_order_read(tmp_path: Path) -> None:
    text = "\n\n".join(paragraphs(1))
    corpus, groups = tmp_path / "corpus.jsonl", tmp_path / "groups.jsonl"
    rows = [
        {"id": "b", "outlet": None, "published_at": None, "title": None, "text": text, "kind": "unknown"},
        {"id": "empty", "text": None},
        {"id": "a", "outlet": "The Gazette", "published_at": "2025-07-13T10:00:00Z", "title": "Talks", "text": text},
    ]
    corpus.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    assert main([str(corpus), str(groups)]) == 0
    lines = [json.loads(line) for line in groups.read_text(encoding="utf-8").splitlines()]
    assert lines == [{"id": "b", "group": "b"}, {"id": "empty", "group": "empty"}, {"id": "a", "group": "b"}]


def test_wrong_usage_says_how() -> None:
    assert main([]) == 2
