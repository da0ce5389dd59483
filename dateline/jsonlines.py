"""Readings as JSON lines: one reading a line, in the record's own field names, with nothing that could break the line.

Letters stay as they are; only what a terminal or a line reader could take for a command (C1 controls, line and
paragraph separators, bidirectional overrides) or what UTF-8 cannot carry (lone surrogates) is written as `\\uXXXX`,
which every JSON reader turns back into the same character.
"""

import json
import re
from typing import Any

from dateline.records import Reading, to_dict

_UNSAFE = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def to_json(reading: Reading) -> str:
    """The reading as one line of JSON, without the line's end; spans stay counted in code points of `article.text`."""
    return dumps(to_dict(reading))


def dumps(value: Any) -> str:
    """Any JSON value as one line that is safe to print."""
    line = json.dumps(value, ensure_ascii=False, allow_nan=False)
    return _UNSAFE.sub(lambda unsafe: f"\\u{ord(unsafe[0]):04x}", line)
