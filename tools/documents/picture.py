"""The picture of the terminal view in the README, as rich draws it: SVG, without the web font that rich links to."""

import io
import re
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

from dateline import read
from dateline.terminal import TWO_COLUMNS, show
from tools.documents.pages import ROOT

PICTURE = ROOT / "docs" / "pictures" / "reading.svg"
PAGE = Path("examples/ferry-talks.txt")
N_LINES = 46
"""As much as shows every part of the view and can still be read at the width of a web page."""
THEME = TerminalTheme(
    (24, 24, 28),
    (222, 222, 222),
    [
        (0, 0, 0),
        (224, 92, 92),
        (110, 196, 110),
        (222, 184, 84),
        (110, 150, 240),
        (200, 120, 215),
        (86, 200, 210),
        (210, 210, 210),
    ],
    [
        (140, 140, 140),
        (255, 110, 110),
        (120, 230, 120),
        (250, 230, 120),
        (130, 175, 255),
        (240, 140, 255),
        (120, 240, 240),
        (255, 255, 255),
    ],
)


def drawn() -> str:
    """The picture of today's view of the page."""
    terminal = Console(width=TWO_COLUMNS, force_terminal=True, color_system="truecolor", markup=False)
    with terminal.capture() as captured:
        show(read((ROOT / PAGE).read_bytes()), terminal)
    lines = Text.from_ansi("\n".join(captured.get().splitlines()[:N_LINES]))
    sheet = Console(width=TWO_COLUMNS, record=True, file=io.StringIO(), force_terminal=True)
    sheet.print(lines)
    svg = sheet.export_svg(title=f"dateline read {PAGE}", theme=THEME, unique_id="reading")
    svg = re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)
    return svg.replace("Fira Code", "DejaVu Sans Mono, Menlo, Consolas")


def renew() -> bool:
    """Draw the picture again; whether it changed."""
    before = PICTURE.read_text(encoding="utf-8") if PICTURE.exists() else None
    svg = drawn()
    PICTURE.parent.mkdir(exist_ok=True)
    PICTURE.write_text(svg, encoding="utf-8")
    return svg != before
