"""FollowTheMoney entities, held against the rules of its model; a STIX bundle, parsed by the standard's own library."""

import json
import re

import pytest
import stix2

from dateline.countries import countries
from dateline.exports.codes import country

THING = {
    **dict.fromkeys(("name", "summary", "description", "keywords", "publisher"), "text"),
    "country": "country",
    "sourceUrl": "url",
    "wikidataId": "wikidata",
    "proof": "Document",
    "modifiedAt": "date",
    "retrievedAt": "date",
}
LEGAL_ENTITY = THING | {"sector": "text"}
MODEL = {
    "Article": THING
    | dict.fromkeys(("title", "fileName", "author", "bodyText", "processingAgent"), "text")
    | {"publishedAt": "date", "processedAt": "date", "language": "language"},
    "Event": THING
    | {"startDate": "date", "endDate": "date", "location": "text", "involved": "LegalEntity"}
    | {"country": "country"},
    "Note": THING | {"entity": "Thing"},
    "Mention": {"document": "Document", "resolved": "LegalEntity", "name": "text", "detectedSchema": "schema"},
    **dict.fromkeys(("Person", "LegalEntity", "Organization", "PublicBody", "Company"), LEGAL_ENTITY),
}
"""The properties that a schema has, its own and those of what it extends, with their types or what they point at:
FollowTheMoney 4.11's model as far as it is used."""
REQUIRED = {"Article": ("fileName",), "Mention": ("document", "name"), "Event": ("name",), "Note": ("name",)}
PARENTS = {
    "Document": {"Article"},
    "LegalEntity": {"Person", "LegalEntity", "Organization", "PublicBody", "Company"},
}
PARENTS["Thing"] = PARENTS["Document"] | PARENTS["LegalEntity"] | {"Event", "Note"}
FORMS = {
    "date": r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d:\d\d)?)?)?",
    "url": r"https?://[^\s<>\"]+",
    "country": r"[a-z]{2}",
    "language": r"[a-z]{3}",
    "wikidata": r"Q\d+",
    "text": r"(?s).+",
    "schema": "|".join(MODEL),
}


@pytest.fixture
def entities(exported):
    data, written = exported("ftm")
    found = [json.loads(line) for line in data.splitlines()]
    assert len(found) == written.n
    return found


def test_entities_keep_to_the_model(entities):
    schemas = {entity["id"]: entity["schema"] for entity in entities}
    for entity in entities:
        assert set(entity) == {"id", "schema", "properties"}
        assert re.fullmatch(r"[a-zA-Z0-9][a-zA-Z0-9.\-]*[a-zA-Z0-9]", entity["id"])
        allowed = MODEL[entity["schema"]]
        properties = entity["properties"]
        assert set(properties) <= set(allowed), set(properties) - set(allowed)
        assert all(name in properties for name in REQUIRED.get(entity["schema"], ("name",)))
        for name, values in properties.items():
            assert isinstance(values, list)
            assert values
            for value in values:
                assert isinstance(value, str)
                if allowed[name] in PARENTS:
                    assert schemas[value] in PARENTS[allowed[name]], (name, value)
                else:
                    assert re.fullmatch(FORMS[allowed[name]], value), (name, value)


def test_only_what_happened_is_an_event(entities, asked):
    events = [entity for entity in entities if entity["schema"] == "Event"]
    notes = [entity["properties"]["name"][0] for entity in entities if entity["schema"] == "Note"]
    (n_happened,) = asked("SELECT count(*) FROM events WHERE status IN ('happened', 'ongoing')")[0]

    assert len(events) == n_happened
    assert not [event for event in events if "promised" in event["properties"]["name"][0]]
    assert "denied, according to Latvia: its soldiers had attacked a Russian convoy" in notes
    assert any(note.startswith("pledged") for note in notes)


def test_tellings_of_one_happening_are_one_entity(entities):
    signed = [entity for entity in entities if "signed" in entity["properties"].get("name", [""])[0]]
    signed = [entity for entity in signed if entity["schema"] == "Event"]

    assert len(signed) == 2
    assert len({entity["id"] for entity in signed}) == 1
    assert len({tuple(entity["properties"]["proof"]) for entity in signed}) == 2


def test_countries_of_today_have_codes_that_other_tools_know():
    for code in countries():
        assert re.fullmatch(r"[A-Z]{2}|", country(code).alpha2)
        assert re.fullmatch(r"[A-Z]{2}|", country(code).fips)
        assert re.fullmatch(r"\d{1,3}|", country(code).cow)
        assert re.fullmatch(r"[A-Z]{3}", country(code).cameo)
    numbers = [country(code).cow for code in countries() if country(code).cow and country(code).fips]
    assert len(numbers) == len(set(numbers))


@pytest.fixture
def bundle(exported):
    data, written = exported("stix")
    parsed = stix2.parse(data.decode(), allow_custom=False, version="2.1")
    assert len(parsed.objects) == written.n
    return parsed


def test_a_bundle_is_stix_and_nothing_else(bundle):
    names = [item.id for item in bundle.objects]

    assert len(names) == len(set(names))
    kinds = {item.type for item in bundle.objects}
    assert kinds == {"identity", "extension-definition", "location", "note", "report"}
    for item in bundle.objects:
        referred = [*getattr(item, "object_refs", ()), *filter(None, [getattr(item, "created_by_ref", None)])]
        assert set(referred) <= set(names)


def test_every_fact_is_a_note_that_begins_with_its_status(bundle, asked):
    notes = [item for item in bundle.objects if item.type == "note"]
    (n_facts,) = asked("SELECT (SELECT count(*) FROM events) + (SELECT count(*) FROM statements)")[0]

    assert len(notes) == n_facts
    for note in notes:
        ((name, extension),) = note.extensions.items()
        assert name.startswith("extension-definition--")
        assert note.content.startswith(extension["status"])
        assert 0 <= note.confidence <= 100
    assert "denied, according to Latvia: its soldiers had attacked a Russian convoy" in {n.content for n in notes}


def test_a_report_refers_to_all_that_its_article_tells(bundle, asked):
    reports = {item.external_references[0].external_id: item for item in bundle.objects if item.type == "report"}
    counted = dict(asked("SELECT article, count(*) FROM events GROUP BY 1"))

    assert set(reports) == {article for (article,) in asked("SELECT id FROM articles")}
    for article, report in reports.items():
        notes = [name for name in report.object_refs if name.startswith("note--")]
        assert len(notes) >= counted[article]
        assert report.published.year == 2025
