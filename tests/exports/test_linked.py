"""Web Annotations and JSON-LD, read by PyLD as any reader of linked data would; nothing is fetched."""

import json
import re

import pytest
from pyld import jsonld

OA = "http://www.w3.org/ns/oa#"
SCHEMA = "https://schema.org/"
PROV = "http://www.w3.org/ns/prov#"
OURS = "urn:x-dateline:"
ANNO = {
    "@context": {
        "oa": OA,
        "dcterms": "http://purl.org/dc/terms/",
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "as": "https://www.w3.org/ns/activitystreams#",
        "foaf": "http://xmlns.com/foaf/0.1/",
        "dc": "http://purl.org/dc/elements/1.1/",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
        "id": {"@id": "@id", "@type": "@id"},
        "type": {"@id": "@type", "@type": "@vocab"},
        "Annotation": "oa:Annotation",
        "TextualBody": "oa:TextualBody",
        "TextQuoteSelector": "oa:TextQuoteSelector",
        "TextPositionSelector": "oa:TextPositionSelector",
        "TimeState": "oa:TimeState",
        "Software": "as:Application",
        "describing": "oa:describing",
        "body": {"@type": "@id", "@id": "oa:hasBody"},
        "target": {"@type": "@id", "@id": "oa:hasTarget"},
        "source": {"@type": "@id", "@id": "oa:hasSource"},
        "selector": {"@type": "@id", "@id": "oa:hasSelector"},
        "state": {"@type": "@id", "@id": "oa:hasState"},
        "motivation": {"@type": "@vocab", "@id": "oa:motivatedBy"},
        "cached": {"@type": "@id", "@id": "oa:cachedSource"},
        "generator": {"@type": "@id", "@id": "as:generator"},
        "generated": {"@type": "xsd:dateTime", "@id": "dcterms:issued"},
        "sourceDate": {"@type": "xsd:dateTime", "@id": "oa:sourceDate"},
        "exact": "oa:exact",
        "prefix": "oa:prefix",
        "suffix": "oa:suffix",
        "start": {"@type": "xsd:nonNegativeInteger", "@id": "oa:start"},
        "end": {"@type": "xsd:nonNegativeInteger", "@id": "oa:end"},
        "value": "rdf:value",
        "format": "dc:format",
        "language": "dc:language",
        "name": "foaf:name",
    }
}
"""The terms of the W3C's context (http://www.w3.org/ns/anno.jsonld) that an annotation may use here."""


def load(address, _options=None):
    assert address == "http://www.w3.org/ns/anno.jsonld"
    return {"contentType": "application/ld+json", "contextUrl": None, "documentUrl": address, "document": ANNO}


def terms(value):
    """The keys of an object at all depths, but for its context."""
    if isinstance(value, dict):
        return {key for key in value if key != "@context"} | {
            term for key, part in value.items() if key != "@context" for term in terms(part)
        }
    return {term for part in value for term in terms(part)} if isinstance(value, list) else set()


@pytest.fixture
def annotations(exported):
    data, written = exported("annotations")
    found = [json.loads(line) for line in data.splitlines()]
    assert len(found) == written.n
    return found


def test_each_fact_is_one_annotation(annotations, asked):
    (n_events,), (n_statements,) = asked("SELECT count(*) FROM events UNION ALL SELECT count(*) FROM statements")
    names = [annotation["id"] for annotation in annotations]

    assert len(annotations) == n_events + n_statements
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", name) for name in names)


def test_annotations_are_linked_data_in_the_w3cs_terms(annotations):
    for annotation in annotations:
        (node,) = jsonld.expand(annotation, {"documentLoader": load})
        assert node["@type"] == [f"{OA}Annotation"]
        assert node[f"{OA}motivatedBy"] == [{"@id": f"{OA}describing"}]
        (target,) = node[f"{OA}hasTarget"]
        assert target[f"{OA}hasSource"][0]["@id"].startswith("https://")
        assert {selector["@type"][0] for selector in target[f"{OA}hasSelector"]} == {
            f"{OA}TextQuoteSelector",
            f"{OA}TextPositionSelector",
        }
        assert target[f"{OA}hasState"][0][f"{OA}cachedSource"][0]["@id"].startswith("urn:uuid:")
        words, claim = node[f"{OA}hasBody"]
        assert words["@type"] == [f"{OA}TextualBody"]
        assert claim["@type"][0] in (f"{OURS}Event", f"{OURS}Statement")
        assert claim[f"{OURS}status"]
        unknown = {term for term in terms(annotation) if not term.startswith("dl:")} - set(ANNO["@context"])
        assert not unknown, "JSON-LD drops in silence what has no meaning"
        triples = jsonld.to_rdf(annotation, {"documentLoader": load, "format": "application/n-quads"})
        assert f"<{OA}exact>" in triples


def test_selectors_find_the_words_in_the_text(annotations, asked):
    texts = dict(asked("SELECT url, text FROM articles"))
    for annotation in annotations:
        source = annotation["target"]["source"].replace("%3C", "<").replace("%3E", ">")
        quote, position = annotation["target"]["selector"]
        text = texts[source]
        assert text[position["start"] : position["end"]] == quote["exact"]
        assert f"{quote.get('prefix', '')}{quote['exact']}{quote.get('suffix', '')}" in text


def test_the_status_comes_first_in_words(annotations):
    values = [annotation["body"][0]["value"] for annotation in annotations]

    assert any(value.startswith("pledged") and "Latvia promised" in value for value in values)
    assert "denied, according to Latvia: its soldiers had attacked a Russian convoy" in values


@pytest.fixture
def graph(exported):
    data, written = exported("jsonld")
    found = jsonld.expand(json.loads(data))
    assert len(json.loads(data)["@graph"]) == written.n
    return found


def of_type(graph, name):
    return [node for node in graph if f"{SCHEMA}{name}" in node["@type"]]


def test_articles_and_claims_are_schema_org_and_prov(graph, asked):
    articles, claims = of_type(graph, "NewsArticle"), of_type(graph, "Claim")
    (n_facts,) = asked("SELECT (SELECT count(*) FROM events) + (SELECT count(*) FROM statements)")[0]

    assert len(articles) == 3
    assert len(claims) == n_facts
    assert not of_type(graph, "Event")
    addresses = {article["@id"] for article in articles}
    assert {article[f"{SCHEMA}articleBody"][0]["@value"] for article in articles} == {
        text for (text,) in asked("SELECT text FROM articles")
    }
    activities = {node["@id"] for node in graph if f"{PROV}Activity" in node["@type"]}
    for claim in claims:
        assert claim[f"{SCHEMA}appearance"][0]["@id"] in addresses
        assert claim[f"{PROV}wasQuotedFrom"][0]["@id"] in addresses
        assert claim[f"{PROV}wasGeneratedBy"][0]["@id"] in activities
        assert claim[f"{OURS}status"]


def test_nobody_claims_what_they_deny(graph):
    texts = {claim[f"{SCHEMA}text"][0]["@value"] for claim in of_type(graph, "Claim")}

    assert "denied: its soldiers had attacked a Russian convoy" in texts
    assert "its soldiers had attacked a Russian convoy" not in texts


def test_a_copy_is_based_on_its_origin_and_names_are_addresses(graph):
    based = [article[f"{SCHEMA}isBasedOn"][0]["@id"] for article in graph if f"{SCHEMA}isBasedOn" in article]

    assert len(based) == 1
    assert based[0].endswith(".example/talks")
    for node in graph:
        assert re.fullmatch(r"[a-z]+:[^\s<>\"{}|\\^`]+", node["@id"]), node["@id"]
    assert jsonld.to_rdf(graph, {"format": "application/n-quads"}).count("\n") > 100
