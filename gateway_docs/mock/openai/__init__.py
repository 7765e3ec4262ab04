"""OpenAI's format: Chat Completions, Responses, Embeddings."""

from gateway_docs.mock.openai import chat, embeddings, history, media, responses, strict_schemas

ANSWERS = {"chat": chat.complete, "responses": responses.respond, "embeddings": embeddings.embed}
CHECKS = {
    "chat": (media.check_media, strict_schemas.check_schemas, history.check_messages),
    "responses": (media.check_media, strict_schemas.check_schemas, history.check_items),
}
