"""PDFs drawn line by line, as word processors and typesetters write them; points from the left and from the top."""

import io
from collections.abc import Sequence

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from dateline.page.pdf_words import Word

WIDTH, HEIGHT = A4
TALKS = [
    "Foreign Minister Anna Berg of Norway met her Moldovan counterpart, Ion Munteanu, in Oslo on Thursday for talks "
    "on energy and on the repair of bridges in the south of the country.",
    '"We will send twenty generators to Moldova by the end of July, and we will pay for the repair of the grid," '
    "Ms. Berg told reporters after the meeting, which lasted two hours.",
    "Mr. Munteanu thanked Norway for its help. He said that Moldova had asked for the generators in May, when floods "
    "had taken away several bridges, and that the first of them were needed before winter.",
    "The two ministers agreed to meet again in Chisinau in September. They also discussed the situation in the Black "
    "Sea, where mines threaten ships.",
]


class Drawing:
    """A PDF that is being drawn; `at` is where the next line goes."""

    def __init__(self, **options: object) -> None:
        self._out = io.BytesIO()
        self.canvas = Canvas(self._out, pagesize=A4, invariant=1, **options)
        self.at = 72.0

    def line(self, text: str, left: float = 72, *, size: float = 11, font: str = "Times-Roman", down: float = 1.3):
        """Draw one line and go down."""
        self.canvas.setFont(font, size)
        self.canvas.drawString(left, HEIGHT - self.at, text)
        self.at += down * size

    def centred(self, text: str, *, size: float = 11, font: str = "Times-Roman"):
        self.line(text, (WIDTH - stringWidth(text, font, size)) / 2, size=size, font=font)

    def paragraph(
        self,
        text: str,
        left: float = 72,
        width: float = 450,
        *,
        size: float = 11,
        font: str = "Times-Roman",
        indent: float = 0,
        hanging: float = 0,
        after: float = 6,
    ):
        """Draw a text in lines that are as full as they can be; a newline in it ends a line."""
        for n, words in enumerate(wrapped(text, width - max(indent, hanging), font, size)):
            self.line(words, left + (hanging if n else indent), size=size, font=font)
        self.at += after

    def edge(self, text: str, at: float, left: float = 72, *, size: float = 8):
        """Draw a line at a height of the page, and go on where the text was."""
        before, self.at = self.at, at
        self.line(text, left, size=size, font="Helvetica")
        self.at = before

    def page(self):
        self.canvas.showPage()
        self.at = 72.0

    def done(self) -> bytes:
        self.canvas.save()
        return self._out.getvalue()


def wrapped(text: str, width: float, font: str, size: float) -> list[str]:
    """The lines of a text that is set to a width."""
    lines: list[str] = []
    for part in text.split("\n"):
        words: list[str] = []
        for word in part.split(" "):
            if words and stringWidth(" ".join([*words, word]), font, size) > width:
                lines.append(" ".join(words))
                words = []
            words.append(word)
        lines.append(" ".join(words))
    return lines


def press_release(*, paragraphs: Sequence[str] = TALKS, packed: bool = False) -> bytes:
    """A press release on one page: a title, a place line, running text."""
    drawing = Drawing(pageCompression=int(packed))
    drawing.paragraph("Norway sends generators to Moldova after floods", size=18, font="Times-Bold", after=14)
    for n, text in enumerate(paragraphs):
        drawing.paragraph(f"OSLO, 12 June 2025 - {text}" if n == 0 else text)
    return drawing.done()


def drawn_in_itself(*, levels: int, times: int) -> bytes:
    """A PDF with a line of text in a drawing that another draws several times, which another draws, and so on."""
    forms = []
    for level in range(levels):
        is_last = level == levels - 1
        drawn = b"BT /F1 12 Tf 72 700 Td (Talks in Oslo.) Tj ET" if is_last else b"/X Do " * times
        inner = b"" if is_last else b"/XObject<</X %d 0 R>>" % (level + 7)
        form = b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</Font<</F1 4 0 R>>%s>>" % inner
        forms.append(b"<<%s/Length %d>>stream\n%s\nendstream" % (form, len(drawn), drawn))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</XObject<</X 6 0 R>>>>/Contents 5 0 R>>",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        b"<</Length 5>>stream\n/X Do\nendstream",
        *forms,
    ]
    body = b"".join(b"%d 0 obj%s endobj\n" % (n, made) for n, made in enumerate(objects, 1))
    return b"%PDF-1.7\n" + body + b"trailer<</Root 1 0 R>>"


def line(words, left, base, *, size=10.0, step=30.0):
    """Words side by side as they are told of a page, each `step` points from the last."""
    return [Word(word, left + n * step, left + n * step + step - 3, base, size) for n, word in enumerate(words)]
