"""Which files are the documents, and where the checkout is."""

from pathlib import Path

ROOT = Path(__file__).parents[2]


def documents() -> list[Path]:
    """README, the pages beside it, and those under `docs/`, in order."""
    return [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").glob("*.md"))]
