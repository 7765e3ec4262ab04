"""Gemini's error shape, Google's standard one: https://cloud.google.com/apis/design/errors."""

from __future__ import annotations

from gateway_docs.mock.refusals import Refused

STATUSES = {
    401: "UNAUTHENTICATED",
    402: "FAILED_PRECONDITION",
    403: "PERMISSION_DENIED",
    404: "NOT_FOUND",
    405: "UNIMPLEMENTED",
    429: "RESOURCE_EXHAUSTED",
    502: "UNAVAILABLE",
    503: "UNAVAILABLE",
    529: "UNAVAILABLE",
}


def error(refused: Refused, request_id: str) -> dict:
    """The body of a refusal. The request id travels in the header x-request-id alone."""
    status = refused.refusal.status
    return {"error": {"code": status, "message": refused.message, "status": STATUSES.get(status, "INVALID_ARGUMENT")}}
