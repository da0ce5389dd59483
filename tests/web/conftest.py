"""A small lake with two tellings of one happening, a copy, a pledge and its outcome, and a page that means harm."""

import html
import re
from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from dateline.inputs import Page
from dateline.lake import Lake
from dateline.web.app import make_app
from dateline.web.freshness import refresh
from dateline.web.settings import Settings

EVIL = "<script>alert('title')</script>"
PAGES = {
    "https://tallinn.example/ferry": """Estonia and Latvia sign ferry agreement

2 March 2025

TALLINN: Estonia and Latvia signed a ferry agreement in Tallinn on Sunday, March 2.

Latvia promised to pay 40 million euros by June 2025.

"We will not wait," Estonian Prime Minister Kristen Michal told reporters.
""",
    "https://riga.example/ferry": """Ferry deal with Estonia signed

3 March 2025

RIGA: Latvia signed a ferry agreement with Estonia in Tallinn on Sunday, Latvian Foreign Minister Baiba Braze said.

She denied that Latvia had threatened Estonia.
""",
    "https://riga.example/paid": """Riga pays

5 June 2025

RIGA: Latvia paid 40 million euros to Estonia on Thursday for the ferry, the ministry said.
""",
    "https://evil.example/x": f"""<html><head><title>{html.escape(EVIL)}</title></head><body><article>
<h1>{html.escape(EVIL)}</h1><p>4 March 2025</p>
<p>VILNIUS: Lithuania accused Belarus of sabotage on Tuesday, and said &lt;img src=x onerror=alert(1)&gt; was it.</p>
<p>Belarus denied that it had attacked Lithuania, the ministry said in Minsk.</p></article></body></html>""",
}


@pytest.fixture(scope="session")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Lake:
    lake = Lake(tmp_path_factory.mktemp("web") / "record")
    for url, text in PAGES.items():
        list(lake.add([Page(name=url, data=text.encode(), url=url)]))
    refresh(lake.folder)
    return lake


@pytest.fixture
def client(lake: Lake) -> Iterator[TestClient]:
    with TestClient(make_app(Settings(lake.folder), is_kept_fresh=False), base_url="http://localhost") as client:
        yield client


@pytest.fixture
def csrf(client: TestClient) -> str:
    """What a form of this browser carries."""
    return token(client)


def token(client: TestClient) -> str:
    """The token in the forms of a page."""
    found = re.search(r'name="csrf" value="(\w+)"', client.get("/add").text)
    assert found
    return found[1]
