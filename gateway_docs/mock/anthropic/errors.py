"""Anthropic's error shape: https://docs.anthropic.com/en/api/errors."""

from __future__ import annotations

from gateway_docs.mock.refusals import Refused

TYPES = {
    401: "authentication_error",
    402: "billing_error",
    403: "permission_error",
    404: "not_found_error",
    413: "request_too_large",
    429: "rate_limit_error",
    502: "api_error",
    503: "api_error",
    529: "overloaded_error",
}


def error(refused: Refused, request_id: str) -> dict:
    """The body of a refusal. It repeats the request id of the header request-id."""
    kind = TYPES.get(refused.refusal.status_for("anthropic"), "invalid_request_error")
    return {"type": "error", "error": {"type": kind, "message": refused.message}, "request_id": request_id}
