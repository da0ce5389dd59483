"""Words from outside made safe to print: nothing in a page, a URL or a file's name may command the terminal.

Every code point becomes exactly one, so that spans still fit. Controls are shown as their pictures (U+2400 …), what
reorders or hides text and what cannot be encoded as U+FFFD; tabs and line ends become blanks.
"""

_PICTURES = {code: 0x2400 + code for code in range(0x20)} | {0x7F: 0x2421}
_HIDING = (
    *range(0x80, 0xA0),  # C1 controls, among them a one-character escape
    0x61C,
    0x200E,
    0x200F,
    *range(0x2028, 0x202F),  # line and paragraph separators, bidirectional embeddings and overrides
    *range(0x2066, 0x206A),
    *range(0xD800, 0xE000),
    *range(0xFFF9, 0xFFFC),
    *range(0xE0000, 0xE0080),  # tags: invisible copies of ASCII
)
_FLAT = _PICTURES | dict.fromkeys(_HIDING, 0xFFFD) | dict.fromkeys((0x09, 0x0A, 0x0C, 0x0D), 0x20)


def flat(words: str) -> str:
    """The words with every code point that could do more than be seen replaced by one that cannot; length unchanged."""
    return words.translate(_FLAT)


def one_line(words: str) -> str:
    """The same on one line without runs of blanks, for names and messages."""
    return " ".join(flat(words).split())
