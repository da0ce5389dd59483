"""What follows from the company of other readings: copies, happenings, accounts; made as pages come, or all at once."""

import shutil

import pytest

import dateline.told
from dateline.inputs import Given
from dateline.lake import Lake, derived, store
from dateline.lake.derived import visible
from tests.lake.conftest import page
from tests.lake.test_adding import asked

WIRE = (
    "Norway expels two Moldovan diplomats\n\n"
    "OSLO, July 14 (Reuters) - Norway expelled two Moldovan diplomats on Monday, the Norwegian foreign ministry said "
    "in a statement.\n\n"
    "The ministry said the two had taken part in activities that were not compatible with their status, and that they "
    "had a week to leave the country. It gave no names and did not say what the two were accused of.\n\n"
    "Relations between the two countries had been friendly for thirty years, and trade had grown since a ferry line "
    "between Oslo and the Danube was opened in the spring of last year.\n"
)
TRIMMED = "Oslo sends two home\n\n" + "\n\n".join(WIRE.split("\n\n")[1:3]) + "\n"
OTHER_WORDS = (
    "Moldova loses two envoys in Oslo\n\n"
    "CHISINAU, July 14 (AFP) - Two Moldovan diplomats were expelled by Norway on Monday, Moldova's foreign ministry "
    "told AFP, calling the step a misunderstanding.\n"
)
SAME_ORIGIN = (
    "Norway throws out Moldovan diplomats\n\n"
    "OSLO, July 14 (AP) - Norway on Monday expelled three diplomats of Moldova, the Norwegian foreign ministry said.\n"
)
UNRELATED = (
    "Chad and Niger open a road\n\n"
    "NIAMEY, July 14 (AFP) - Chad and Niger opened a road through the desert on Monday, both governments said.\n"
)
PAGES = {"wire": WIRE, "trimmed": TRIMMED, "other": OTHER_WORDS, "same": SAME_ORIGIN, "unrelated": UNRELATED}


def add(lake: Lake, *names: str) -> None:
    for name in names:
        given = Given(f"https://{name}.example/1", f"The {name.title()} Post", "2025-07-14")
        list(lake.add([page(PAGES[name], name)], given))


def url(name: str) -> str:
    return f"https://{name}.example/1"


@pytest.fixture
def told(lake):
    add(lake, *PAGES)
    return lake


def groupings(lake: Lake) -> tuple[object, ...]:
    """What the views say of company, without the ids of rows."""
    return (
        sorted(asked(lake, "SELECT article, text_group, n_copies, origin FROM copies")),
        sorted(
            tuple(sorted(articles))
            for (articles,) in asked(lake, "SELECT list(DISTINCT article) FROM accounts GROUP BY happening, account")
        ),
        sorted(asked(lake, "SELECT n_articles, n_texts, n_accounts FROM happenings")),
    )


def test_copies_are_one_group_with_its_origin(told):
    assert sorted(asked(told, "SELECT article, is_origin FROM copies")) == [
        (url("trimmed"), False),
        (url("wire"), True),
    ]
    assert asked(told, f"SELECT n_copies FROM articles WHERE id = '{url('trimmed')}'") == [(2,)]


def test_four_articles_three_texts_two_accounts(told):
    ((actors, n_articles, n_texts, n_accounts),) = asked(
        told, "SELECT actor_names, n_articles, n_texts, n_accounts FROM happenings WHERE type = 'SANCTION'"
    )

    assert "Norway" in actors
    assert (n_articles, n_texts, n_accounts) == (4, 3, 2)


def test_it_is_said_why_a_telling_is_no_account_of_its_own(told):
    sql = "SELECT a.article, a.why FROM accounts a JOIN events e USING (event) WHERE e.type = 'SANCTION'"
    why = dict(asked(told, sql))

    assert why[url("trimmed")] == "the same text"
    assert "foreign ministry" in (why[url("same")] or why[url("wire")])


def test_accounts_that_differ_stand_side_by_side(told):
    found = {
        one.lower()
        for pair in asked(told, "SELECT one, other FROM discrepancies WHERE what = 'number'")
        for one in pair
    }

    assert found == {"two moldovan diplomats", "three diplomats"}


def test_articles_of_one_happening_are_one_story(told):
    stories = dict(asked(told, "SELECT article, story FROM stories"))

    assert len({stories[url(name)] for name in ("wire", "trimmed", "other", "same")}) == 1
    assert stories[url("unrelated")] != stories[url("wire")]


def test_one_by_one_is_as_all_at_once(told):
    before = groupings(told)

    shutil.rmtree(told.folder / store.DERIVED)

    assert groupings(told) == before
    assert derived.lag(told.folder) == 0


def test_a_revision_leaves_its_former_happening(lake):
    add(lake, "wire", "same")
    assert asked(lake, "SELECT n_articles FROM happenings WHERE type = 'SANCTION'") == [(2,)]

    list(lake.add([page(UNRELATED, "same")], Given(url("same"), "The Same Post", "2025-07-14")))

    assert asked(lake, "SELECT n_articles FROM happenings WHERE type = 'SANCTION'") == [(1,)]


def test_what_is_forgotten_is_counted_no_more_and_found_in_no_file(told):
    told.forget([url("wire"), url("other")])

    assert asked(told, "SELECT n_articles, n_texts, n_accounts FROM happenings WHERE type = 'SANCTION'") == [(2, 2, 1)]
    assert asked(told, "SELECT * FROM copies") == []
    for path in told.folder.rglob("*"):
        if path.is_file():
            assert b"wire.example" not in path.read_bytes(), path
            assert b"misunderstanding" not in path.read_bytes(), path


def test_compaction_changes_no_grouping(told):
    before = groupings(told)

    told.compact()
    told.compact()

    assert groupings(told) == before
    assert len(visible.files(told.folder, "told")) == 1


def test_a_writer_killed_before_views_saw_its_work_is_made_up_for(told, monkeypatch):
    before = groupings(told)
    shutil.rmtree(told.folder / store.DERIVED)

    def killed(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(visible, "write", killed)
    with pytest.raises(KeyboardInterrupt):
        derived.refresh(told.folder)
    monkeypatch.undo()

    assert groupings(told) == before


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31T23:59:59+00:00"])
def test_a_page_of_an_impossible_day_stands_in_no_ones_way(lake, day):
    list(lake.add([page(WIRE, "wire.txt")], Given(published_at=day)))
    list(lake.add([page(UNRELATED, "other.txt")]))

    assert asked(lake, "SELECT count(*) FROM articles") == [(2,)]
    assert asked(lake, "SELECT count(*) > 0 FROM happenings") == [(True,)]
    assert isinstance(asked(lake, "SELECT * FROM pledges"), list)


def test_a_page_that_no_group_can_take_stands_alone_and_the_others_are_grouped(lake, monkeypatch, caplog):
    def broken(reading, **options):
        if reading.article.title.startswith("Oslo sends"):
            raise OverflowError("date value out of range")
        return told_events(reading, **options)

    told_events = dateline.told.told_events
    monkeypatch.setattr(dateline.told, "told_events", broken)
    list(lake.add([page(WIRE, "wire.txt"), page(TRIMMED, "trimmed.txt"), page(OTHER_WORDS, "other.txt")]))

    assert asked(lake, "SELECT count(*) FROM articles") == [(3,)]
    assert asked(lake, "SELECT n_accounts FROM happenings WHERE n_articles > 1") == [(2,)]
    assert "please report it" in caplog.text
    assert len(caplog.records) == 1
