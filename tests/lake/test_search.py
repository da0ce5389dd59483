"""What is recorded is found, by words and by fields, best first, with the words marked where they stand."""

import itertools
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from dateline.lake.search import finding, index
from dateline.lake.search.entries import Entry, Fact, Party, packed, unpacked
from dateline.lake.search.finding import Found, find
from dateline.lake.search.passages import WIDTH
from dateline.lake.search.words import understood

BERG = Party("person/NOR/anna-berg", ("Anna Berg",), "NOR")
NORWAY = Party("state/NOR", ("Norway",), "NOR")
MOLDOVA = Party("state/MDA", ("Moldova",), "MDA")
numbered = itertools.count()


def article(text: str, title: str | None = None, day: str | None = "2025-07-14", **other: object) -> Entry:
    """An article of which all is story."""
    outlet = str(other.pop("publisher", "The Lakeside Times"))
    entry = Entry(f"a{next(numbered)}", title, None, None, outlet, None, day, None, text, ((0, len(text)),))
    return replace(entry, **other)


def fact(
    text: str, words: str, *, speakers: tuple[Party, ...] = (), parties: tuple[Party, ...] = (), **other: object
) -> Fact:
    """A fact that stands on these words of a text."""
    start = text.index(words)
    speaker = speakers[0].names[0] if speakers else None
    made = Fact(
        f"f{next(numbered)}", start, start + len(words), words, "claimed", (), speaker, "Reuters", speakers, parties
    )
    return replace(made, **other)


@pytest.fixture
def searched(tmp_path: Path) -> Callable[..., list[Found]]:
    """Puts entries into an index and searches it; gives what is found."""

    def search(words: str, *entries: Entry, limit: int = 20) -> list[Found]:
        path = tmp_path / "search.sqlite"
        with index.writing(path) as con:
            index.put(con, [(entry, "") for entry in entries])
        with closing(index.reading(path)) as con:
            return find(con, understood(words), limit)[0]

    return search


def marked(found: Found) -> list[str]:
    assert found.passage
    return [found.words[mark.start - found.passage.start : mark.end - found.passage.start] for mark in found.marks]


TOLD = "Norway would send 20 trucks of medicine to Moldova, Anna Berg said on Monday. Nobody else did."


def told(**other: object) -> Entry:
    """An article with a statement and an event."""
    said = fact(
        TOLD, "Norway would send 20 trucks of medicine to Moldova", speakers=(BERG,), parties=(BERG,), status="pledged"
    )
    sent = fact(
        TOLD,
        "send 20 trucks of medicine to Moldova",
        speakers=(BERG,),
        parties=(NORWAY, MOLDOVA),
        status="pledged",
        types=("AID",),
        place="Chișinău",
        place_country="MDA",
    )
    return article(TOLD, actors=(BERG, NORWAY, MOLDOVA), statements=(said,), events=(sent,), **other)


def test_an_entry_comes_back_as_it_was_stored():
    entry = told(title="Talks", url="https://x.example/1")

    assert unpacked(packed(entry)) == entry


@pytest.mark.parametrize(
    ("text", "words", "shown"),
    [
        ("President Erdoğan met “Türkiye’s” envoys.", "erdogan turkiye", ["Erdoğan", "Türkiye"]),
        ("Зеленський сказав у Києві.", "ЗЕЛЕНСЬКИЙ", ["Зеленський"]),
        ("김정은은 평양에서 말했다.", "김정은", ["김정은"]),
        ("北朝鮮のミサイルが落ちた。", "ミサイル", ["ミサイル"]),
        ("中国外交部发言人表示", "外交部 中国", ["中国", "外交部"]),
        ("The North‑Korean envoy left.", "north-korean", ["North‑Korean"]),
        ("They pledged two lorries.", "pledge lorry", ["pledged", "lorries"]),
        ("A missile and missiles fell.", "missil*", ["missile", "missiles"]),
        ('He said: "two whole words".', '"whole words"', ["whole words"]),
    ],
)
def test_words_of_any_script_are_found_and_marked(searched, text, words, shown):
    (found,) = searched(words, article(text), article("Something else."))

    assert marked(found) == shown
    assert [text[mark.start : mark.end] for mark in found.marks] == shown


@pytest.mark.parametrize(
    ("words", "is_found"),
    [
        ("trucks medicine", True),
        ("trucks -medicine", False),
        ("trucks NOT medicine", False),
        ("trucks lorries", False),
        ("trucks OR lorries", True),
        ("lorries OR trucks -moldova", False),
        ('"medicine trucks"', False),
        ('"truck"', False),
        ("truck", True),
        ("-lorries", True),
    ],
)
def test_all_words_hold_but_for_or_and_minus(searched, words, is_found):
    assert bool(searched(words, article(TOLD))) is is_found


@pytest.mark.parametrize(
    ("fields", "kinds"),
    [
        ("speaker:berg", "ase"),
        ('speaker:"anna berg" in:statements', "s"),
        ("speaker:person/NOR/anna-berg in:events", "e"),
        ("speaker:norway", ""),
        ("actor:norway actor:moldova", "ae"),
        ("actor:moldova in:statements", ""),
        ("actor:state/MDA in:events", "e"),
        ("country:NOR", "ase"),
        ('country:"Republic of Moldova" in:events', "e"),
        ("country:FRA", ""),
        ("type:aid", "e"),
        ("type:AID type:ASSAULT", "e"),
        ("type:ASSAULT", ""),
        ("status:pledged", "se"),
        ("status:denied", ""),
        ("-status:pledged", ""),
        ("outlet:lakeside", "a"),
        ("outlet:x.example", "a"),
        ("outlet:reuters", ""),
        ("from:2025-07 to:2025", "a"),
        ("from:2025-07-15", ""),
        ("to:2025-07-13 trucks", ""),
        ("chisinau in:events", "e"),
        ("medicine speaker:berg status:pledged", "se"),
        ("medicine speaker:berg OR speaker:nobody in:statements", "s"),
    ],
)
def test_fields_hold_of_the_one_thing_that_is_found(searched, fields, kinds):
    entry = told(url="https://x.example/1")
    names = {"a": "article", "s": "statement", "e": "event"}
    query = understood(fields)
    found = [searched(f"{fields} in:{kind}", entry) for kind in query.kinds if "in:" not in fields]
    found = found or [searched(fields, entry)]

    assert {one.kind for results in found for one in results} == {names[kind] for kind in kinds}


def test_a_fact_is_found_with_who_said_it_and_where_it_stands(searched):
    (found,) = searched("medicine in:statements", told(title="Talks"))

    assert (found.kind, found.speaker, found.status, found.chain) == ("statement", "Anna Berg", "pledged", "Reuters")
    assert found.passage
    assert TOLD[found.passage.start : found.passage.end] == found.words
    assert marked(found) == ["medicine"]


def test_each_article_comes_once_unless_one_kind_is_asked_for(searched):
    entries = told(), told()

    assert [one.article for one in searched("medicine", *entries)] == [entries[1].id, entries[0].id]
    assert {one.kind for one in searched("medicine in:events in:statements", *entries)} <= {"event", "statement"}
    assert len(searched("send in:events", *entries)) == 2


def test_the_best_come_first_and_the_newest_among_equals(searched):
    filling = [article(f"Nothing of it, only {n} words.", day="2025-07-20") for n in range(20)]
    plain = [article("The ferry sank.", day=f"2025-07-1{n}") for n in (3, 5, 4)]
    titled = article("It sank near the coast.", "The ferry is lost", day="2025-01-01")
    found = searched("ferry", *filling, *plain, titled)

    assert [one.article for one in found] == [titled.id, plain[1].id, plain[2].id, plain[0].id]
    assert [titled.title[mark.start : mark.end] for mark in found[0].title_marks] == ["ferry"]


def test_fields_alone_give_the_newest_first(searched):
    days = ["2025-01-02", None, "2025-03-01", "2024-12-31"]
    entries = [article("Talks.", day=day) for day in days]

    found = searched("outlet:lakeside", *entries)

    assert [one.published_on for one in found] == ["2025-03-01", "2025-01-02", "2024-12-31", None]
    assert [one.published_on for one in searched("to:2025-02", *entries)] == ["2025-01-02", "2024-12-31"]


def test_what_is_no_story_is_not_found(searched):
    text = "The ferry sank.\n\nRead more: Ten best volcano cruises"

    assert not searched("volcano", article(text, story=((0, 15),)))


def test_no_phrase_reaches_from_one_name_to_the_next(searched):
    assert not searched('actor:"berg norway"', told())


def test_a_passage_is_short_whole_words_and_shows_most_of_what_was_asked(searched):
    filler = "many more words of no interest " * 20
    text = f"{filler}ferry {filler}\nThe ferry took lorries over. {filler}"
    (found,) = searched("ferry lorries", article(text))

    assert len(found.words) <= WIDTH
    assert marked(found) == ["ferry", "lorries"]
    assert found.words.startswith("The ferry took")
    assert not found.words.endswith("wor")
    assert found.is_cut == (False, True)


def test_what_is_put_again_replaces_what_was_there(searched, tmp_path):
    entry = told()
    searched("x", entry)
    newer = replace(entry, text="Norway sent nothing.", story=((0, 20),), statements=(), events=(), actors=())

    assert not searched("medicine", newer)
    assert len(searched("nothing", newer)) == 1


def test_more_than_the_limit_is_left_out_and_counted(tmp_path):
    with index.writing(tmp_path / "x") as con:
        index.put(con, [(article("The ferry sank."), "") for _ in range(9)])
        found, n = find(con, understood("ferry in:articles"), 4)
        rest, _ = find(con, understood("ferry in:articles"), 4, 8)

    assert (len(found), n, len(rest)) == (4, 9, 1)


def test_words_too_frequent_to_weigh_leave_the_order_to_the_others_or_to_titles(searched, monkeypatch):
    monkeypatch.setattr(finding, "FREQUENT", 3)
    entries = [article("The ferry sank.", day="2025-07-20") for _ in range(3)]
    rare = article("The ferry sank. The harbour closed, the harbour master said.", day="2025-07-01")
    rarer = article("The ferry sank, and the harbour closed on Monday and for all that week.", day="2025-07-02")
    titled = article("It sank near the coast.", "The ferry is lost", day="2025-01-01")

    assert [one.article for one in searched("ferry harbour", *entries, rare, rarer, titled)] == [rare.id, rarer.id]
    assert searched("ferry")[0].article == titled.id
    assert searched('"the ferry"')[0].article == titled.id
    assert len(searched("ferry OR harbour")) == 6
    assert [one.article for one in searched("harbour -ferry", article("The harbour."))] == [f"a{next(numbered) - 1}"]
