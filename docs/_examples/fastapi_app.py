"""A service of one file: `pip install "rnms" fastapi uvicorn`, then `uvicorn fastapi_app:app`."""

import json
from typing import Annotated, Any

from fastapi import FastAPI, Query, Request, Response

import rnms
from rnms.render.issues import issues_as_dict
from rnms.render.json import report_schema

app = FastAPI(title="rnms")
BODY = {"required": True, "content": {"application/json": {"schema": {"type": "object"}}}}


@app.post("/evaluate", openapi_extra={"requestBody": BODY})
async def evaluate(
    request: Request, period: str, reading: Annotated[list[str] | None, Query()] = None
) -> Response:
    """Judge the data of a region: the report, or every fault with its place."""
    try:
        system = rnms.load(await request.body())
        report = rnms.evaluate(system, period=period, readings=reading or ())
    except rnms.DataError as error:
        return as_json(json.dumps(issues_as_dict(error.issues), ensure_ascii=False), 422)
    except rnms.RnmsError as error:
        return as_json(json.dumps({"detail": str(error)}, ensure_ascii=False), 422)
    return as_json(report.to_json(), 200)


@app.get("/report.schema.json")
def schema() -> dict[str, Any]:
    """What a report looks like."""
    return report_schema()


def as_json(text: str, status: int) -> Response:
    """An answer that is JSON already."""
    return Response(text, status_code=status, media_type="application/json")
