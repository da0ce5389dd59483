"""Whatever is asked of the API is answered as its OpenAPI document says, and never by a fault of the server."""

from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from dateline.lake import Lake
from dateline.web.app import make_app
from dateline.web.settings import Settings

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
SCHEMA = schemathesis.openapi.from_asgi(
    "/api/openapi.json", make_app(Settings(Path("none")), is_kept_fresh=False), headers={"Host": "localhost"}
)
OPERATIONS = {one.ok().label: one.ok() for one in SCHEMA.get_all_operations()}
MODES = [
    pytest.param(label, mode, id=f"{label} {mode.value}")
    for label, operation in OPERATIONS.items()
    for mode in GenerationMode
    if mode is GenerationMode.POSITIVE or operation.query  # no text is wrong as a part of a path
]


@pytest.fixture(scope="module")
def app(lake: Lake) -> Any:
    return make_app(Settings(lake.folder, requests_per_second=1e6), is_kept_fresh=False)


@pytest.mark.parametrize(("label", "mode"), MODES)
def test_every_answer_is_documented_and_none_is_a_fault(app: Any, label: str, mode: GenerationMode) -> None:
    operation = OPERATIONS[label]

    @given(case=operation.as_strategy(generation_mode=mode))
    @settings(max_examples=5, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
    def answered(case: schemathesis.Case) -> None:
        case.call_and_validate(app=app, headers={"Host": "localhost"}, checks=CHECKS)

    answered()
