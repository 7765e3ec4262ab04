"""The OpenAI dialect: Chat Completions, Responses, Embeddings, Models."""

from gateway_docs.mock.dialect import Dialect, Endpoint, lazily
from gateway_docs.mock.openai import chat, embeddings, errors, models, responses

REQUESTS = f"{__name__}.requests"

OPENAI = Dialect(
    id="openai",
    key_places=("authorization",),
    key_header="Authorization: Bearer",
    error=errors.error,
    endpoints=(
        Endpoint("POST", "/chat/completions", chat.complete, lazily(REQUESTS, "chat")),
        Endpoint("POST", "/responses", responses.respond, lazily(REQUESTS, "response")),
        Endpoint("POST", "/embeddings", embeddings.embed, lazily(REQUESTS, "embedding"), kind="embedding"),
        Endpoint("GET", "/models", models.list_models),
        Endpoint("GET", "/models/{model}", models.get_model),
    ),
)
