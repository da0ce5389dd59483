"""Bytes to text: unpacking, what is not text at all, and which character set the bytes are in.

The order is the one of the HTML standard with repairs: a byte order mark, then strict UTF-8, then what the HTTP header
or the page's own meta tag declares, if the bytes obey it, then detection. Declared names are read as browsers read
them ("iso-8859-1" is windows-1252, "gb2312" is gb18030, "ks_c_5601-1987" is cp949: WHATWG Encoding).
"""

import codecs
import re
import zlib
from collections.abc import Mapping
from dataclasses import dataclass

from dateline.errors import BinaryPageError, BrokenPageError, EmptyPageError, PageTooLargeError
from dateline.inputs import GZIP
from dateline.packed import gunzip

MAX_BYTES = 20_000_000
"""The largest of 219 measured news pages has 1.8 million bytes; a parsed tree takes some ten times its size."""
MOST_BROKEN = 0.002
"""The share of bytes that may be broken UTF-8 and be shown as U+FFFD: a cut character, not another character set."""
FEW_ZEROS = 3
"""Zero bytes that a page of text may have by mistake."""
DECLARED_IN = 4096
"""Bytes in which a declaration is looked for: the standard's 1,024 are not enough for pages with scripts first."""

BINARY = (
    (b"%PDF-", "a PDF file", "read it with `dateline.read_page`"),
    (b"\x89PNG", "a PNG image", "give the page that shows it"),
    (b"\xff\xd8\xff", "a JPEG image", "give the page that shows it"),
    (b"GIF8", "a GIF image", "give the page that shows it"),
    (b"RIFF", "a RIFF file (WebP, WAV or AVI)", "give the page that shows it"),
    (b"PK\x03\x04", "a ZIP archive or office document", "unpack it first"),
    (b"\x1f\x9d", "a compressed file", "unpack it first"),
    (b"BZh", "a bzip2 file", "unpack it first"),
    (b"\xfd7zXZ\x00", "an xz file", "unpack it first"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard file", "unpack it first"),
    (b"7z\xbc\xaf", "a 7-Zip archive", "unpack it first"),
    (b"Rar!", "a RAR archive", "unpack it first"),
    (b"\xd0\xcf\x11\xe0", "an old Office document", "save it as text first"),
    (b"\x7fELF", "a program", "give a page"),
    (b"SQLite format 3\x00", "a database", "give a page"),
    (b"OggS", "an Ogg file", "give the page that shows it"),
    (b"ID3", "an MP3 file", "give the page that shows it"),
    (b"PAR1", "a Parquet file", "give a page"),
)
BROWSERS_READ = {
    "iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252",
    "iso8859-1": "cp1252", "iso-8859-9": "cp1254", "iso-8859-11": "cp874", "tis-620": "cp874",
    "gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030", "gb_2312-80": "gb18030", "big5": "big5hkscs",
    "euc-kr": "cp949", "ks_c_5601-1987": "cp949", "ksc5601": "cp949", "korean": "cp949",
    "shift_jis": "cp932", "shift-jis": "cp932", "sjis": "cp932", "x-sjis": "cp932", "windows-31j": "cp932",
    "x-mac-cyrillic": "mac_cyrillic", "unicode": "utf-16", "utf8": "utf-8",
}  # fmt: skip
_DECLARED = re.compile(
    rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w.:-]+)|<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]+)",
    re.IGNORECASE,
)
_IN_HEADER = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a page, and which character set it was in, decided by what."""

    text: str
    charset: str
    why: str


def decode(data: bytes, headers: Mapping[str, str] | None = None) -> Decoded:
    """The text of a page's bytes, unpacked if they are gzip; `headers` are HTTP's, with lower-case names.

    Raises EmptyPageError, BinaryPageError, BrokenPageError or PageTooLargeError.
    """
    return decode_unpacked(unpack(data), headers)


def decode_unpacked(data: bytes, headers: Mapping[str, str] | None = None) -> Decoded:
    """As `decode`, for bytes that came out of `unpack`: what is gzip still is no text."""
    if not data.strip(b"\x00 \t\r\n\f\v"):
        raise EmptyPageError("the page is empty; give a file with text")
    refuse_binary(data)
    if (marked := _marked(data)) is not None:
        return marked
    if (wide := _wide(data)) is not None:
        return wide
    if data.count(b"\x00") > max(FEW_ZEROS, len(data) // 100):
        raise BinaryPageError("the page holds zero bytes like a binary file; give HTML or plain text")
    declared, by = _declared(data, headers or {})
    text = _strictly(data, "utf-8")
    if text is not None and not (declared and declared.startswith("iso2022")):
        note = (
            "the bytes are valid"
            if declared in (None, "utf-8")
            else f"the bytes are valid, though the {by} says {declared}"
        )
        return Decoded(text, "utf-8", f"charset: utf-8 ({note})")
    if declared and declared != "utf-8" and (text := _strictly(data, declared)) is not None and _plausible(text):
        if declared not in WESTERN or _is_western(text):
            return Decoded(text, declared, f"charset: {declared} ({by})")
        return _detected(data, declared)
    if (repaired := _repaired(data, declared)) is not None:
        return repaired
    if (text := _strictly(data, "cp1252")) is not None and _is_western(text):
        return Decoded(text, "cp1252", "charset: cp1252 (not UTF-8; letters as in Western languages)")
    return _detected(data, declared)


def unpack(data: bytes) -> bytes:
    """The bytes, unpacked as often as they are gzip. Raises BrokenPageError where the stream is cut or damaged."""
    for _ in range(2):
        _check_size(len(data))
        if not data.startswith(GZIP):
            return data
        data = _gunzip(data)
    _check_size(len(data))
    return data


def _check_size(size: int) -> None:
    if size > MAX_BYTES:
        raise PageTooLargeError(
            f"the page has {size:,} bytes; Dateline reads up to {MAX_BYTES:,}; give the page of one article"
        )


def _gunzip(data: bytes) -> bytes:
    try:
        unpacked, _ = gunzip(data, MAX_BYTES)
    except zlib.error as error:
        raise BrokenPageError(f"the gzip data are damaged ({error}); fetch the page again") from error
    except EOFError as error:
        raise BrokenPageError(f"the gzip data {error}; fetch the page again") from error
    _check_size(len(unpacked))
    return unpacked


def refuse_binary(data: bytes) -> None:
    """Raise BinaryPageError for the files that are most often given for pages."""
    for magic, what, advice in BINARY:
        if data.startswith(magic):
            raise BinaryPageError(f"this is {what}, not a page of text; {advice}")
    if data[4:8] == b"ftyp":
        raise BinaryPageError("this is a video or audio file, not a page of text; give the page that shows it")


def _marked(data: bytes) -> Decoded | None:
    """The text after a byte order mark."""
    for mark, name in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ):
        if data.startswith(mark):
            text = _strictly(data[len(mark) :], name)
            if text is None:
                text = _nearly(data[len(mark) :], name)
            if text is None:
                raise BrokenPageError(f"the page begins as {name} but its bytes are not; fetch or save the page again")
            return Decoded(text, name, f"charset: {name} (byte order mark)")
    return None


def _wide(data: bytes) -> Decoded | None:
    """UTF-16 without a byte order mark: in markup and most news every other byte is zero, or white space shows it."""
    sample = data[:4096]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if max(even, odd) <= max(FEW_ZEROS, len(sample) // 20) or min(even, odd) * 4 > max(even, odd):
        return None
    name = "utf-16-le" if odd > even else "utf-16-be"
    text = _strictly(data[: len(data) // 2 * 2], name)
    return (
        Decoded(text, name, f"charset: {name} (zero bytes, no byte order mark)") if text and _plausible(text) else None
    )


def _declared(data: bytes, headers: Mapping[str, str]) -> tuple[str | None, str]:
    """The declared character set under Python's name, and where it is declared."""
    in_header = _IN_HEADER.search(headers.get("content-type", ""))
    if in_header and (name := _known(in_header[1])):
        return name, "HTTP header"
    in_page = _DECLARED.search(data[:DECLARED_IN])
    if in_page and (name := _known((in_page[1] or in_page[2]).decode("ascii", "replace"))):
        return name, "meta tag"
    return None, ""


def _known(name: str) -> str | None:
    name = name.strip().lower()
    try:
        found = codecs.lookup(BROWSERS_READ.get(name, name)).name
    except LookupError:
        return None
    return None if found.startswith(("utf-16", "utf-32")) or not _is_text(found) else found


def _is_text(name: str) -> bool:
    """Whether a codec decodes any bytes to text, some of them broken ("base64" and "idna" do not)."""
    try:
        return isinstance(b"a\xe9".decode(name, "replace"), str)
    except (LookupError, ValueError, AssertionError, TypeError):
        return False


def _strictly(data: bytes, name: str) -> str | None:
    try:
        return data.decode(name)
    except (UnicodeDecodeError, UnicodeError):
        return None


def _nearly(data: bytes, name: str) -> str | None:
    """The text with U+FFFD where few bytes are broken, else None.

    Of UTF-8 as many may be as there are whole characters beyond ASCII: bytes of another character set make hardly any.
    """
    text = data.decode(name, "replace")
    broken = text.count("\ufffd")
    whole = len(_BEYOND_ASCII.findall(text)) - broken if name == "utf-8" else 0
    return text if broken <= max(2, int(MOST_BROKEN * len(data)), whole) and len(data) > 40 else None


def _repaired(data: bytes, declared: str | None) -> Decoded | None:
    """UTF-8, or else the declared character set, with a few broken bytes."""
    for name in ("utf-8", declared):
        if name and (text := _nearly(data, name)) is not None and (name == "utf-8" or _plausible(text)):
            if name == "utf-8" and not any(byte >= 0x80 for byte in text.replace("\ufffd", "").encode("utf-8")):
                continue  # not one character beyond ASCII is right: the bytes are in another character set
            return Decoded(text, name, f"charset: {name} ({text.count(chr(0xFFFD))} broken bytes shown as U+FFFD)")
    return None


def _detected(data: bytes, declared: str | None) -> Decoded:
    """The text in the character set that its bytes suggest. Raises BrokenPageError where none fits."""
    from charset_normalizer import from_bytes  # takes a while to load, and few pages need it

    for match in from_bytes(data[:100_000]):
        name = BROWSERS_READ.get(match.encoding.replace("_", "-"), match.encoding)
        text = _strictly(data, name) or _nearly(data, name)
        if text is not None and _plausible(text) and not _SIGN_IN_WORD.search(text):
            return Decoded(text, name, f"charset: {name} (detected)")
    stated = f", though the page says {declared}" if declared else ""
    raise BrokenPageError(f"the bytes are text in no known character set{stated}; save the page as UTF-8")


def _is_western(text: str) -> bool:
    """Whether text decoded as windows-1252 has its letters as Western languages do: few accents, no signs in words."""
    text = _TAG.sub(" ", text)
    letters = sum(char.isalpha() for char in text)
    accented = sum(char.isalpha() and char >= "\xc0" for char in text)
    return accented <= MOST_ACCENTED * letters and _SIGN_IN_WORD.search(text) is None and "\x81" not in text


MOST_ACCENTED = 0.12
"""The share of letters with accents up to which text is Western: French has 0.05, Cyrillic or Thai misread 0.9."""
WESTERN = frozenset(("cp1252", "iso8859-1", "iso8859-15"))
_SIGN_IN_WORD = re.compile(r"[^\W\d_][¹³¿£¥¢¤¦ª²][^\W\d_]")
_TAG = re.compile(r"<[^<>]*>")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")


def _plausible(text: str) -> bool:
    """Whether decoded text looks like text: hardly any control characters."""
    sample = text[:20_000]
    odd = sum(1 for char in sample if (char < " " and char not in "\t\n\r\f\v") or "\x7f" <= char <= "\x9f")
    return odd <= len(sample) * 0.01
