"""The documents are true: examples print what is shown, lists are the code's, links lead somewhere, nothing lacks."""

import csv
import inspect
import re
import shlex
from importlib import import_module
from importlib.metadata import requires

import click
import pytest

import dateline
from dateline import batch, records
from dateline.cli import main
from tools.documents import examples, interface, picture, reference
from tools.documents.pages import FENCE, LINK, ROOT, documents

_SHOWN = re.compile(r"^ {4}(?P<line>dateline .+)$|`(?P<code>dateline [^`]+)`", re.MULTILINE)
RENEW = "run `python -m tools.documents` and review what it changes"
DOCUMENTS = {document.relative_to(ROOT).as_posix(): document.read_text(encoding="utf-8") for document in documents()}
REFERENCE = DOCUMENTS["docs/reference.md"]
GUIDE = DOCUMENTS["CONTRIBUTING.md"]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_examples_print_what_the_document_shows(name):
    changed = examples.changes(DOCUMENTS[name], examples.renewed(DOCUMENTS[name]))

    assert not changed, "\n".join([RENEW, *changed])


@pytest.mark.parametrize("name", DOCUMENTS)
def test_lists_are_what_the_code_holds(name):
    changed = examples.changes(DOCUMENTS[name], reference.renewed(DOCUMENTS[name]))

    assert not changed, "\n".join([RENEW, *changed])


def test_the_picture_shows_todays_view():
    assert picture.PICTURE.read_text(encoding="utf-8") == picture.drawn(), RENEW
    assert picture.PICTURE.stat().st_size < 300_000


@pytest.mark.parametrize("name", DOCUMENTS)
def test_links_lead_somewhere(name):
    for link in LINK.finditer(FENCE.sub("", DOCUMENTS[name])):
        target = (ROOT / name).parent / link["path"] if link["path"] else ROOT / name
        assert target.exists(), link[0]
        if link["part"]:
            assert link["part"] in anchors(target.read_text(encoding="utf-8")), link[0]


def test_every_field_and_value_has_a_meaning():
    known = dict(reference.meanings(REFERENCE))

    for record in reference.RECORDS:
        for field in getattr(records, record).__dataclass_fields__:
            assert known.get((record, f"`{field}`")), f"{record}.{field} has no meaning in docs/reference.md"
    for vocabulary, values in reference.VOCABULARIES.items():
        for value in values:
            assert known.get((vocabulary, f"`{value}`")), f"{vocabulary} {value} has no meaning in docs/reference.md"


def test_every_record_is_listed():
    made_of_fields = {name for name, kind in vars(records).items() if hasattr(kind, "__dataclass_fields__")}

    assert made_of_fields == set(reference.RECORDS)


def test_every_public_name_is_listed_with_what_it_gives():
    assert {*dateline.__all__} - {"__version__"} == {*interface.PUBLIC["dateline"]}
    assert {*batch.__all__} == {*interface.PUBLIC["dateline.batch"]}
    for module, names in interface.PUBLIC.items():
        for name in names:
            assert inspect.getdoc(getattr(import_module(module), name)), f"{module}.{name} has no docstring"


def test_every_table_and_column_is_listed():
    for table in (ROOT / "dateline" / "tables").glob("*.csv"):
        with table.open(encoding="utf-8", newline="") as lines:
            columns = next(csv.reader(lines))
        row = re.search(rf"^\| `{re.escape(table.name)}` \|(.*)\| \S[^|]*(?:\\\|[^|]*)*\|$", REFERENCE, re.MULTILINE)
        assert row, f"{table.name} has no meaning in docs/reference.md"
        assert all(f"`{column}`" in row[1] for column in columns), table.name


def test_rows_that_are_shown_as_examples_have_the_columns_of_their_table():
    shown = re.findall(
        r"^One row in `dateline/tables/(\w+)\.csv`.*\n\n    (.+)$|^    (\w+)\.csv +(.+)$", GUIDE, re.MULTILINE
    )
    examples_of = {one or other: row or another for one, row, other, another in shown}

    assert {"media", "cues", "event_triggers"} <= set(examples_of)
    for name, row in examples_of.items():
        with (ROOT / "dateline" / "tables" / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
            assert len(next(csv.reader([row]))) == len(next(csv.reader(lines))), f"{name}: {row}"


def test_every_command_and_option_is_listed():
    for name, command in main.commands.items():
        assert f"### `dateline {name}`" in REFERENCE
        for option in (option for parameter in command.params for option in parameter.opts if option[0] == "-"):
            assert re.search(rf"^ .*{re.escape(option)}\b", REFERENCE, re.MULTILINE), f"{name} {option}"


@pytest.mark.parametrize("name", DOCUMENTS)
def test_commands_that_are_only_shown_could_be_given(name):
    """Those with places and machines that no test has: each option and command is there, whatever it is given."""
    for shown in _SHOWN.finditer(FENCE.sub("", DOCUMENTS[name])):
        line = re.split(r" [|>#] |  +", shown["line"] or shown["code"])[0]
        words = [word for word in shlex.split(line)[1:] if word not in ("…", "...")]
        command: click.Command = main
        while isinstance(command, click.Group) and words and not words[0].startswith("-"):
            assert words[0] in command.commands, shown[0]
            command = command.commands[words.pop(0)]
        context = click.Context(command, help_option_names=["-h", "--help"])
        try:
            command.make_parser(context).parse_args(words)
        except click.UsageError as error:
            pytest.fail(f"{shown[0]}: {error.message}")


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_snippet_is_run_or_says_that_it_is_not(name):
    marks = set(re.findall(r"^```(\w*)\n(?=.)", "".join(FENCE.findall(DOCUMENTS[name])), re.MULTILINE))

    assert marks <= {"console", "python", "text", "r"}
    assert "r" not in marks or "not run by them" in DOCUMENTS[name]
    assert not re.search(r"^ {4}(from|import) \w", FENCE.sub("", DOCUMENTS[name]), re.MULTILINE)


def test_every_dependency_has_its_reason():
    for requirement in requires("dateline") or []:
        name = re.match(r"[\w.-]+", requirement)
        assert name
        assert f"| `{name[0]}` |" in DOCUMENTS["docs/dependencies.md"]


def test_every_module_has_its_place_in_the_design():
    design = DOCUMENTS["docs/design.md"]

    for module in (ROOT / "dateline").rglob("*.py"):
        if not module.name.startswith("__"):
            assert re.search(rf"[`/]{module.stem}(\.py)?`", design), f"docs/design.md has no {module.name}"


def test_every_file_that_the_design_names_exists():
    parts = ("dateline", "tools", "tests")
    files = {file.relative_to(ROOT).as_posix() for part in parts for file in (ROOT / part).rglob("*.py")}

    for named in re.findall(r"`([\w/]+\.py)`", DOCUMENTS["docs/design.md"]):
        assert any(file.endswith(f"/{named}") or file == named for file in files), named


def anchors(text: str) -> set[str]:
    """The anchors that a site makes of a document's headings."""
    headings = re.findall(r"^#+ (.+)$", FENCE.sub("", text), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_the_citation_is_of_this_version():
    citation = (ROOT / "CITATION.cff").read_text(encoding="utf-8")

    assert f"\nversion: {dateline.__version__}\n" in citation
