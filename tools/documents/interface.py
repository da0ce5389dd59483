"""The public names of Python, module by module, with their signatures and docstrings, for `docs/api.md`.

Signatures are taken from the source as it is written, so that they are the same under every version of Python.
"""

import ast
import inspect
import re
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import is_dataclass
from importlib import import_module
from typing import Any

PUBLIC: Mapping[str, Sequence[str]] = {
    "dateline": ("read", "read_page", "Lake"),
    "dateline.inputs": ("Page", "Given", "Failure", "Skipped"),
    "dateline.sources": ("spread", "pages_in", "pages_at"),
    "dateline.records": ("Reading", "Article", "Block", "Span", "to_dict", "from_dict"),
    "dateline.guarded": ("Steps", "Guard", "Bounds"),
    "dateline.batch": ("batch", "Processes", "Engine"),
    "dateline.batch.cluster": ("Cluster",),
    "dateline.lake.adding": ("Recorded",),
    "dateline.lake.asking": ("Answer", "Limits"),
    "dateline.lake.search": ("Findings", "Found"),
    "dateline.lake.corrections": ("judge", "same_actor", "withdraw", "Correction"),
    "dateline.exports.formats": ("export", "Written"),
    "dateline.exports.choice": ("Choice",),
}
"""What programs may build on; every other name may change."""
WIDTH = 96
"""Columns that a signature may take on one line."""

Function = ast.FunctionDef | ast.AsyncFunctionDef


def listed() -> str:
    """All of it as Markdown: a section for each module, a heading for each name, its methods below."""
    return "\n".join(_module(name, names) for name, names in PUBLIC.items())


def _module(name: str, names: Sequence[str]) -> str:
    module = import_module(name)
    idea = inspect.cleandoc(module.__doc__ or "").split("\n\n")[0]
    return f"## `{name}`\n\n{idea}\n\n" + "\n".join(_thing(each, getattr(module, each)) for each in names)


def _thing(name: str, thing: Any) -> str:
    node = ast.parse(textwrap.dedent(inspect.getsource(thing))).body[0]
    parts = [f"### `{name}`"]
    if isinstance(node, ast.ClassDef):
        parts += [_fenced(_class(node, thing)), _docstring(node), *_methods(node)]
    elif isinstance(node, Function):
        parts += [_fenced(_call(name, node)), _docstring(node)]
    return "\n\n".join(part for part in parts if part) + "\n"


def _class(node: ast.ClassDef, kind: Any) -> str:
    """How a class is made: the fields of a record, else what its constructor takes."""
    if is_dataclass(kind):
        fields = (ast.unparse(each) for each in node.body if isinstance(each, ast.AnnAssign))
        return f"class {node.name}:\n" + "\n".join(f"    {_plain(each)}" for each in fields)
    made = next((each for each in node.body if isinstance(each, Function) and each.name == "__init__"), None)
    return _call(node.name, made) if made else f"class {node.name}"


def _methods(node: ast.ClassDef) -> Iterator[str]:
    for each in node.body:
        if isinstance(each, Function) and (each.name[0] != "_" or each.name == "__iter__"):
            name = f"{node.name.lower()}.{each.name}"
            yield _fenced(f"{name}: {_given(each)}" if _is_property(each) else _call(name, each))
            yield _docstring(each)


def _is_property(node: Function) -> bool:
    return any(isinstance(by, ast.Name) and by.id == "property" for by in node.decorator_list)


def _given(node: Function) -> str:
    return _plain(ast.unparse(node.returns)) if node.returns else "None"


def _call(name: str, node: Function) -> str:
    """A call with what it takes and gives, over several lines where one would be too long."""
    taken = [each for each in _arguments(node.args) if each != "self"]
    ending = "" if node.name == "__init__" else f" -> {_given(node)}"
    line = f"{name}({', '.join(taken)}){ending}"
    return line if len(line) <= WIDTH else f"{name}(\n" + "".join(f"    {each},\n" for each in taken) + f"){ending}"


def _arguments(arguments: ast.arguments) -> Iterator[str]:
    """Each argument with its type and default; a star before those that are given by name alone."""
    plain = [*arguments.posonlyargs, *arguments.args]
    defaults: list[ast.expr | None] = [None] * (len(plain) - len(arguments.defaults)) + list(arguments.defaults)
    for each, default in zip(plain, defaults, strict=True):
        yield _argument(each, default)
    if arguments.vararg or arguments.kwonlyargs:
        yield f"*{ast.unparse(arguments.vararg) if arguments.vararg else ''}"
    for each, default in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True):
        yield _argument(each, default)


def _argument(argument: ast.arg, default: ast.expr | None) -> str:
    return _plain(ast.unparse(argument)) + (f" = {ast.unparse(default)}" if default else "")


def _plain(annotation: str) -> str:
    """A type without the quotes around names that are known only to the type checker."""
    return re.sub(r"""['"]([\w.\[\], |]+)['"]""", r"\1", annotation)


def _docstring(node: ast.ClassDef | Function) -> str:
    return inspect.cleandoc(ast.get_docstring(node) or "")


def _fenced(words: str) -> str:
    return f"```text\n{words}\n```"
