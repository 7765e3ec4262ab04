"""The Anthropic dialect: Messages, token counting, Models."""

from gateway_docs.mock.anthropic import errors, headers, hello, messages, models, requests
from gateway_docs.mock.dialect import Dialect, Endpoint

ANTHROPIC = Dialect(
    id="anthropic",
    key_places=("x-api-key", "authorization"),
    key_header="x-api-key",
    error=errors.error,
    check_headers=headers.check_version,
    endpoints=(
        Endpoint("POST", "/v1/messages", messages.create, requests.message),
        Endpoint("POST", "/v1/messages/count_tokens", messages.count_tokens, requests.count_tokens),
        Endpoint("GET", "/v1/models", models.list_models),
        Endpoint("GET", "/v1/models/{model}", models.get_model),
        Endpoint("HEAD", "/api/hello", hello.hello, public=True),
    ),
)
