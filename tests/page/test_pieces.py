"""Lines that hold several blocks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.page.layout import stretches
from dateline.page.pieces import Piece, cut


def pieces(text: str) -> list[Piece]:
    return [piece for stretch in stretches(text) for piece in cut(text, stretch)]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "date 2025-03-02 OGDC 213.10 Decreased By ▼ -1.90 (-0.88%)",
            [("page_date", "date 2025-03-02"), ("ticker", "OGDC 213.10 Decreased By ▼ -1.90 (-0.88%)")],
        ),
        (
            "By Our Correspondent | Updated: June 2, 2025 18:05 GMT",
            [("byline", "By Our Correspondent |"), ("credit_line", "Updated: June 2, 2025 18:05 GMT")],
        ),
        ("Jane Doe Published May 9, 2025", [("byline", "Jane Doe"), ("credit_line", "Published May 9, 2025")]),
        ("Baltic Courier | May 9, 2025", [("credit_line", "Baltic Courier | May 9, 2025")]),
        ("Save | Share", [("prompt", "Save | Share")]),
        (
            "A bus near Goma, May 9, 2025. © Jane Doe, AFP",
            [(None, "A bus near Goma, May 9, 2025."), ("photo_credit", "© Jane Doe, AFP")],
        ),
        ("Reuters Published May 9, 2025", [("credit_line", "Reuters Published May 9, 2025")]),
        (
            "The ministry in Bern, Switzerland. Photo: AFP/Jane Doe",
            [(None, "The ministry in Bern, Switzerland."), ("photo_credit", "Photo: AFP/Jane Doe")],
        ),
        (
            "Ministers at the airport in Muscat, Oman [File: Jane Doe/Reuters]",
            [(None, "Ministers at the airport in Muscat, Oman"), ("photo_credit", "[File: Jane Doe/Reuters]")],
        ),
        (
            "The talks failed, the ministry said. (Reporting by Jane Doe; Editing by John Roe)",
            [
                (None, "The talks failed, the ministry said."),
                ("trailer", "(Reporting by Jane Doe; Editing by John Roe)"),
            ],
        ),
        (
            "The talks failed, the ministry said. —AFP",
            [(None, "The talks failed, the ministry said. —"), ("credit_line", "AFP")],
        ),
        ("Oman offers talks - BBC News", [(None, "Oman offers talks -"), ("credit_line", "BBC News")]),
        ("North Korea fires missile - KCNA", [(None, "North Korea fires missile - KCNA")]),
        ("Also Read | Envoy arrives in Muscat", [("related_link", "Also Read | Envoy arrives in Muscat")]),
        ("He said (it was late) that he would go.", [(None, "He said (it was late) that he would go.")]),
        (
            "It was reported by the Korean Central News Agency (KCNA).",
            [(None, "It was reported by the Korean Central News Agency (KCNA).")],
        ),
    ],
)
def test_a_line_is_cut_where_another_block_begins(line: str, expected: list[tuple[str | None, str]]) -> None:
    assert [(piece.kind, piece.words) for piece in pieces(line)] == expected


@given(st.text(alphabet=st.sampled_from("ab A.|•()[]\n:/-—0123459%▲ \tRPho©"), max_size=200))
def test_pieces_hold_all_text_in_order(text: str) -> None:
    done = 0
    for piece in pieces(text):
        assert not text[done : piece.span.start].strip()
        assert piece.words == text[piece.span.start : piece.span.end] == piece.words.strip()
        done = piece.span.end
    assert not text[done:].strip()
