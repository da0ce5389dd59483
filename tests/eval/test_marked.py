"""Sentences in which every event is marked."""

from pathlib import Path

import pytest

from eval.marked import compared, parsed, read_marked

SENTENCES = Path(__file__).parents[2] / "training" / "sentences"


def test_marks_are_read_with_their_places():
    line = parsed("Ankara [urged REQUEST requested] Baku to [free RETREAT act] the [pilots].")

    assert line.text == "Ankara urged Baku to free the pilots."
    assert [(line.text[m.span.start : m.span.end], m.type, m.status) for m in line.marks] == [
        ("urged", "REQUEST", "requested"),
        ("free", "RETREAT", "act"),
    ]


def test_a_mark_without_a_known_type_is_told_with_its_line(tmp_path: Path):
    file = tmp_path / "lines.txt"
    file.write_text("Nothing.\n\nOman [left FLED happened] the talks.\n", encoding="utf-8")

    with pytest.raises(ValueError, match=r"lines.txt:3: \[left FLED happened\]: expected"):
        read_marked([file])


def test_each_event_is_found_missed_or_told_besides():
    line = parsed("Norway [condemned ACCUSE happened] Chad; Oman shelled Fiji. Kenya [zorped AID happened] Peru.")

    assert sorted(kind for kind, _ in compared(line)) == ["besides", "found", "missed"]


def test_the_sentences_that_the_model_learns_from_are_well_marked_and_each_stands_once():
    lines = read_marked(sorted(SENTENCES.glob("*.txt")))

    assert len({line.text for line in lines}) == len(lines) > 4_000
