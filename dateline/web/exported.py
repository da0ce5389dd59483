"""Which formats for other tools a list can be had in, and a filtered list written in one of them."""

import tempfile
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO, cast

from dateline.exports.choice import Choice, Listed, View
from dateline.exports.formats import FORMATS, Format, export

KEYS: Mapping[View, str] = MappingProxyType({"articles": "id", "events": "event", "statements": "statement"})
"""The lists, and the columns that tell their rows apart."""
_OF_EVENTS = ("plover", "gdelt")
_OF_LISTS = ("csv", "atom")
"""What lists give themselves, as a file and as a feed."""
IN_MEMORY = 4 * 1024 * 1024
"""Bytes of an export that are kept in memory; what is longer goes to a file without a name."""

File = tempfile.SpooledTemporaryFile[bytes]


def forms(name: str) -> list[Format]:
    """The formats that a list can be had in, besides those that every list has; none for most lists."""
    if name not in KEYS:
        return []
    of_others = _OF_LISTS if name != "statements" else _OF_LISTS + _OF_EVENTS
    return [form for form in FORMATS.values() if form.name not in of_others]


def written(folder: Path, form: Format, view: View, keys: Sequence[str]) -> File:
    """Rows of a list in a format: a file at its end, which is gone when it is closed. Raises what `export` raises."""
    with ExitStack() as stack:
        file: File = stack.enter_context(tempfile.SpooledTemporaryFile(IN_MEMORY))
        export(folder, form.name, cast(BinaryIO, file), Choice(listed=Listed(view, keys)), table=view)
        stack.pop_all()
    return file
