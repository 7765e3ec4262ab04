"""The OpenAI dialect: Chat Completions, Responses, Embeddings, Models."""

from gateway_docs.mock.dialect import Dialect, Endpoint
from gateway_docs.mock.openai import chat, embeddings, errors, models, requests, responses

OPENAI = Dialect(
    id="openai",
    key_places=("authorization",),
    key_header="Authorization: Bearer",
    error=errors.error,
    endpoints=(
        Endpoint("POST", "/chat/completions", chat.complete, requests.chat),
        Endpoint("POST", "/responses", responses.respond, requests.response),
        Endpoint("POST", "/embeddings", embeddings.embed, requests.embedding, kind="embedding"),
        Endpoint("GET", "/models", models.list_models),
        Endpoint("GET", "/models/{model}", models.get_model),
    ),
)
