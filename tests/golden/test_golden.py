"""Whole pages held against what a careful person takes from them; see README.md beside this file.

The scorer is not part of this repository. Where it is absent these tests are skipped, and say so.
"""

import json
import subprocess
import sys
from pathlib import Path
from statistics import fmean

import pytest

import dateline
from dateline.records import to_dict

HERE = Path(__file__).parent
SHARED = HERE.parents[2] / "shared"
SCORER = SHARED / "bench" / "score_reading.py"
OWN = sorted(HERE.glob("*/*.json"))
GIVEN = {"wonsan": 0.95, "ceasefire": 0.90, "border": 0.90}

pytestmark = pytest.mark.skipif(
    not SCORER.exists(), reason=f"the scorer is not here ({SCORER.name} under ../shared/bench)"
)


def overall(gold: Path, tmp_path: Path) -> float:
    """The scorer's overall figure of today's reading of a gold page."""
    page = gold.with_name(json.loads(gold.read_text(encoding="utf-8"))["page"])
    reading = tmp_path / "reading.json"
    reading.write_text(json.dumps(to_dict(dateline.read(page.read_bytes())), ensure_ascii=False), encoding="utf-8")
    scored = subprocess.run([sys.executable, SCORER, gold, reading], capture_output=True, text=True, check=True)
    return float(scored.stdout.splitlines()[-1].split("=")[1])


@pytest.mark.parametrize("name", GIVEN)
def test_the_pages_that_dateline_was_designed_on(name, tmp_path):
    assert overall(SHARED / "gold" / f"{name}.json", tmp_path) >= GIVEN[name]


@pytest.mark.parametrize("half", ["development", "held"])
def test_the_pages_of_our_own(half, tmp_path):
    scores = {gold.stem: overall(gold, tmp_path) for gold in OWN if gold.parent.name == half}

    assert min(scores.values()) >= 0.70, min(scores.items(), key=lambda item: item[1])
    assert fmean(scores.values()) >= 0.85
