"""What a page came as: HTML, a PDF, an e-mail, JSON, or none of these, which is plain text."""

import json
import re

HEADER_BYTES = 256 * 1024
"""Bytes in which an e-mail's headers end."""
PDF_BEGINS_IN = 1024
"""Bytes in which a PDF has to begin: those who write them put marks before it, and readers have always borne that."""
_PDF = re.compile(rb"[^<]*?%PDF-\d")
_MARKUP = re.compile(
    r"<(?:!doctype|html|head|body|meta|title|div|p|article|section|span|table|br|h1|script|link)\b[^<>]{0,2000}>",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"</(?:html|head|body|title|div|p|article|section|span|table|h[1-6]|script|a|li|ul)\s*>", re.IGNORECASE
)
_HEADER = re.compile(rb"([A-Za-z][A-Za-z0-9-]*):")
_SENT = frozenset({b"received", b"return-path", b"delivered-to", b"message-id", b"mime-version"})


def is_html(text: str) -> bool:
    """Whether a text is HTML: it begins with a tag of HTML, or holds several that are closed again.

    Plain news text may hold a "<" or speak of a `<br>`: one tag in the midst does not make a page.
    """
    start = text[:2000].lstrip("\ufeff \t\r\n\f")
    if re.match(r"<(?:!doctype\s+html|html|head|body|!--|\?xml)", start, re.IGNORECASE) or _MARKUP.match(start):
        return True
    return _MARKUP.search(text[:200_000]) is not None and len(_CLOSING.findall(text[:200_000])) >= 2


def is_pdf(data: bytes) -> bool:
    """Whether bytes are a PDF, before whose mark there may be something else, but no markup."""
    return data.startswith(b"%PDF-") or (_PDF.match(data[: PDF_BEGINS_IN + 6]) is not None and b" obj" in data)


def is_mail(data: bytes) -> bool:
    """Whether bytes are an e-mail: they begin with headers, From, Date and one that mail servers write among them."""
    names: set[bytes] = set()
    for number, line in enumerate(data[:HEADER_BYTES].splitlines()):
        if not line.strip():
            break
        if number == 0 and line.startswith(b"From "):  # of a mailbox
            continue
        if line[:1] in b" \t" and names:
            continue
        if not (header := _HEADER.match(line)):
            return False
        names.add(header[1].lower())
    return {b"from", b"date"} <= names and bool(names & _SENT)


def is_json(text: str) -> bool:
    """Whether a text is a JSON object or list."""
    bare = text.strip()
    if bare[:1] + bare[-1:] not in ("{}", "[]"):
        return False
    try:
        json.loads(bare)
    except (ValueError, RecursionError):
        return False
    return True
