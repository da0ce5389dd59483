"""A small lake with two tellings of one happening, a copy, a pledge and its outcome, and a page that means harm."""

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from dateline.inputs import Page
from dateline.lake import Lake, ready
from dateline.web.app import make_app
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
    "https://evil.example/x": f"""{EVIL}

4 March 2025

VILNIUS: Lithuania accused Belarus of "<img src=x onerror=alert(1)>" on Tuesday.
""",
}


@pytest.fixture(scope="session")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Lake:
    lake = Lake(tmp_path_factory.mktemp("web") / "record")
    for url, text in PAGES.items():
        list(lake.add([Page(name=url, data=text.encode(), url=url)]))
    ready.refresh(lake.folder)
    return lake


@pytest.fixture
def client(lake: Lake) -> Iterator[TestClient]:
    with TestClient(make_app(Settings(lake.folder), is_kept_fresh=False)) as client:
        yield client
