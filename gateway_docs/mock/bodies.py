"""Request bodies: read with a limit, as JSON of the right content type."""

from __future__ import annotations

from typing import Any

from pydantic_core import from_json
from starlette.requests import Request

from gateway_docs.mock.call import Call
from gateway_docs.mock.refusals import Refused

MEGABYTE = 1024 * 1024


async def read_body(request: Request, limit: int) -> tuple[bytes, bool]:
    """The body, at most `limit` + 1 bytes of it, and whether it came to its end.

    Up to twice the limit is read and dropped, because a client that is still sending does not see the answer.
    """
    kept, received = bytearray(), 0
    async for chunk in request.stream():
        received += len(chunk)
        kept += chunk[: limit + 1 - len(kept)]
        if received > 2 * limit:
            return bytes(kept), False
    return bytes(kept), True


def parse_body(call: Call) -> dict[str, Any]:
    """The call's body, a JSON object: at most 200 levels deep, no NaN, UTF-8. Refused: anything else."""
    limit = call.facts.limits.request_megabytes
    if len(call.raw) > limit * MEGABYTE:
        raise Refused("too-large", limit=limit)
    content_type = call.request.headers.get("content-type")
    is_json = (content_type or "").split(";")[0].strip().lower() == "application/json"
    if not is_json and not call.never("content-type"):
        raise Refused("content-type", found=content_type or "none")
    try:
        body = from_json(call.raw, allow_inf_nan=False)
    except ValueError as error:
        raise Refused("bad-json", problem="it is empty" if not call.raw.strip() else str(error)) from None
    if not isinstance(body, dict):
        raise Refused("not-an-object")
    return body


def model_in(raw: bytes) -> str | None:
    """The model that a body names, if it can be read at all: also refused requests are shown with their model."""
    try:
        body = from_json(raw)
    except ValueError:
        return None
    model = body.get("model") if isinstance(body, dict) else None
    return model if isinstance(model, str) else None
