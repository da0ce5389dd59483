"""What stands before every page: hosts, origins, tokens of forms, sign-in, roles, limits, headers."""

import asyncio
import re
from collections.abc import Iterator, MutableMapping
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from lxml import etree
from starlette.websockets import WebSocketDisconnect

from dateline.errors import LakeError
from dateline.inputs import Page
from dateline.lake import Lake
from dateline.web.app import make_app
from dateline.web.freshness import refresh
from dateline.web.guard import accounts, protecting, sessions
from dateline.web.guard.hosts import is_allowed, is_loopback
from dateline.web.guard.limits import Buckets
from dateline.web.guard.protecting import GuardSettings, protect
from dateline.web.routes.signing import local
from dateline.web.serving import serve
from dateline.web.settings import Settings
from tests.web.conftest import token

CHEAP = 2
SECRET = "correct horse battery"
HOST = "desk.example.org"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A lake with three accounts."""
    lake = Lake(tmp_path / "record")
    text = b"Talks\n\n2 March 2025\n\nTALLINN: Estonia and Latvia signed a ferry agreement on Sunday.\n"
    list(lake.add([Page(name="a", data=text, url="https://one.example/a")]))
    refresh(lake.folder)
    for name, role in (("rita", "reader"), ("vera", "reviewer"), ("adam", "admin")):
        accounts.add(lake.folder, name, SECRET, role, cost=CHEAP)  # type: ignore[arg-type]
    return lake.folder


@pytest.fixture
def desk(folder: Path) -> Iterator[TestClient]:
    """A server that others reach."""
    app = make_app(Settings(folder, "0.0.0.0", allowed_hosts=(HOST,)), is_kept_fresh=False)
    with TestClient(app, base_url=f"https://{HOST}") as client:
        yield client


def sign_in(client: TestClient, name: str, password: str = SECRET, **more: str) -> int:
    page = client.get("/sign-in").text
    csrf = re.search(r'name="csrf" value="(\w+)"', page)
    assert csrf
    form = {"csrf": csrf[1], "name": name, "password": password, **more}
    return client.post("/sign-in", data=form, follow_redirects=False).status_code


def test_every_answer_has_its_headers(client: TestClient) -> None:
    for path in ("/", "/nothing", "/api/events", "/static/dateline.css", "/api/nothing"):
        headers = client.get(path).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe-inline" not in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["cross-origin-resource-policy"] == "same-origin"
        assert "access-control-allow-origin" not in headers


def test_no_page_needs_inline_styles_or_scripts(client: TestClient) -> None:
    for path in ("/", "/events", "/map", "/relations?one=EST&other=LVA", "/pledges", "/search?q=ferry"):
        page = etree.HTML(client.get(path).text)
        assert not page.xpath("//style | //script[not(@src)] | //@style | //@*[starts-with(name(), 'on')]"), path


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "127.0.0.1.nip.io", "", "localhost:x"])
def test_another_host_leads_nowhere(client: TestClient, host: str) -> None:
    assert client.get("/", headers={"Host": host}).status_code == 421


def test_hosts() -> None:
    names = frozenset({"localhost", "[::1]"})
    assert is_allowed([b"localhost:8000"], names)
    assert is_allowed([b"[::1]:8000"], names)
    assert is_allowed([b"[::1]"], names)
    assert not is_allowed([b"localhost", b"localhost"], names)
    assert not is_allowed([], names)
    assert is_loopback("127.0.0.2")
    assert not is_loopback("0.0.0.0")
    assert not is_loopback("desk.example.org")


def test_a_form_without_its_token_changes_nothing(client: TestClient) -> None:
    event = client.get("/api/events").json()["items"][0]["event"]
    form = {"fact": event, "verdict": "reject", "who": "eve"}
    assert client.post("/review", data=form).status_code == 403
    assert client.post("/review", data={**form, "csrf": "0" * 64}).status_code == 403
    assert client.post("/add", data={"text": "x"}).status_code == 403


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
    ],
)
def test_a_form_of_another_site_changes_nothing(client: TestClient, headers: dict[str, str]) -> None:
    event = client.get("/api/events").json()["items"][0]["event"]
    form = {"csrf": token(client), "fact": event, "verdict": "reject", "who": "eve"}
    assert client.post("/review", data=form, headers=headers).status_code == 403


def test_beyond_this_machine_everything_needs_a_sign_in(desk: TestClient) -> None:
    away = desk.get("/events?country=EST", follow_redirects=False)
    assert (away.status_code, away.headers["location"]) == (303, "/sign-in?next=%2Fevents%3Fcountry%3DEST")
    refused = desk.get("/api/events")
    assert (refused.status_code, refused.headers["www-authenticate"]) == (401, "Bearer")
    assert desk.get("/static/dateline.css").status_code == 200
    assert sign_in(desk, "rita") == 303
    assert desk.get("/events").status_code == 200


def test_a_wrong_password_signs_nobody_in(desk: TestClient) -> None:
    assert sign_in(desk, "rita", "wrong") == 403
    assert sign_in(desk, "nobody") == 403
    assert desk.get("/", follow_redirects=False).status_code == 303


def test_passwords_cannot_be_tried_without_end(desk: TestClient) -> None:
    assert [sign_in(desk, "rita", f"wrong {n}") for n in range(7)][-1] == 429
    assert sign_in(desk, "rita") == 429


def test_the_session_is_a_new_one_and_its_cookie_is_guarded(desk: TestClient) -> None:
    desk.cookies.set("dateline_session", "fixed", domain=HOST)
    desk.get("/sign-in")
    page = desk.get("/sign-in").text
    csrf = re.search(r'name="csrf" value="(\w+)"', page)
    assert csrf
    answer = desk.post("/sign-in", data={"csrf": csrf[1], "name": "rita", "password": SECRET}, follow_redirects=False)
    cookie = answer.headers["set-cookie"]
    assert "fixed" not in cookie
    assert all(part in cookie for part in ("HttpOnly", "SameSite=lax", "Secure", "Path=/"))


def test_signing_out_ends_the_session(desk: TestClient) -> None:
    sign_in(desk, "rita")
    key = desk.cookies["dateline_session"]
    desk.post("/sign-out", data={"csrf": token(desk)})
    desk.cookies.set("dateline_session", key, domain=HOST)
    assert desk.get("/", follow_redirects=False).status_code == 303


def test_a_removed_account_is_out_at_once(desk: TestClient, folder: Path) -> None:
    sign_in(desk, "rita")
    assert desk.get("/").status_code == 200
    accounts.remove(folder, "rita")
    assert desk.get("/", follow_redirects=False).status_code == 303


def test_readers_do_not_judge_or_add(desk: TestClient) -> None:
    sign_in(desk, "rita")
    event = desk.get("/api/events").json()["items"][0]["event"]
    form = {"csrf": token(desk), "fact": event, "verdict": "confirm", "who": "adam"}
    assert desk.post("/review", data=form).status_code == 403
    assert desk.post("/add", data={"csrf": form["csrf"], "text": "x"}).status_code == 403


def test_reviewers_judge_in_their_own_name(desk: TestClient) -> None:
    sign_in(desk, "vera")
    event = desk.get("/api/events").json()["items"][0]["event"]
    form = {"csrf": token(desk), "fact": event, "verdict": "confirm", "who": "adam"}
    answer = desk.post("/review", data=form, headers={"Accept": "application/json"})
    assert answer.json()["who"] == "vera"


def test_tokens_open_the_api_until_they_are_taken_back(desk: TestClient, folder: Path) -> None:
    made = accounts.new_token(folder, "rita", "nightly")
    headers = {"Authorization": f"Bearer {made}"}
    assert desk.get("/api/events", headers=headers).status_code == 200
    assert made not in (folder / accounts.FILE).read_text()
    accounts.revoke(folder, "rita", "nightly")
    assert desk.get("/api/events", headers=headers).status_code == 401
    assert desk.get("/api/events", headers={"Authorization": "Bearer dl_x"}).status_code == 401


@pytest.mark.parametrize(
    "address", ["//evil.example", "/\\evil.example", "https:evil.example", "https://e", "/a\nb", ""]
)
def test_signing_in_leads_nowhere_else(address: str) -> None:
    assert local(address) == "/"


def test_the_file_of_accounts_is_its_owners_alone(folder: Path) -> None:
    path = folder / accounts.FILE
    assert path.stat().st_mode & 0o777 == 0o600
    assert SECRET not in path.read_text()
    assert [one.name for one in accounts.listed(folder)] == ["adam", "rita", "vera"]


@pytest.mark.parametrize(("name", "password"), [("", SECRET), ("eve", "short")])
def test_accounts_that_are_none(folder: Path, name: str, password: str) -> None:
    with pytest.raises(LakeError):
        accounts.add(folder, name, password, "reader", cost=CHEAP)


def test_nothing_is_served_to_others_without_accounts_and_a_name(lake: Lake, folder: Path) -> None:
    with pytest.raises(LakeError, match="accounts add"):
        serve(lake.folder, "0.0.0.0", 0, ("desk",))
    with pytest.raises(LakeError, match="--allow-host"):
        serve(folder, "0.0.0.0", 0, ())


def test_too_much_is_refused_with_or_without_a_length(lake: Lake) -> None:
    app = make_app(Settings(lake.folder, max_body=10_000), is_kept_fresh=False)
    with TestClient(app, base_url="http://localhost") as client:
        form = {"csrf": token(client), "text": "x" * 20_000}
        assert client.post("/add", data=form).status_code == 413
        body = (b"x" * 1000 for _ in range(30))
        headers = {"X-CSRF-Token": form["csrf"], "Content-Type": "application/x-www-form-urlencoded"}
        assert client.post("/add", content=body, headers=headers).status_code == 413
        assert client.get("/events?actor=" + "x" * 9000).status_code == 414


def test_too_many_requests_have_to_wait(lake: Lake) -> None:
    inner = make_app(Settings(lake.folder), is_kept_fresh=False).app
    app = protect(inner, GuardSettings(lake.folder, requests_per_second=0.5, burst=3))
    with TestClient(app, base_url="http://localhost") as client:
        answers = [client.get("/api/events?limit=1") for _ in range(5)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429, 429]
    assert int(answers[-1].headers["retry-after"]) >= 1


def test_buckets_are_each_clients_own() -> None:
    buckets = Buckets(1.0, 1.0)
    assert buckets.wait("a") == 0
    assert buckets.wait("a") > 0
    assert buckets.wait("b") == 0


def test_the_word_of_a_proxy_is_not_believed(lake: Lake) -> None:
    inner = make_app(Settings(lake.folder), is_kept_fresh=False).app
    app = protect(inner, GuardSettings(lake.folder, requests_per_second=0.5, burst=1))
    with TestClient(app, base_url="http://localhost") as client:
        codes = [client.get("/add", headers={"X-Forwarded-For": f"10.0.0.{n}"}).status_code for n in range(3)]
    assert codes == [200, 429, 429]


def test_a_new_password_ends_all_sessions(desk: TestClient, folder: Path) -> None:
    sign_in(desk, "rita")
    assert desk.get("/").status_code == 200
    accounts.add(folder, "rita", SECRET + "2", "admin", cost=CHEAP)
    assert desk.get("/", follow_redirects=False).status_code == 303


def test_there_are_no_websockets(client: TestClient) -> None:
    with pytest.raises(WebSocketDisconnect), client.websocket_connect("/"):
        pass


def test_a_form_of_a_thousand_fields_is_refused(client: TestClient) -> None:
    assert client.post("/review", data={f"f{n}": "x" for n in range(1100)}).status_code == 403


def test_a_body_that_never_ends_is_given_up(lake: Lake, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(protecting, "SLOWEST", 0.05)
    guard = make_app(Settings(lake.folder), is_kept_fresh=False)
    sent: list[MutableMapping[str, Any]] = []

    async def receive() -> MutableMapping[str, Any]:
        await asyncio.sleep(10)
        return {"type": "http.request"}

    async def send(message: MutableMapping[str, Any]) -> None:
        sent.append(message)

    headers = [(b"host", b"localhost"), (b"content-type", b"application/x-www-form-urlencoded")]
    scope = {"type": "http", "method": "POST", "path": "/review", "raw_path": b"/review", "query_string": b""}
    asyncio.run(guard({**scope, "headers": headers, "scheme": "http", "client": ("127.0.0.1", 1)}, receive, send))
    assert sent[0]["status"] == 408


def test_a_file_that_was_left_behind_does_not_open_the_accounts(folder: Path) -> None:
    left = (folder / accounts.FILE).with_suffix(".new")
    left.write_text("{}")
    left.chmod(0o644)
    accounts.add(folder, "eve", SECRET, "reader", cost=CHEAP)
    assert (folder / accounts.FILE).stat().st_mode & 0o777 == 0o600


def test_accounts_that_cannot_be_read_are_no_way_in(desk: TestClient, folder: Path) -> None:
    sign_in(desk, "rita")
    path = folder / accounts.FILE
    path.write_text(path.read_text().replace('"reader"', '"boss"'))
    assert desk.get("/").status_code == 503
    with pytest.raises(LakeError, match="boss"):
        accounts.listed(folder)


def test_only_the_form_itself_is_open(desk: TestClient) -> None:
    assert desk.get("/sign-inside", follow_redirects=False).status_code == 303


def test_headers_have_a_length(client: TestClient) -> None:
    assert client.get("/", headers={"X-Long": "x" * 20_000}).status_code == 431


def test_numbers_are_numbers() -> None:
    assert not is_allowed(["localhost:²".encode("latin-1")], frozenset({"localhost"}))


def test_a_form_of_the_unsafe_site_of_the_same_name_changes_nothing(desk: TestClient) -> None:
    sign_in(desk, "vera")
    event = desk.get("/api/events").json()["items"][0]["event"]
    form = {"csrf": token(desk), "fact": event, "verdict": "confirm"}
    assert desk.post("/review", data=form, headers={"Origin": f"http://{HOST}"}).status_code == 403
    fine = desk.post("/review", data=form, headers={"Origin": f"https://{HOST}"}, follow_redirects=False)
    assert fine.status_code == 303


def test_sessions_end(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    known = sessions.Sessions(folder)
    key = known.begin(accounts.listed(folder)[0])
    assert known.find(key)
    monkeypatch.setattr(sessions, "IDLE", -1.0)
    assert known.find(key) is None
