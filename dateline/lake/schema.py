"""The columns of the lake's tables, made from the record types, so that a field is named in one place only.

A table is a list of columns with their types as DuckDB writes them. Records become structs of the same field names.
`record_structure` gives the form in which DuckDB turns a record's JSON into such a struct.
"""

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from types import MappingProxyType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from dateline.records import Reading

FORMAT = 1
"""The number of the lake's form; raised with every change that older code would misread."""

TableName = Literal["pages", "readings", "refusals", "corrections"]

_SCALARS: Mapping[type, str] = MappingProxyType({str: "VARCHAR", int: "INTEGER", float: "DOUBLE", bool: "BOOLEAN"})


@cache
def columns(table: TableName) -> Mapping[str, str]:
    """The columns of a table in order, each with its type.

    `pages`: pages as they were fetched; `page` is the key, `hash` the SHA-256 of the bytes. `readings`: one row for
    each reading; `row` is its key, `seen_at` when the outlet showed this text (when it was fetched, else when it was
    recorded). `refusals`: what could not be read, and why. `corrections`: what people say of facts, never changed.
    """
    listed: dict[TableName, dict[str, str]] = {
        "pages": {
            "page": "VARCHAR",
            "hash": "VARCHAR",
            "data": "BLOB",
            "name": "VARCHAR",
            "url": "VARCHAR",
            "headers": "VARCHAR",
            "given": "VARCHAR",
            "fetched_at": "VARCHAR",
            "recorded_at": "TIMESTAMP WITH TIME ZONE",
        },
        "readings": {
            "row": "VARCHAR",
            "page": "VARCHAR",
            "id": "VARCHAR",
            "revision": "VARCHAR",
            "seen_at": "TIMESTAMP WITH TIME ZONE",
            "recorded_at": "TIMESTAMP WITH TIME ZONE",
            **{part: sql_type(hint) for part, hint in get_type_hints(Reading).items()},
        },
        "refusals": {
            "name": "VARCHAR",
            "page": "VARCHAR",
            "reason": "VARCHAR",
            "recorded_at": "TIMESTAMP WITH TIME ZONE",
        },
        "corrections": {
            "id": "VARCHAR",
            "target": "VARCHAR",
            "article": "VARCHAR",
            "anchor": "VARCHAR",
            "quote": "VARCHAR",
            "verdict": "VARCHAR",
            "changes": "VARCHAR",
            "withdraws": "VARCHAR",
            "who": "VARCHAR",
            "reason": "VARCHAR",
            "recorded_at": "TIMESTAMP WITH TIME ZONE",
        },
    }
    return MappingProxyType(listed[table])


def sql_type(hint: Any) -> str:
    """The type of a record's field as DuckDB writes it: a tuple is a list, a record a struct, a literal its text."""
    structure = record_structure(hint)
    return _as_sql(structure)


def record_structure(hint: Any) -> Any:
    """A field's type in the form that DuckDB's `json_transform` reads: lists, objects and the names of scalars."""
    hint = _without_none(hint)
    if get_origin(hint) is tuple:
        return [record_structure(get_args(hint)[0])]
    if get_origin(hint) is Literal:
        return "VARCHAR"
    if is_dataclass(hint):
        hints = get_type_hints(hint)
        return {part.name: record_structure(hints[part.name]) for part in fields(hint)}
    return _SCALARS[hint]


def row_structure(table: TableName) -> str:
    """The form of a row's JSON, for `json_transform`; bytes and times come as text."""
    of_reading = {part: record_structure(hint) for part, hint in get_type_hints(Reading).items()}
    plain = {name: of_reading.get(name, "VARCHAR") if table == "readings" else "VARCHAR" for name in columns(table)}
    return json.dumps(plain)


def _without_none(hint: Any) -> Any:
    if get_origin(hint) in (Union, UnionType):
        return next(option for option in get_args(hint) if option is not type(None))
    return hint


def _as_sql(structure: Any) -> str:
    if isinstance(structure, list):
        return f"{_as_sql(structure[0])}[]"
    if isinstance(structure, dict):
        return f"STRUCT({', '.join(f'{chr(34)}{name}{chr(34)} {_as_sql(part)}' for name, part in structure.items())})"
    return str(structure)
