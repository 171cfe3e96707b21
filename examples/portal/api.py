"""The portal for programs: data in, report out, as JSON; and the OpenAPI description of that.

    curl -H 'Content-Type: application/json' --data-binary @край.json 'http://127.0.0.1:5000/api/evaluate?period=2023'

The schemas of the description are those of rnms itself: ``rnms schema`` and ``rnms schema --report``.
"""

from __future__ import annotations

import functools
import json
from http import HTTPStatus
from typing import Any

from flask import Blueprint, Response, request
from werkzeug.exceptions import HTTPException, UnsupportedMediaType

import rnms
from rnms.errors import PeriodError, ReadingNotFoundError, RegionNotFoundError, RnmsError
from rnms.files.converter import PERIOD
from rnms.issues import Issue
from rnms.render.issues import issues_as_dict
from rnms.render.json import report_schema

ISSUE = ("file", "sheet", "cell", "path", "place", "code", "severity", "message", "hint")
"""What is told of a fault."""

api = Blueprint("api", __name__, url_prefix="/api")


@api.post("/evaluate")
def evaluate() -> Response:
    """Judge a file of data for a period."""
    if request.mimetype != "application/json":
        raise UnsupportedMediaType
    system = rnms.load(request.get_data())
    report = rnms.evaluate(
        system, period=request.args.get("period", ""), readings=request.args.getlist("reading")
    )
    return Response(report.to_json(), mimetype="application/json")


@api.get("/openapi.json")
def describe() -> Response:
    """The description by which programs, and the tests, know what there is."""
    return answer(description())


@api.errorhandler(RnmsError)
def fault(error: RnmsError) -> tuple[Response, int]:
    """What is wrong with what was sent; whatever is no fault of the sender stays an error of ours."""
    return answer(issues_as_dict(issues_of(error))), HTTPStatus.UNPROCESSABLE_ENTITY


@api.errorhandler(HTTPException)
def refuse(error: HTTPException) -> tuple[Response, int]:
    """A request that HTTP itself refuses: too large, of another type."""
    issue = Issue(place="request", text=error.description or error.name, code="portal.request")
    return answer(issues_as_dict((issue,))), error.code or HTTPStatus.INTERNAL_SERVER_ERROR


def answer(value: dict[str, Any]) -> Response:
    """Plain values as JSON, Cyrillic readable."""
    return Response(json.dumps(value, ensure_ascii=False), mimetype="application/json")


def issues_of(error: RnmsError) -> tuple[Issue, ...]:
    """What is wrong, each with its place."""
    match error:
        case rnms.DataError():
            return error.issues
        case PeriodError():
            text = f"{error.given} — не период: напишите 2023, 2022/2023, 2023-H1 или 2023-Q2"
            return (Issue(place="период", text=text, code="portal.period"),)
        case RegionNotFoundError():
            text = f"региона «{error.key}» нет; есть: {', '.join(error.known)}"
            return (Issue(place="$.region", text=text, code="region.unknown"),)
        case ReadingNotFoundError():
            return (Issue(place="reading", text=str(error), code="portal.reading"),)
    raise error


@functools.cache
def description() -> dict[str, Any]:
    """The OpenAPI description of what this portal offers to programs."""
    system, its_parts = component("System", rnms.files.schema())
    report, parts_of_report = component("Report", report_schema())
    text = {"type": "string"}
    issue = {
        "type": "object",
        "properties": {key: {"type": ["string", "null"]} for key in ISSUE},
        "required": [*ISSUE],
        "additionalProperties": False,
    }
    issues = {
        "type": "object",
        "properties": {"schema": text, "issues": {"type": "array", "items": issue}},
        "required": ["schema", "issues"],
    }
    refused = {"description": "What is wrong, each fault with its place.", "content": as_json("Issues")}
    return {
        "openapi": "3.1.0",
        "info": {"title": "rnms", "version": rnms.__version__},
        "paths": {
            "/api/evaluate": {
                "post": {
                    "operationId": "evaluate",
                    "summary": "Judge the data of a region for a period by its order.",
                    "parameters": [
                        {
                            "name": "period",
                            "in": "query",
                            "required": True,
                            "description": "2023, 2022/2023, 2023-H1, 2023-Q2",
                            "schema": {**text, "pattern": f"^({PERIOD})$"},
                            "example": "2023",
                        },
                        {
                            "name": "reading",
                            "in": "query",
                            "description": "Readings to take where indicators have them.",
                            "schema": {"type": "array", "items": text},
                        },
                    ],
                    "requestBody": {"required": True, "content": as_json("System")},
                    "responses": {
                        "200": {"description": "The report.", "content": as_json("Report")},
                        "413": refused,
                        "415": refused,
                        "422": refused,
                    },
                }
            }
        },
        "components": {
            "schemas": {"System": system, "Report": report, "Issues": issues, **its_parts, **parts_of_report}
        },
    }


def as_json(name: str) -> dict[str, Any]:
    """The content of a request or an answer that is JSON of a schema."""
    return {"application/json": {"schema": {"$ref": f"#/components/schemas/{name}"}}}


def component(name: str, schema: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """A schema as a component, and those that it refers to, which OpenAPI keeps beside it."""
    moved = json.loads(json.dumps(schema).replace('"#/$defs/', f'"#/components/schemas/{name}.'))
    parts = {f"{name}.{key}": part for key, part in moved.pop("$defs").items()}
    return {key: part for key, part in moved.items() if key not in {"$schema", "$id"}}, parts
