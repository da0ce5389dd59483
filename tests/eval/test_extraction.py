"""The form that extraction is measured in."""

import gzip
import json
from pathlib import Path

from eval.extraction import main

TEXT = "The foreign ministers of Oman and Yemen agreed on Sunday to reopen the crossing at Shahn, closed since March."


def test_each_page_gets_a_line_and_one_that_is_refused_gets_nulls(tmp_path: Path) -> None:
    page = f"<!doctype html><html><body><h1>Talks</h1><p>{TEXT}</p><p>{TEXT[:-1]} again.</p></body></html>"
    (tmp_path / "a.html.gz").write_bytes(gzip.compress(page.encode()))
    (tmp_path / "b.html").write_bytes(b"%PDF-1.4")
    pages = tmp_path / "pages.jsonl"
    rows = [{"id": name, "html": name, "url": "https://x.example/1"} for name in ("a.html.gz", "b.html")]
    pages.write_text("".join(json.dumps(row) + "\n" for row in rows))
    assert main([str(pages), str(tmp_path / "out.jsonl")]) == 0
    first, second = map(json.loads, (tmp_path / "out.jsonl").read_text().splitlines())
    assert first["title"] == "Talks"
    assert first["text"] == f"{TEXT}\n\n{TEXT[:-1]} again."
    assert second == {"id": "b.html", "title": None, "authors": None, "published_at": None, "tags": None, "text": None}


def test_wrong_usage_says_how() -> None:
    assert main([]) == 2
