"""Character references in values that were escaped more than once ("Trump&amp;#039;s")."""

import html
import re

_REFERENCE = re.compile(r"&(?:#\d+|#x[0-9a-fA-F]+|[A-Za-z][A-Za-z0-9]+);")
_TAG = re.compile(r"</?(?:[bipuas]|em|strong|br|span|sub|sup|cite|mark|div|h\d)(?:\s[^<>]*)?/?>", re.IGNORECASE)


def unescape_all(text: str) -> str:
    """The text without character references, however often it was escaped, and without inline markup."""
    for _ in range(3):
        if not _REFERENCE.search(text):
            break
        text = html.unescape(text)
    return _TAG.sub("", text) if "<" in text else text
