"""What PDFs cost: `python -m bench.pdf` draws some, ordinary ones and ones that are made to harm, and reads each.

Each is read to an Article in a process of its own. Printed are its pages, the seconds they took, the most memory that
it held and the most that PDFium's process held (on Linux), and what came of it. The extra `dev` draws them.
"""

import io
import re
import resource
import sys
import time
import zlib
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from reportlab.lib.utils import simpleSplit
from reportlab.pdfgen.canvas import Canvas

from dateline.errors import PageError
from dateline.page import read_page

SENTENCE = "Norwegian Foreign Minister Anna Berg told reporters on Monday that Norway would send 20 trucks to Moldova. "
WIDTH, HEIGHT, MARGIN, SIZE = 595, 842, 60, 10
ROWS = 54
FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"


def cases() -> Iterator[tuple[str, bytes]]:
    """PDFs by what is in them."""
    yield "a communiqué", drawn(2, columns=1)
    yield "a report in one column", drawn(100, columns=1)
    yield "a report in two columns", drawn(100, columns=2)
    yield "a report of most pages", drawn(300, columns=1)
    yield "100,000 words on one page", harmful(b"".join(_word(n % 500, 842 - n // 500 * 4) for n in range(100_000)))
    yield "100,000 words in one row", harmful(b"".join(_word(n % 500, 700 + n / 1e4) for n in range(100_000)))
    yield "20,000 fonts", harmful(b"".join(b"BT /F%d 9 Tf (a b) Tj ET " % n for n in range(20_000)), fonts=20_000)
    yield "4,000,000 pieces of text", harmful(b"BT /F0 9 Tf " + b"(a) Tj " * 4_000_000 + b"ET")
    yield "900 pages that share 500,000 pieces", harmful(b"BT /F0 9 Tf " + b"(a) Tj " * 500_000 + b"ET", pages=900)
    yield "800 MB of nothing, packed twice", harmful(b"\0" * 800_000_000, packed=2)
    yield "15,000,000 states put aside", harmful(b"q " * 15_000_000)
    yield "a drawing within itself", harmful(b"/X Do", forms=12)
    yield "100,000 levels of pages", _written(_levels(100_000))


def drawn(pages: int, *, columns: int) -> bytes:
    """A report with a running head and page numbers."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(WIDTH, HEIGHT), invariant=1)
    width = (WIDTH - 2 * MARGIN - 20 * (columns - 1)) / columns
    lines = simpleSplit(SENTENCE * 40, "Times-Roman", SIZE, width)
    for page in range(1, pages + 1):
        canvas.setFont("Times-Roman", SIZE)
        canvas.drawString(MARGIN, HEIGHT - 30, "Ministry of Foreign Affairs")
        canvas.drawString(WIDTH / 2, 30, f"{page} / {pages}")
        for column in range(columns):
            for row in range(ROWS):
                line = lines[(row + column * ROWS + page) % len(lines)]
                canvas.drawString(MARGIN + column * (width + 20), HEIGHT - MARGIN - 13 * row, line)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def harmful(content: bytes, *, pages: int = 1, fonts: int = 1, packed: int = 1, forms: int = 0) -> bytes:
    """A PDF whose pages all draw `content`, packed as often; with forms that each draw the next one ten times."""
    first_font = 4 + pages
    named = b"".join(b"/F%d %d 0 R" % (n, first_font + n) for n in range(fonts))
    first_form = first_font + fonts
    used = b"<</Font<<%s>>/XObject<</X %d 0 R>>>>" % (named, first_form)
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources %s/Contents 3 0 R>>" % used
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count %d/Kids[%s]>>" % (pages, b" ".join(b"%d 0 R" % (4 + n) for n in range(pages))),
        _stream(content, packed),
        *[page] * pages,
        *[FONT] * fonts,
    ]
    for n in range(forms):
        inner = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X %d 0 R>>>>" % (first_form + n + 1)
        objects.append(_stream(b"/X Do " * 10, 1, inner))
    return _written(objects)


def _word(x: float, y: float) -> bytes:
    return b"BT /F0 1 Tf %.4f %.4f Td (ab) Tj ET " % (x, y)


def _stream(data: bytes, packed: int, more: bytes = b"") -> bytes:
    for _ in range(packed):
        data = zlib.compress(data, 9)
    return b"<<%s/Filter[%s]/Length %d>>stream\n%s\nendstream" % (more, b"/FlateDecode " * packed, len(data), data)


def _levels(count: int) -> Sequence[bytes]:
    """Pages within pages: each level holds the next one, the last a page."""
    levels = [b"<</Type/Pages/Kids[%d 0 R]/Count 1>>" % (n + 3) for n in range(count)]
    return [b"<</Type/Catalog/Pages 2 0 R>>", *levels, b"<</Type/Page/MediaBox[0 0 9 9]>>"]


def _written(objects: Sequence[bytes]) -> bytes:
    """A PDF without a table of its objects, which readers make anew."""
    body = b"".join(b"%d 0 obj%s endobj\n" % (n, made) for n, made in enumerate(objects, 1))
    return b"%PDF-1.7\n" + body + b"trailer<</Root 1 0 R>>"


def measured(data: bytes) -> tuple[float, float, float, str]:
    """Seconds, megabytes of this process and of the one that it starts, and what came of a PDF."""
    begun = time.perf_counter()
    try:
        came = f"{len(read_page(data).text):,} characters"
    except PageError as error:
        came = f"{type(error).__name__}: {str(error)[:70]}"
    seconds = time.perf_counter() - begun
    most = re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text(encoding="ascii"))
    there = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return seconds, int(most[1]) / 1024 if most else 0.0, there / 1024, came


def main(arguments: list[str]) -> int:
    """Print a line for each PDF; exit status 2 on wrong usage."""
    if arguments:
        print(__doc__, file=sys.stderr)
        return 2
    with ProcessPoolExecutor(1, mp_context=get_context("spawn"), max_tasks_per_child=1) as pool:
        for name, data in cases():
            seconds, here, there, came = pool.submit(measured, data).result()
            print(f"{name:38} {seconds:6.2f} s {here:6.0f} MB {there:6.0f} MB  {came}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
