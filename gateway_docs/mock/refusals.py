"""The catalogue of refusals: what can be wrong, the status, and the gateway's own words for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Refusal:
    """One kind of refusal. `message` is a format string; `code` is OpenAI's error code.

    `retry`: the same request may succeed later. Otherwise the answer carries `x-should-retry: false`.
    """

    id: str
    status: int
    message: str
    code: str | None = None
    retry: bool = False
    anthropic_status: int | None = None

    def status_for(self, dialect_id: str) -> int:
        """The HTTP status that a vendor uses for this refusal."""
        return self.anthropic_status if dialect_id == "anthropic" and self.anthropic_status else self.status


_REFUSALS = (
    # Who asks
    Refusal("missing-key", 401, "No API key was sent. Send it in the header {header}."),
    Refusal(
        "misplaced-key",
        401,
        "The API key was sent as {found}, which this endpoint does not read. Send it in the header {header}.",
        "invalid_api_key",
    ),
    Refusal(
        "unknown-key",
        401,
        "Incorrect API key. It may be incomplete, or it was deleted. Copy it again or create a new one: {console_url}",
        "invalid_api_key",
    ),
    Refusal(
        "disabled-key", 401, "This API key is disabled. Enable it or use another one: {console_url}", "invalid_api_key"
    ),
    Refusal("expired-key", 401, "This API key has expired. Create a new one: {console_url}", "invalid_api_key"),
    Refusal(
        "other-vendor",
        403,
        "This API key belongs to {key_vendor} (group {group}) and does not work for {vendor}. "
        "Use a key for {vendor}: {console_url}",
        "wrong_vendor",
    ),
    Refusal(
        "client-not-allowed",
        403,
        "The group {group} of this API key may be used by {clients} only. Use a key of another group: {console_url}",
        "client_not_allowed",
    ),
    Refusal(
        "no-balance",
        402,
        "The balance of this account is used up. Top up, then try again: {console_url}",
        "insufficient_quota",
    ),
    Refusal(
        "rate-limited-bare",
        429,
        "Too many requests: this API key may send {requests_per_minute} requests per minute. Try again later.",
        "rate_limit_exceeded",
        retry=True,
    ),
    Refusal(
        "rate-limited",
        429,
        "Too many requests: this API key may send {requests_per_minute} requests per minute. Try again in 1 second.",
        "rate_limit_exceeded",
        retry=True,
    ),
    # Where to
    Refusal("unknown-host", 421, "This gateway does not answer for the host {host}. Check the base URL."),
    Refusal("unknown-path", 404, "There is nothing at {method} {path}. {hint}", "unknown_url"),
    Refusal("wrong-method", 405, "{path} does not answer {method}. Use {allowed}.", "method_not_supported"),
    # What it is
    Refusal("missing-version", 400, "The header anthropic-version is missing. Send anthropic-version: {version}."),
    Refusal("unknown-version", 400, "The header anthropic-version has the unknown value {found}. Send {version}."),
    Refusal("content-type", 400, "The header content-type must be application/json, this request has {found}."),
    Refusal("bad-json", 400, "The request body is not valid JSON: {problem}."),
    Refusal("not-an-object", 400, "The request body must be a JSON object."),
    Refusal("too-large", 413, "The request body is larger than {limit} MB.", "request_too_large"),
    Refusal("unknown-parameter", 400, "Unknown parameter: '{param}'.", "unknown_parameter"),
    Refusal("missing-parameter", 400, "Missing required parameter: '{param}'.", "missing_required_parameter"),
    Refusal("invalid-parameter", 400, "Invalid value for '{param}': {problem}.", "invalid_value"),
    # Which model
    Refusal(
        "unknown-model",
        404,
        "The model {model} does not exist. Copy a model name from the console: {console_url}",
        "model_not_found",
    ),
    Refusal(
        "retired-model",
        404,
        "The model {model} is retired. Choose another one in the console: {console_url}",
        "model_not_found",
    ),
    Refusal(
        "other-vendor-model",
        404,
        "The model {model} belongs to {model_vendor}, this endpoint serves {vendor}.",
        "model_not_found",
    ),
    Refusal(
        "not-in-group",
        404,
        "The model {model} is not in the group {group} of this API key. GET {models_path} lists those that are.",
        "model_not_found",
    ),
    Refusal(
        "embedding-model",
        400,
        "The model {model} makes embeddings and does not chat. Use a chat model.",
        "invalid_value",
    ),
    Refusal(
        "chat-model",
        400,
        "The model {model} chats and does not make embeddings. Use an embedding model.",
        "invalid_value",
    ),
    # What can happen behind the gateway
    Refusal(
        "overloaded",
        503,
        "{vendor} is overloaded. Try again in a moment.",
        "server_is_overloaded",
        retry=True,
        anthropic_status=529,
    ),
    Refusal("unavailable", 503, "{vendor} is not available. Try again in a moment.", "server_unavailable", retry=True),
    Refusal(
        "overloaded-529", 529, "{vendor} is overloaded. Try again in a moment.", "server_is_overloaded", retry=True
    ),
    Refusal(
        "server-error", 502, "{vendor} did not answer the gateway. Try again in a moment.", "bad_gateway", retry=True
    ),
    # A request that nobody thought of. Seeing it is a defect of the mock.
    Refusal("unforeseen", 400, "This request cannot be understood: {problem}."),
)

CATALOGUE = {refusal.id: refusal for refusal in _REFUSALS}


class Refused(Exception):
    """The gateway says no. `reason` is for an author and may say more than the client is told."""

    def __init__(self, refusal_id: str, *, reason: str | None = None, param: str | None = None, **values: Any):
        self.refusal = CATALOGUE[refusal_id]
        self.message = self.refusal.message.format(param=param, **values).strip()
        self.reason = reason or self.message
        self.param, self.values = param, values
        super().__init__(self.message)
