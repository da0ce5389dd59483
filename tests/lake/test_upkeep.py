"""Upkeep changes how the record is kept and not what it says; what is forgotten is nowhere."""

import hashlib
import json
import shutil
from contextlib import contextmanager
from datetime import UTC, datetime

import duckdb
import pytest
from deltalake import write_deltalake

from dateline.errors import LakeError
from dateline.guarded import Here
from dateline.inputs import Failure
from dateline.lake import derived, ready, schema, store
from dateline.lake.corrections import judge, same_actor, withdraw
from dateline.records import Article
from tests.lake.conftest import STORY, page
from tests.lake.test_adding import asked

URL = "https://outlet.example/talks"
OTHER = "https://outlet.example/other"
SECRET = "Zxqvelda"


def test_compaction_changes_nothing_that_can_be_asked(lake, recorded):
    for n in range(4):
        recorded(page(STORY.replace("20 trucks", f"{n + 21} trucks"), url=f"{URL}{n}"))
    before = sorted(asked(lake, "SELECT event, clause, chain_words FROM events"))

    done = lake.compact()

    assert done.n_after < done.n_before
    assert sorted(asked(lake, "SELECT event, clause, chain_words FROM events")) == before
    assert recorded(page(STORY.replace("20 trucks", "21 trucks"), url=f"{URL}0")) == ["known"]


def test_a_reader_goes_on_while_the_lake_is_compacted(lake, recorded):
    for n in range(3):
        recorded(page(STORY.replace("20 trucks", f"{n + 21} trucks"), url=f"{URL}{n}"))

    with lake.query("SELECT id FROM articles") as answer, lake.query("SELECT DISTINCT article FROM events") as told:
        lake.compact()
        assert len(answer.fetchall()) == len(told.fetchall()) == 3


def test_who_reads_while_a_page_is_forgotten_is_told_to_try_again(lake, recorded):
    recorded(page(url=URL))
    recorded(page(url=OTHER))

    for sql in ("SELECT text FROM articles", "SELECT clause FROM events"):
        recorded(page(url=URL))

        def read_late(sql=sql):
            with lake.query(sql) as answer:
                lake.forget([URL])
                return answer.fetchall()

        with pytest.raises(LakeError, match="was forgotten while it was read; try again"):
            read_late()


def test_compaction_leaves_what_others_are_making(lake, recorded):
    recorded(page(url=URL))
    (part,) = (lake.folder / "derived" / "parts").iterdir()
    kept, left = part.with_name(f"{part.name}.123.new"), part.with_name(f"gone-{part.name}.123.new")
    kept.mkdir()
    left.mkdir()

    lake.compact()

    assert (part.exists(), kept.exists(), left.exists()) == (True, True, False)


def test_a_writer_goes_on_while_pages_are_forgotten(lake, recorded, monkeypatch):
    recorded(page(url=URL))
    files = store.files
    before: list[str] = []

    def list_before(folder, name, version=None):
        listed = files(folder, name, version)
        if name == "pages" and not before:
            before.append(URL)
            lake.forget([URL])
        return listed

    monkeypatch.setattr(store, "files", list_before)
    assert recorded(page(url=OTHER)) == ["new"]
    assert before == [URL]


def test_what_is_forgotten_while_groups_are_to_be_made_is_in_none(lake, recorded, monkeypatch):
    """Another process forgets a page after a commit was seen, and before the turn of who groups what it brought."""
    recorded(page(url=URL), page(url=OTHER))
    shutil.rmtree(lake.folder / "derived")
    held = derived.held

    @contextmanager
    def held_later(folder, **seconds):
        monkeypatch.undo()
        lake.forget([URL])
        with held(folder, **seconds):
            yield

    monkeypatch.setattr(derived, "held", held_later)
    assert lake.refresh() == 0

    assert asked(lake, "SELECT DISTINCT article FROM events") == [(OTHER,)]
    assert holds_nothing_of(lake, URL)


def test_what_an_older_reader_read_is_read_again_beside_it(lake, recorded, monkeypatch):
    monkeypatch.setattr("dateline.reader.version", lambda: "older")
    recorded(page(url=URL))
    monkeypatch.undo()
    before = datetime.now(UTC)
    assert [article for article, _, _ in lake.outdated()] == [URL]

    assert [outcome.outcome for outcome in lake.reread(lake.outdated())] == ["revised"]

    assert lake.outdated() == []
    assert asked(lake, "SELECT version FROM articles") != [("older",)]
    assert asked(lake, "SELECT version FROM articles", as_of=before) == [("older",)]
    assert asked(lake, "SELECT count(*), min(n_revisions) FROM revisions, articles") == [(2, 1)]
    assert recorded(page(url=URL)) == ["known"]


def test_a_page_that_todays_reader_refuses_keeps_its_old_reading(lake, recorded, monkeypatch):
    monkeypatch.setattr("dateline.reader.version", lambda: "older")
    recorded(page(url=URL))
    monkeypatch.undo()

    class Refusing(Here):
        def reading(self, name: str, _article: Article) -> Failure:
            return Failure(name, "no")

    assert [outcome.outcome for outcome in lake.reread(lake.outdated(), Refusing())] == ["refused"]
    assert asked(lake, "SELECT version FROM articles") == [("older",)]


def test_what_is_forgotten_is_in_no_file_any_more(lake, recorded):
    recorded(page(STORY.replace("Anna Berg", SECRET), url=URL + SECRET), page(url=OTHER))
    recorded(page(STORY.replace("Anna Berg", SECRET + " Moe"), url=URL + SECRET))
    asked(lake, "SELECT * FROM events")
    assert lake.search(SECRET).found
    moment = datetime.now(UTC)

    assert lake.forget([URL + SECRET]) == 2

    assert asked(lake, "SELECT id FROM articles") == [(OTHER,)]
    assert asked(lake, "SELECT id FROM articles", as_of=moment) == [(OTHER,)]
    files = [path for path in lake.folder.rglob("*") if path.is_file()]
    for path in files:
        assert SECRET.encode() not in path.read_bytes(), path
        if path.suffix == ".parquet" and "checkpoint" not in path.name:
            assert SECRET not in str(duckdb.sql(f"SELECT * FROM read_parquet('{path}')").fetchall()), path


def holds_nothing_of(lake, words):
    for path in lake.folder.rglob("*"):
        if path.is_file():
            assert words.encode() not in path.read_bytes(), path
        if path.suffix == ".parquet" and "checkpoint" not in path.name:
            assert words not in str(duckdb.sql(f"SELECT * FROM read_parquet('{path}')").fetchall()), path
    return True


class Killed(BaseException):
    """What stands for SIGKILL: nothing catches it."""


@pytest.mark.parametrize(
    "step", ["watched.forget", "_corrections", "derived.forget", "search.forget", "ready.forget", "erase_history"]
)
@pytest.mark.parametrize("finished", ["by the same", "by another", "by compacting"])
def test_a_killed_forgetting_is_finished_by_the_next(lake, recorded, monkeypatch, step, finished):
    recorded(page(STORY.replace("Anna Berg", SECRET), url=URL + SECRET), page(url=OTHER))
    assert lake.search(SECRET).found
    ready.refresh(lake.folder)

    def kill(*_arguments: object) -> None:
        raise Killed

    monkeypatch.setattr(f"dateline.lake.forgetting.{step}", kill)
    with pytest.raises(Killed):
        lake.forget([URL + SECRET])
    monkeypatch.undo()
    if finished == "by the same":
        assert lake.forget([URL + SECRET]) == 1
    elif finished == "by another":
        lake.forget([OTHER])
    else:
        lake.compact()

    assert holds_nothing_of(lake, SECRET)
    assert asked(lake, "SELECT id FROM articles") == ([] if finished == "by another" else [(OTHER,)])


def test_who_is_who_on_a_forgotten_page_is_forgotten(lake, recorded):
    """An actor that is named on one page alone has an id of the page's address and his words."""
    recorded(page(STORY.replace("Norwegian Foreign Minister Anna Berg", f"A {SECRET}"), url=URL), page(url=OTHER))
    ((there, here),) = asked(
        lake,
        f"SELECT t.actor, h.actor FROM actors AS t, actors AS h WHERE t.article = '{URL}' AND h.article = '{OTHER}' "
        f"AND starts_with(t.actor, '{URL}#') LIMIT 1",
    )
    withdraw(lake.folder, same_actor(lake.folder, there, here, who="anna").id, who="anna")
    same_actor(lake.folder, here, there, who="anna")
    ((event,),) = asked(lake, f"SELECT event FROM events WHERE article = '{OTHER}' LIMIT 1")
    judge(lake.folder, event, "correct", who="anna", changes={"actors": [there]})
    kept = judge(lake.folder, event, "confirm", who="anna")

    lake.forget([URL])

    assert asked(lake, "SELECT id FROM corrections") == [(kept.id,)]
    assert holds_nothing_of(lake, URL)


def test_what_the_browser_was_told_of_a_forgotten_page_is_forgotten(lake, recorded):
    recorded(page(url=URL), page(url=OTHER))
    incoming = lake.folder / "derived" / "incoming"
    for name, read in (("1", URL), ("2", OTHER)):
        (incoming / name).mkdir(parents=True)
        (incoming / name / "job.json").write_text(json.dumps({"stage": "done", "articles": [read]}))

    lake.forget([URL])

    assert [job.name for job in incoming.iterdir()] == ["2"]


def test_one_unknown_id_and_nothing_is_forgotten(lake, recorded):
    recorded(page(url=URL))

    with pytest.raises(LakeError, match="holds no article 'nothing'"):
        lake.forget([URL, "nothing"])
    assert asked(lake, "SELECT count(*) FROM articles") == [(1,)]


def test_a_lake_of_an_older_form_is_renewed_by_command_alone(lake, recorded):
    recorded(page(url=URL))
    readings = lake.folder / "readings"
    older = duckdb.sql(
        "SELECT * EXCLUDE (page) REPLACE (list_transform(events, lambda e: struct_pack(id := e.id, type := e.type, "
        "trigger := e.trigger, span := e.span, status := e.status, chain := e.chain, "
        "confidence := e.confidence)) AS events) "
        f"FROM read_parquet({store.files(lake.folder, 'readings')})"
    )
    write_deltalake(lake.folder / "older", older)
    before = sorted(asked(lake, "SELECT id, trigger, status FROM events"))
    shutil.rmtree(readings)
    (lake.folder / "older").replace(readings)
    (lake.folder / "dateline.json").write_text(json.dumps({"format": 0}))

    with pytest.raises(LakeError, match="older form"):
        asked(lake, "SELECT * FROM events")
    with pytest.raises(LakeError, match="dateline migrate"):
        recorded(page(url=OTHER))
    assert lake.migrate() == (0, schema.FORMAT)
    assert sorted(asked(lake, "SELECT id, trigger, status FROM events")) == before
    assert recorded(page(url=OTHER)) == ["new"]


def test_the_form_is_raised_when_a_column_changes():
    """When this fails, the tables' columns changed: raise `schema.FORMAT`, and put the new number and digest here."""

    described = json.dumps(
        {name: dict(schema.columns(name)) for name in ("pages", "readings", "refusals", "corrections")}
    )

    assert (schema.FORMAT, hashlib.sha256(described.encode()).hexdigest()[:12]) == (1, DIGEST)


DIGEST = "a39acaf290a6"
