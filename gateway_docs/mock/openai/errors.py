"""OpenAI's error shape: https://platform.openai.com/docs/guides/error-codes."""

from __future__ import annotations

from gateway_docs.mock.refusals import Refused

TYPES = {
    402: "insufficient_quota",
    403: "request_forbidden",
    429: "requests",
    **dict.fromkeys((502, 503, 529), "server_error"),
}


def error(refused: Refused, request_id: str) -> dict:
    """The body of a refusal. The request id travels in the header x-request-id alone."""
    refusal = refused.refusal
    kind = TYPES.get(refusal.status, "invalid_request_error")
    return {"error": {"message": refused.message, "type": kind, "param": refused.param, "code": refusal.code}}
