"""Judging facts from their pages, and taking it back."""

from fastapi.testclient import TestClient

from dateline.lake import Lake


def test_a_fact_is_rejected_and_comes_back(client: TestClient, csrf: str, lake: Lake) -> None:
    event = client.get("/api/events?status=pledged").json()["items"][0]["event"]
    judged = client.post(
        "/review",
        data={"csrf": csrf, "fact": event, "verdict": "reject", "who": "anna", "reason": "a test"},
        headers={"Accept": "application/json"},
    )
    assert judged.status_code == 200
    assert event not in [row["event"] for row in client.get("/api/events").json()["items"]]
    assert "a test" in client.get("/corrections").text
    back = client.post(
        "/review",
        data={"csrf": csrf, "withdraws": judged.json()["correction"], "who": "anna", "next": "/corrections"},
        follow_redirects=False,
    )
    assert (back.status_code, back.headers["location"]) == (303, "/corrections")
    assert event in [row["event"] for row in client.get("/api/events").json()["items"]]


def test_a_correction_is_shown_with_who_made_it(client: TestClient, csrf: str) -> None:
    event = client.get("/api/events?status=happened").json()["items"][0]
    form = {"csrf": csrf, "fact": event["event"], "verdict": "correct", "new-status": "denied", "who": "ben"}
    judged = client.post("/review", data=form, headers={"Accept": "application/json"}).json()
    again = [row for row in client.get("/api/events").json()["items"] if row["event"] == event["event"]]
    assert [(row["status"], row["review"], row["reviewer"]) for row in again] == [("denied", "corrected", "ben")]
    client.post("/review", data={"csrf": csrf, "withdraws": judged["correction"], "who": "ben"})


def test_judging_needs_a_name_a_verdict_and_a_fact(client: TestClient, csrf: str) -> None:
    event = client.get("/api/events").json()["items"][0]["event"]
    assert client.post("/review", data={"csrf": csrf, "fact": event, "verdict": "reject"}).status_code == 400
    assert client.post("/review", data={"csrf": csrf, "fact": event, "verdict": "maybe", "who": "a"}).status_code == 400
    assert (
        client.post("/review", data={"csrf": csrf, "fact": "x/e1", "verdict": "reject", "who": "a"}).status_code == 400
    )
    assert (
        client.post("/review", data={"csrf": csrf, "fact": event, "verdict": "correct", "who": "a"}).status_code == 400
    )


def test_a_form_leads_nowhere_else(client: TestClient, csrf: str) -> None:
    event = client.get("/api/events").json()["items"][0]["event"]
    for address in ("https://evil.example/", "//evil.example", "/\\evil.example"):
        form = {"csrf": csrf, "fact": event, "verdict": "confirm", "who": "a", "next": address}
        assert client.post("/review", data=form, follow_redirects=False).headers["location"] == "/corrections"
