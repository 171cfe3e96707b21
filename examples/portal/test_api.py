"""The portal as programs meet it: what it answers is what its description says, whatever is sent."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from api import description
from flask.testing import FlaskClient
from jsonschema import Draft202012Validator
from portal import MOST_BYTES, create_app
from werkzeug.test import TestResponse

import rnms
from rnms import regions, testing
from rnms.render.json import report_schema

EXAMPLE = rnms.files.dumps(rnms.example("khabarovsk_2023")).encode()


@pytest.fixture
def client() -> Iterator[FlaskClient]:
    with create_app().test_client() as client:
        yield client


def post(client: FlaskClient, data: bytes, query: str = "period=2023", **more: Any) -> TestResponse:
    more = {"content_type": "application/json"} | more
    return client.post(f"/api/evaluate?{query}", data=data, **more)


def codes(response: TestResponse) -> list[str]:
    """The codes of the issues of an answer, which is as the description says."""
    issues = json.loads(response.data)
    schema = {**description()["components"]["schemas"]["Issues"]}
    Draft202012Validator(schema).validate(issues)
    return [issue["code"] for issue in issues["issues"]]


def test_a_program_sends_data_and_gets_a_report(client: FlaskClient) -> None:
    """The report is the one that ``rnms.evaluate`` gives, under the readings that were asked for."""
    response = post(client, EXAMPLE)
    report = rnms.Report.from_json(response.data)

    assert (response.status_code, response.mimetype) == (200, "application/json")
    assert report == rnms.evaluate(rnms.example("khabarovsk_2023"), period=2023)
    by_act = rnms.Report.from_json(post(client, EXAMPLE, "period=2023&reading=by_act").data)
    assert by_act["6"].taken == "by_act"


@pytest.mark.parametrize("region", regions.available())
def test_every_region_is_answered_as_its_schema_says(client: FlaskClient, region: str) -> None:
    """What comes back is what ``rnms schema --report`` describes."""
    system = testing.invented_region(staff=60, seed=1, region=region, faults=0.1)
    response = post(client, rnms.files.dumps(system).encode())

    assert response.status_code == 200
    Draft202012Validator(report_schema()).validate(json.loads(response.data))


@pytest.mark.parametrize(
    ("data", "query", "found"),
    [
        (b"{", "period=2023", ["json"]),
        (b'{"rnms": 1, "region": "khabarovsk", "figurs": []}', "period=2023", ["shape.unknown-key"]),
        (b'{"rnms": 1, "region": "nowhere"}', "period=2023", ["region.unknown"]),
        (EXAMPLE, "period=soon", ["portal.period"]),
        (EXAMPLE, "", ["portal.period"]),
        (EXAMPLE, "period=2023&reading=no", ["portal.reading"]),
        ("{}".encode("utf-16"), "period=2023", ["file.encoding"]),
    ],
)
def test_every_fault_has_its_code(client: FlaskClient, data: bytes, query: str, found: list[str]) -> None:
    """All at once, as JSON, with the status of what cannot be processed."""
    response = post(client, data, query)

    assert response.status_code == 422
    assert codes(response) == found


def test_what_http_refuses_is_told_as_json(client: FlaskClient) -> None:
    """A request of another type, or too large."""
    for response, status in (
        (post(client, EXAMPLE, content_type="text/plain"), 415),
        (post(client, b"0" * (MOST_BYTES + 1)), 413),
    ):
        assert response.status_code == status
        assert codes(response) == ["portal.request"]


def test_the_description_describes_itself_fully(client: FlaskClient) -> None:
    """It is served, refers to nothing that it lacks, and has the schemas of rnms."""
    served = json.loads(client.get("/api/openapi.json").data)
    schemas = served["components"]["schemas"]
    text = json.dumps(served)

    assert served == description()
    assert set(schemas) == {part.partition('"')[0] for part in text.split('"#/components/schemas/')[1:]}
    assert set(schemas["System"]["properties"]) == set(rnms.files.schema()["properties"])
    assert set(schemas["Report"]["properties"]) == set(report_schema()["properties"])


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
def test_schemathesis_finds_nothing() -> None:
    """Requests that the description allows, and others: no error of ours, no answer that it does not tell."""
    schemathesis = pytest.importorskip("schemathesis", reason="schemathesis is not installed: .ci/run has it")
    from hypothesis import HealthCheck, Phase, given, settings
    from hypothesis import strategies as st
    from schemathesis.checks import not_a_server_error
    from schemathesis.specs.openapi.checks import (
        content_type_conformance,
        negative_data_rejection,
        response_schema_conformance,
        status_code_conformance,
    )

    described = schemathesis.openapi.from_wsgi("/api/openapi.json", create_app())
    # Not whether all that fits is accepted: whom an id names is not said by a schema.
    checks = (
        not_a_server_error,
        content_type_conformance,
        negative_data_rejection,
        response_schema_conformance,
        status_code_conformance,
    )
    [operation] = [found.ok() for found in described.get_all_operations()]
    assert operation.label == "POST /api/evaluate"
    statuses = set()

    def sent(case: Any) -> None:
        statuses.add(case.call_and_validate(checks=checks).status_code)

    few = settings(
        max_examples=25, deadline=None, phases=[Phase.generate], suppress_health_check=[*HealthCheck]
    )
    for mode in schemathesis.GenerationMode:
        run: Any = few(given(operation.as_strategy(generation_mode=mode))(sent))  # type: ignore[no-untyped-call]
        run()

    @few
    @given(operation.as_strategy(), st.sampled_from(["2022/2023", "2023", "2023-H1", "2024-Q2"]))
    def sent_for_a_period(case: Any, period: str) -> None:
        case.body, case.query = json.loads(EXAMPLE), {"period": period}
        sent(case)

    sent_for_a_period()
    assert statuses == {200, 422}
