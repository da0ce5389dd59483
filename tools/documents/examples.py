"""The examples in the documents: each is run, and what it prints stands below it.

- In a fence marked `console`, a line that begins with "$ " is a command, and the lines up to the next one are what it
  prints, remarks on standard error among them. `dateline` runs and reads in this process: the model is loaded once.
- A fence marked `text` right after one marked `python` is what that snippet prints. The snippets of one document share
  their names.
- A fence marked `text` under the comment `<!-- PAGE: HEADING -->` is that section of the terminal view of PAGE.

Output that ends in a line "…" is shown up to there and no further. The examples of one document run in its order, in a
scratch folder that holds copies of `examples/`, `dateline/tables/` and, in place of the web for `dateline watch`,
`web/`: a folder for each host, where an address is a file. The terminal has 80 columns and no colour. Fences with other
marks are not run.
"""

import contextlib
import io
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from difflib import unified_diff
from functools import partial
from itertools import count, takewhile
from pathlib import Path
from typing import Any
from unittest.mock import patch

from click.testing import CliRunner

from dateline import tables
from dateline.cli import main as dateline
from dateline.guarded import Here
from tools.documents.pages import ROOT
from tools.documents.smallweb import FOLDER, SmallWeb

CUT = "…"
"""A line that stands for the rest of an output."""

WEB = "tools/documents/web"

FAULT = "in Dateline itself"
"""What a remark says where Dateline is at fault: nothing to show to readers."""

_CONSOLE = re.compile(r"(?<=^```console\n).*?(?=^```$)", re.MULTILINE | re.DOTALL)
_PYTHON = re.compile(r"^```python\n(?P<code>.*?)^```\n(?:\n```text\n(?P<shown>.*?)^```$)?", re.MULTILINE | re.DOTALL)
_SECTION = re.compile(
    r"(?<=^)<!-- (?P<page>\S+): (?P<heading>[^\n]+) -->\n\n?```text\n(?P<shown>.*?)^```$", re.MULTILINE | re.DOTALL
)
_QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"")
_SUBSTITUTION = re.compile(r"\$\(([^()]+)\)")
_VARYING = re.compile(r"\d+(?= ms\b)|(?<=\.csv:)\d+")
"""Times that a command takes, and lines of tables: they change with every run, and with every row that is added."""


def renewed(text: str) -> str:
    """The document with what its examples print today."""
    kinds = ((_CONSOLE, _session), (_PYTHON, partial(_snippet, {})), (_SECTION, _section))
    examples = [(found, run_again) for kind, run_again in kinds for found in kind.finditer(text)]
    parts, end = [], 0
    with _scratch():
        for found, run_again in sorted(examples, key=lambda example: example[0].start()):
            parts += [text[end : found.start()], run_again(found)]
            end = found.end()
    return "".join([*parts, text[end:]])


def changes(before: str, after: str) -> list[str]:
    """The lines in which two states of a document differ, as a diff, but for what varies."""
    old, new = (_VARYING.sub("…", state).splitlines() for state in (before, after))
    return list(unified_diff(old, new, n=0, lineterm=""))


@contextlib.contextmanager
def _scratch() -> Iterator[None]:
    """A folder with examples and tables, as the place to run in; afterwards all is as it was."""
    before = dict(os.environ)
    with tempfile.TemporaryDirectory() as folder:
        for part, name in (("examples", "examples"), ("dateline/tables", "dateline/tables"), (WEB, FOLDER)):
            shutil.copytree(ROOT / part, Path(folder, name))
        rows_of_their_own = list(tables._extra)
        programs = str(Path(sys.executable).parent)
        os.environ |= {"COLUMNS": "80", "NO_COLOR": "1", "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}"}
        try:
            with contextlib.chdir(folder), patch("dateline.watch.Threads", partial(SmallWeb, count())):
                yield
        finally:
            os.environ.clear()
            os.environ.update(before)
            if tables._extra != rows_of_their_own:
                tables._extra[:] = rows_of_their_own
                for clear in tables._loaders:
                    clear()


def _session(found: re.Match[str]) -> str:
    """A fence of commands, each with its output."""
    parts = re.split(r"^(?=\$ )", found[0], flags=re.MULTILINE)
    return parts[0] + "".join(_command(part) for part in parts[1:])


def _command(part: str) -> str:
    """A command, which may run on where its line ends in a backslash or opens a here-document, and its output."""
    lines = part.splitlines(keepends=True)
    n_lines = 1
    while lines[n_lines - 1].endswith("\\\n"):
        n_lines += 1
    if here := re.search(r"<<'?(\w+)'?", lines[0]):
        n_lines = 1 + lines.index(f"{here[1]}\n")
    command, shown = "".join(lines[:n_lines]), "".join(lines[n_lines:])
    return command + _as_shown(shown, run(command.removeprefix("$ ").strip()))


def run(command: str) -> str:
    """What a command line prints, remarks and all."""
    command = _SUBSTITUTION.sub(lambda inner: run(inner[1]).strip(), command)
    if re.search(r"--tables|<<|[;&<]|\$\(", _QUOTED.sub("", command)):
        return _in_shell(command, "")  # a shell's own grammar, or tables that this process should not keep
    remarks = given = ""
    command, _, target = command.partition(" > ") if not command.endswith(("'", '"')) else (command, "", "")
    *steps, last = command.split(" | ")
    for step in (*steps, last):
        if step.startswith("dateline "):
            with patch("dateline.guarded.Guard", lambda *_: contextlib.nullcontext(Here())):
                result = CliRunner().invoke(dateline, shlex.split(step)[1:], input=given, catch_exceptions=False)
            if FAULT in result.stderr:
                raise RuntimeError(f"{command}: {result.stderr}")
            if step is last and not target:
                return remarks + result.output  # remarks and output in the order in which a terminal shows them
            remarks, given = remarks + result.stderr, result.stdout
        else:
            given = _in_shell(step, given)
    if target:
        Path(target).write_text(given, encoding="utf-8")
    return remarks if target else remarks + given


def _in_shell(command: str, given: str) -> str:
    shell = ["sh", "-c", command]
    return subprocess.run(shell, input=given, stdout=-1, stderr=subprocess.STDOUT, text=True, check=False).stdout


def _snippet(names: dict[str, Any], found: re.Match[str]) -> str:
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(found["code"], "<example>", "exec"), names)
    if found["shown"] is None:
        return found[0]
    return _with_shown(found, _as_shown(found["shown"], printed.getvalue()))


def _section(found: re.Match[str]) -> str:
    lines = iter(run(f"dateline read {found['page']}").splitlines(keepends=True))
    is_heading: Callable[[str], bool] = re.compile(r"[A-Z][a-z ]+ ─{4,}$").match  # type: ignore[assignment] # truthy
    heading = next(line for line in lines if line.startswith(found["heading"]) and is_heading(line))
    section = heading + "".join(takewhile(lambda line: not is_heading(line), lines)).rstrip() + "\n"
    return _with_shown(found, _as_shown(found["shown"], section))


def _with_shown(found: re.Match[str], shown: str) -> str:
    start, end = found.start("shown") - found.start(), found.end("shown") - found.start()
    return found[0][:start] + shown + found[0][end:]


def _as_shown(before: str, output: str) -> str:
    """The output, cut where the document cut it; without what would end the fence."""
    lines = output.expandtabs().splitlines()
    if before.endswith(f"{CUT}\n"):
        lines = [*lines[: len(before.splitlines()) - 1], CUT]
    return "".join(f"{line.rstrip()}\n" for line in lines).replace("```", "'''")
