"""The Gemini dialect: content generation, token counting, Models, each under /v1 and /v1beta."""

from gateway_docs.mock.dialect import Dialect, Endpoint, lazily
from gateway_docs.mock.gemini import content, errors, models

REQUESTS = f"{__name__}.requests"
VERSIONS = ("/v1beta", "/v1")

GEMINI = Dialect(
    id="gemini",
    key_places=("x-goog-api-key", "key"),
    key_header="x-goog-api-key",
    error=errors.error,
    endpoints=tuple(
        Endpoint(method, version + path, *rest)
        for version in VERSIONS
        for method, path, *rest in (
            ("POST", "/models/{model}:generateContent", content.generate, lazily(REQUESTS, "generate")),
            ("POST", "/models/{model}:streamGenerateContent", content.stream, lazily(REQUESTS, "generate")),
            ("POST", "/models/{model}:countTokens", content.count_tokens, lazily(REQUESTS, "count_tokens")),
            ("GET", "/models", models.list_models),
            ("GET", "/models/{model}", models.get_model),
        )
    ),
)
