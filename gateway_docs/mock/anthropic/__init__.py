"""The Anthropic dialect: Messages, token counting, Models."""

from gateway_docs.mock.anthropic import errors, headers, hello, messages, models
from gateway_docs.mock.dialect import Dialect, Endpoint, lazily

REQUESTS = f"{__name__}.requests"

ANTHROPIC = Dialect(
    id="anthropic",
    key_places=("x-api-key", "authorization"),
    key_header="x-api-key",
    error=errors.error,
    check_headers=headers.check_version,
    endpoints=(
        Endpoint("POST", "/v1/messages", messages.create, lazily(REQUESTS, "message")),
        Endpoint("POST", "/v1/messages/count_tokens", messages.count_tokens, lazily(REQUESTS, "count_tokens")),
        Endpoint("GET", "/v1/models", models.list_models),
        Endpoint("GET", "/v1/models/{model}", models.get_model),
        Endpoint("HEAD", "/api/hello", hello.hello, public=True),
    ),
)
