"""Share prices on a page."""

import pytest

from dateline.page import tickers


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("BML 5.01 Decreased By ▼ -0.05 (-0.99%)", ("BML", 5.01, -0.05, -0.99)),
        ("KSE100 131,234 Increased By ▲ 1,200 (0.92%)", ("KSE100", 131234.0, 1200.0, 0.92)),
        ("AAPL 211.16 +1.2 (+0.5%)", ("AAPL", 211.16, 1.2, 0.5)),
        ("DJIA 44,371.51 −279.13 −0.63%", ("DJIA", 44371.51, -279.13, -0.63)),
        ("OGDC 213.10 Down 1.90 (0.88%)", ("OGDC", 213.1, -1.9, -0.88)),
        ("PSO 300 ▲ 0.5%", ("PSO", 300.0, None, 0.5)),
    ],
)
def test_a_price_has_its_change_with_its_sign(line: str, expected: tuple[str, float, float | None, float]) -> None:
    [ticker] = tickers.find(line)

    assert (ticker.symbol, ticker.price, ticker.change, ticker.change_percent) == expected


def test_a_band_of_prices_gives_each() -> None:
    band = "KSE30 40,000 Increased By ▲ 300.5 (0.76%) BR100 14,234 Decreased By ▼ -12.2 (-0.09%)"

    assert [ticker.symbol for ticker in tickers.find(band)] == ["KSE30", "BR100"]


@pytest.mark.parametrize("line", ["GDP 5.1 (2.3%)", "UN 2231 and 10,000 troops", "NATO 3.5 percent", "A380 landed"])
def test_figures_in_running_text_are_no_price(line: str) -> None:
    assert tickers.find(line) == []
