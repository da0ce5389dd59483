"""Values as text: in JSON, in a cell that a spreadsheet may open, in a field of a tab-separated line."""

import json
import math
from datetime import date, datetime
from typing import Any

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
"""What a spreadsheet takes for the beginning of a formula (OWASP, CSV injection)."""


def as_json(value: Any) -> Any:
    """A value as JSON has it: times in ISO 8601, and no number that is none."""
    if isinstance(value, dict):
        return {str(key): as_json(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [as_json(part) for part in value]
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value if isinstance(value, str | int | float | bool | None) else str(value)


def as_cell(value: Any) -> Any:
    """A value as one cell: lists and structs as JSON, and an apostrophe before text that would be run as a formula."""
    value = as_json(value)
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False)
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value


def as_field(value: Any) -> str:
    """A value as one field of a tab-separated line: lists with ";", no tabs or line breaks; None is empty."""
    if isinstance(value, list | tuple):
        return ";".join(as_field(part) for part in value if part is not None)
    return "" if value is None else " ".join(str(as_json(value)).split())


def as_object(value: dict[str, Any]) -> dict[str, Any]:
    """An object as JSON has it, without what is None or empty, at any depth."""
    made: dict[str, Any] = _stated(as_json(value))
    return made


def as_line(value: dict[str, Any]) -> bytes:
    """An object as one line of JSON in UTF-8, without what is None or empty."""
    return json.dumps(as_object(value), ensure_ascii=False).encode("utf-8", "replace") + b"\n"


def _stated(value: Any) -> Any:
    if isinstance(value, dict):
        parts = {key: _stated(part) for key, part in value.items()}
        return {key: part for key, part in parts.items() if part is not None and part != [] and part != {}}
    return [_stated(part) for part in value if part is not None] if isinstance(value, list) else value
