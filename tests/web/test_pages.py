"""Every page shows what the record has, the same as JSON, and nothing of it as HTML."""

import csv
import io
import json
import re
import shutil
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from lxml import etree

from dateline.lake import Lake
from dateline.records import revision_of
from dateline.web import addresses
from dateline.web.app import make_app
from dateline.web.exported import KEYS, forms
from dateline.web.listing import Listing
from dateline.web.lists import LISTS
from dateline.web.settings import Settings
from dateline.web.words import differences
from tests.web.conftest import EVIL

FERRY = f"/articles/{revision_of('https://tallinn.example/ferry')}"
PAGES = ("/", "/map", "/relations", "/relations?one=EST&other=LVA", "/outlets", "/search?q=ferry", "/add", FERRY)

PARTS = ("event", "clause", "article", "origin")


@pytest.mark.parametrize("path", [*PAGES, *(f"/{listing.name}" for listing in LISTS)])
def test_every_page_is_shown(client: TestClient, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 200
    assert "<main" in response.text


@pytest.mark.parametrize("listing", LISTS, ids=lambda listing: listing.name)
def test_a_list_is_the_same_as_json_csv_lines_and_feeds(client: TestClient, listing: Listing) -> None:
    name = listing.name
    items = client.get(f"/api/{name}").json()["items"]
    lines = client.get(f"/export/{name}.jsonl").text.splitlines()
    assert [json.loads(line) for line in lines] == items
    table = list(csv.DictReader(io.StringIO(client.get(f"/api/{name}.csv").text)))
    assert len(table) == len(items)
    feed = client.get(f"/{name}.feed").json()
    atom = etree.fromstring(client.get(f"/{name}.atom").content)
    assert len(feed["items"]) == len(items) == len(atom.findall("{http://www.w3.org/2005/Atom}entry"))


def test_pages_of_the_api_follow_one_another(client: TestClient) -> None:
    whole = client.get("/api/events").json()["items"]
    seen, address = [], "/api/events?limit=1"
    while address:
        page = client.get(address).json()
        seen += page["items"]
        address = page["next"]
    assert seen == whole
    assert len(seen) > 3


def test_csv_by_what_the_client_accepts(client: TestClient) -> None:
    assert client.get("/api/events", headers={"Accept": "text/csv"}).text.startswith("event,article,")


def test_filters_hold(client: TestClient) -> None:
    items = client.get("/api/events?country=LVA&status=pledged").json()["items"]
    assert items
    assert all(row["status"] == "pledged" and "LVA" in row["actor_countries"] for row in items)
    assert {row["published_on"] for row in client.get("/api/articles?from=2025-06-01").json()["items"]} == {
        "2025-06-05"
    }


def test_what_is_unchanged_is_not_sent_again(client: TestClient) -> None:
    first = client.get("/events")
    again = client.get("/events", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_the_words_of_an_article_are_all_there(client: TestClient) -> None:
    model = client.get(f"/api{FERRY}").json()
    page = etree.HTML(client.get(FERRY).text)
    text = model["reading"]["article"]["text"]
    shown = "".join(page.xpath("//*[@id='text']//p//text()"))
    assert re.sub(r"\s", "", shown) == re.sub(r"\s", "", text)
    for piece in page.xpath("//*[@data-a]"):
        start = int(piece.get("data-a"))
        words = "".join(piece.itertext())
        assert text[start : start + len(words)] == words


def test_facts_lead_to_their_cards(client: TestClient) -> None:
    page = etree.HTML(client.get(FERRY).text)
    targets = page.xpath("//a[contains(@class, 'trigger')]/@href")
    assert targets
    assert all(page.xpath(f"//*[@id='{target[1:]}']") for target in targets)


def test_two_tellings_of_a_happening_stand_side_by_side(client: TestClient) -> None:
    stories = client.get("/api/stories?least=1").json()["items"]
    most = max(stories, key=lambda row: row["n_articles"])
    assert most["n_articles"] == 2
    story = client.get(addresses.story(most["happening"])).text
    assert "tallinn.example" not in story or "According to 2 articles" in story
    assert "According to 2 articles, 2 texts" in story


def test_a_pledge_shows_what_may_have_become_of_it(client: TestClient) -> None:
    pledges = client.get("/api/pledges?maker=LVA").json()["items"]
    assert pledges
    page = client.get(addresses.pledge(pledges[0]["pledge"])).text
    assert "What may have become of it" in page


def test_nothing_of_a_page_becomes_html(client: TestClient) -> None:
    for listing in LISTS:
        for end in ("", ".atom"):
            assert "<script>alert" not in client.get(f"/{listing.name}{end}").text
    slug = revision_of("https://evil.example/x")
    page = client.get(f"/articles/{slug}").text
    assert EVIL not in page
    assert "<img" not in page
    assert "&lt;script&gt;" in page


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/nothing", 404),
        ("/articles/0000000000000000", 404),
        ("/actors/nobody", 404),
        ("/stories/h0", 404),
        ("/pledges/p0", 404),
        ("/events?from=yesterday", 422),
        ("/events?cursor=x", 400),
        ("/events?limit=0", 422),
        ("/relations?one=EST&other=XQX", 404),
        ("/add/0000000000000000", 404),
        ("/add/..%2f..%2fx", 404),
    ],
)
def test_errors_are_words(client: TestClient, path: str, status: int) -> None:
    page = client.get(path)
    assert page.status_code == status
    assert 'role="alert"' in page.text
    if not path.startswith("/add"):
        api = client.get(f"/api{path}")
        assert api.status_code == status
        assert api.json()["error"]


def test_a_spreadsheet_takes_no_cell_for_a_formula() -> None:
    from dateline.web.tabular import as_csv

    made = "".join(as_csv([{"a": "=1+1", "b": ["-x"], "c": None}], ["a", "b", "c"]))
    assert made.splitlines()[1] == '\'=1+1,"[""-x""]",'


@pytest.mark.parametrize("listing", LISTS, ids=lambda listing: listing.name)
def test_a_form_that_is_not_filled_in_asks_for_nothing(client: TestClient, listing: Listing) -> None:
    empty = "&".join(f"{field.alias or name}=" for name, field in listing.query.model_fields.items() if name != "limit")
    asked = "&".join(part for part in empty.split("&") if not part.startswith(("least", "differs")))
    for start in ("", "/api"):
        assert client.get(f"{start}/{listing.name}?{asked}").status_code == 200


@pytest.mark.parametrize("value", ["x" * 3000, "%F1%93%BD%93", "%00", "null", "-1", "%22%27%3B--", "1e999"])
@pytest.mark.parametrize("listing", LISTS, ids=lambda listing: listing.name)
def test_no_parameter_breaks_a_list(client: TestClient, listing: Listing, value: str) -> None:
    for name, field in listing.query.model_fields.items():
        assert client.get(f"/api/{listing.name}?{field.alias or name}={value}").status_code in (200, 400, 422)


def test_a_filtered_list_is_exported_for_other_tools(client: TestClient) -> None:
    rows = client.get("/api/events?country=LVA&status=pledged").json()["items"]
    table = client.get("/export/events.plover?country=LVA&status=pledged")
    assert table.headers["content-disposition"] == 'attachment; filename="events.tsv"'
    assert len(table.text.splitlines()) == 1 + len(rows) == 2
    notes = client.get("/export/events.annotations?country=LVA&status=pledged").text.splitlines()
    assert [json.loads(note)["target"]["selector"][1]["start"] for note in notes] == [row["start"] for row in rows]


@pytest.mark.parametrize(("name", "form"), [(name, form.name) for name in KEYS for form in forms(name)])
def test_every_export_of_a_list_that_is_offered_works(client: TestClient, name: str, form: str) -> None:
    assert f"/export/{name}.{form}" in client.get(f"/{name}").text
    response = client.get(f"/export/{name}.{form}")
    assert response.status_code == 200
    assert response.content
    assert int(response.headers["content-length"]) == len(response.content)


def test_a_statement_is_exported_without_its_article_s_events(client: TestClient) -> None:
    speaker = next(row["speaker"] for row in client.get("/api/statements").json()["items"] if row["speaker"])
    notes = client.get("/export/statements.annotations", params={"speaker": speaker}).text.splitlines()
    assert len(notes) == len(client.get("/api/statements", params={"speaker": speaker}).json()["items"])


def test_a_place_of_the_map_leads_to_what_is_told_of_it(client: TestClient) -> None:
    place = client.get("/api/map").json()["places"][0]
    told = client.get("/api/events", params={"at": place["at"]}).json()["items"]
    assert {row["place"] for row in told} == {place["name"]}
    assert f"/events?at={place['at'].replace(',', '%2C')}" in client.get("/map").text
    assert client.get("/api/events?at=here").status_code == 422


def test_a_file_is_whole_though_it_takes_many_pages(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = client.get("/api/events.jsonl").text
    monkeypatch.setattr("dateline.web.listing.MOST", 1)
    assert client.get("/api/events.jsonl").text == whole
    assert len(whole.splitlines()) > 3


def test_a_file_of_a_record_that_is_not_ready_says_so_before_it_begins(tmp_path: Path) -> None:
    with TestClient(make_app(Settings(tmp_path), is_kept_fresh=False), base_url="http://localhost") as client:
        for address in ("/api/events.csv", "/export/events.plover"):
            answer = client.get(address)
            assert (answer.status_code, answer.headers["retry-after"]) == (503, "3")
            assert "being prepared" in answer.json()["error"]


def test_the_sums_of_an_actor_in_many_events_are_kept(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    address = addresses.actor("state/LVA")
    before = client.get(f"/api{address}")
    monkeypatch.setattr("dateline.web.pages.actor.MANY", 0)
    kept = client.get(f"/api{address}")
    assert (kept.json(), kept.headers["etag"]) == (before.json(), before.headers["etag"])
    assert client.get(address, headers={"If-None-Match": client.get(address).headers["etag"]}).status_code == 304


@pytest.mark.parametrize("country", [["EST"], ["EST", "LVA"]])
def test_lists_of_one_country_and_of_several_follow_page_after_page(client: TestClient, country: list[str]) -> None:
    for name, key, day in (("events", "event", "published_on"), ("stories", "happening", "last_published_on")):
        asked = {"country": country, "limit": 1}
        rows, more = [], f"/api/{name}"
        while more:
            page = client.get(more, params=asked if more == f"/api/{name}" else None).json()
            rows += page["items"]
            more = page["next"]
        whole = client.get(f"/api/{name}", params={"country": country}).json()["items"]
        assert [row[key] for row in rows] == [row[key] for row in whole]
        assert whole == sorted(whole, key=lambda row: (row[day], row[key]), reverse=True)
        told = client.get(f"/api/{name}").json()["items"]
        assert 0 < len(whole) < len(told)


def test_a_search_waits_for_no_index(lake: Lake, tmp_path: Path) -> None:
    other = shutil.copytree(lake.folder, tmp_path / "record")
    (other / "derived" / "search.sqlite").unlink()
    with TestClient(make_app(Settings(other), is_kept_fresh=False), base_url="http://localhost") as client:
        answer = client.get("/search?q=ferry")
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "3")
    assert not (other / "derived" / "search.sqlite").exists()


@pytest.mark.parametrize(("method", "path"), [("TRACE", "/"), ("DELETE", "/api/events"), ("POST", "/api/events")])
def test_what_is_not_answered_is_said_with_what_is(client: TestClient, method: str, path: str) -> None:
    answer = client.request(method, path)
    assert answer.status_code == 405
    assert "GET" in answer.headers["allow"]


def test_a_head_is_that_of_the_page(client: TestClient) -> None:
    assert client.head(FERRY).headers["etag"] == client.get(FERRY).headers["etag"]


def test_each_difference_of_accounts_is_shown_once() -> None:
    def differing(one: str, other: str) -> dict[str, str]:
        told = {"what": "number", "one": "two", "other": "four"}
        parts = {f"{side}_{part}": event for side, event in (("one", one), ("other", other)) for part in PARTS}
        return told | parts

    rows = [differing(one, other) for one in ("a", "b") for other in ("c", "d")]

    (shown,) = differences(rows)

    assert [side["value"] for side in shown["sides"]] == ["two", "four"]
    assert [[telling["clause"] for telling in side["tellings"]] for side in shown["sides"]] == [["a", "b"], ["c", "d"]]
