"""The parts of the documents that list what the code holds: between `<!-- begin NAME -->` and `<!-- end NAME -->`.

Names, types and help come from the code. The last column of a table is written by hand, and kept when a part is made
again: a row is known by its table's heading and its first cell. A row that is new gets an empty last cell to be filled.
"""

import inspect
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from types import NoneType, UnionType
from typing import Any, Literal, get_args, get_origin, get_type_hints

import click

from dateline import errors, records
from dateline.cli import main
from dateline.lake.views import VIEWS, view
from dateline.tables import rows, several, shipped
from tools.documents import interface

RECORDS = [
    "Reading",
    "Article",
    "Block",
    "Dateline",
    "Ticker",
    "Link",
    "Actor",
    "Mention",
    "Statement",
    "ChainLink",
    "Event",
    "Act",
    "Quantity",
    "Place",
    "When",
    "Span",
]
"""The records in the order in which a reading holds them."""
VOCABULARIES = {
    name: get_args(value) for name, value in vars(records).items() if get_origin(value) is Literal and name[0] != "_"
}
WIDTH = 100
"""Columns of the commands' help."""
_JSON_TYPES = {str: "string", bool: "true or false", float: "number", int: "number", NoneType: "null"}
_PART = re.compile(r"<!-- begin (?P<name>\w+) -->\n(?P<body>.*?)<!-- end (?P=name) -->", re.DOTALL)
_ROW = re.compile(r"^\| (?P<first>`[^|]+?`) \|(?:.* \|)? (?P<last>(?:[^|]|\\\|)*?) ?\|$")

Meanings = Mapping[tuple[str, str], str]
"""What the last cell of a row says, by the heading above its table and by its first cell."""


def renewed(text: str) -> str:
    """The document with each such part as the code has it today."""
    return _PART.sub(_part, text)


def _part(found: re.Match[str]) -> str:
    name, body = found["name"], found["body"]
    return f"<!-- begin {name} -->\n{PARTS[name](dict(meanings(body))).strip()}\n<!-- end {name} -->"


def meanings(text: str) -> Iterator[tuple[tuple[str, str], str]]:
    """The last cell of each row of the tables in a text whose first cell is code."""
    heading = ""
    for line in text.splitlines():
        if line.startswith("#"):
            heading = line.lstrip("# ")
        elif row := _ROW.match(line):
            yield (heading, row["first"]), row["last"]


def _records(known: Meanings) -> str:
    return "\n".join(_record(name, known) for name in RECORDS)


def _record(name: str, known: Meanings) -> str:
    kind = getattr(records, name)
    hints = get_type_hints(kind, vars(records))
    shown = ((f"`{field}`", _type(hints[field])) for field in kind.__dataclass_fields__)
    return f"### {name}\n\n{_docstring(kind)}\n\n" + _table(name, ("field", "type", "meaning"), shown, known)


def _vocabularies(known: Meanings) -> str:
    return "\n".join(
        f"### {name}\n\n" + _table(name, ("value", "meaning"), ((f"`{value}`",) for value in values), known)
        for name, values in VOCABULARIES.items()
    )


def _plover(_known: Meanings) -> str:
    head = "| type | quad | score | modes |\n|---|---|---|---|\n"
    kinds = (row for _, row in rows("plover_types"))
    return head + "".join(
        f"| `{kind['type']}` | {kind['quad']} | {kind['score']} | {_modes(kind['type'])} |\n" for kind in kinds
    )


def _modes(kind: str) -> str:
    return " ".join(f"`{row['mode']}`" for _, row in rows("plover_modes") if row["type"] == kind)


def _contexts(_known: Meanings) -> str:
    return " ".join(f"`{row['context']}`" for _, row in rows("plover_contexts")) + "\n"


def _sectors(known: Meanings) -> str:
    tables = ("offices", "actor_nouns", "organizations")
    codes = {code for table in tables for _, row in rows(table) for code in several(row["sector"])}
    return _table("", ("sector", "meaning"), ((f"`{code}`",) for code in sorted(codes)), known)


def _tables(known: Meanings) -> str:
    listed = []
    for table in shipped():
        if table.suffix == ".csv":
            columns = table.read_text(encoding="utf-8").split("\n", 1)[0].strip().split(",")
            listed.append((f"`{table.name}`", " ".join(f"`{column}`" for column in columns)))
    return _table("", ("table", "columns", "a row says"), listed, known)


def _commands(_known: Meanings) -> str:
    parts = [_help(main, "dateline")]
    parts += [_help(command, f"dateline {name}") for name, command in sorted(main.commands.items())]
    return "\n".join(parts)


def _help(command: click.Command, name: str) -> str:
    context = click.Context(command, info_name=name, max_content_width=WIDTH, terminal_width=WIDTH)
    context.help_option_names = ["-h", "--help"]
    lines = (line.rstrip() for line in command.get_help(context).splitlines())
    return f"### `{name}`\n\n" + _fenced("\n".join(lines))


def _errors(_known: Meanings) -> str:
    return _fenced(inspect.cleandoc(errors.__doc__ or ""))


def _views(_known: Meanings) -> str:
    parts = []
    for name in VIEWS:
        shown = view(name)
        head = f"### {name}\n\n{shown.about}\n\n| column | meaning |\n|---|---|\n"
        parts.append(head + "".join(f"| `{column}` | {meaning} |\n" for column, meaning in shown.columns.items()))
    return "\n".join(parts)


def _python(_known: Meanings) -> str:
    return interface.listed()


def _docstring(thing: Any) -> str:
    return inspect.cleandoc(thing.__doc__ or "")


def _fenced(words: str) -> str:
    return f"```text\n{words}\n```\n"


def _table(heading: str, head: Iterable[str], rows: Iterable[tuple[str, ...]], known: Meanings) -> str:
    head = tuple(head)
    lines = [" | ".join(head), "|".join("---" for _ in head)]
    lines += [" | ".join((*row, known.get((heading, row[0]), ""))) for row in rows]
    return "".join(f"| {line} |\n" if line[0] != "-" else f"|{line}|\n" for line in lines)


def _type(hint: Any) -> str:
    """A type as JSON has it, with a link to the record or vocabulary it is."""
    if get_origin(hint) is tuple:
        return f"list of {_type(get_args(hint)[0])}"
    if get_origin(hint) is UnionType or type(None) in get_args(hint):
        return " or ".join(_type(each) for each in get_args(hint))
    if get_origin(hint) is Literal:
        name = next(name for name, values in VOCABULARIES.items() if values == get_args(hint))
        return f"[{name}](#{name.lower()})"
    return _JSON_TYPES.get(hint) or f"[{hint.__name__}](#{hint.__name__.lower()})"


PARTS: Mapping[str, Callable[[Meanings], str]] = {
    "records": _records,
    "vocabularies": _vocabularies,
    "plover": _plover,
    "contexts": _contexts,
    "sectors": _sectors,
    "tables": _tables,
    "commands": _commands,
    "errors": _errors,
    "python": _python,
    "views": _views,
}
"""The parts by name."""
