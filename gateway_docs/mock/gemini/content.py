""":generateContent, :streamGenerateContent and :countTokens."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from gateway_docs.mock.answers import Answer, answer, count_words, last_text
from gateway_docs.mock.dialect import Call, Reply
from gateway_docs.mock.events import event_stream, json_reply, to_json


def generate(call: Call) -> Reply:
    said = _said(call)
    return json_reply(_response(call, said.text, "STOP", _usage(said)))


def stream(call: Call) -> Reply:
    """Server-sent events with ?alt=sse, otherwise the same objects as one JSON array."""
    responses = list(_responses(call, _said(call)))
    if call.request.query_params.get("alt") == "sse":
        return event_stream((None, response) for response in responses)
    ends = [b",\r\n"] * (len(responses) - 1) + [b"]"]
    chunks = [to_json(response) + end for response, end in zip(responses, ends, strict=True)]
    return Reply([b"[" + chunks[0], *chunks[1:]], stream=True)


def count_tokens(call: Call) -> Reply:
    return json_reply({"totalTokens": count_words(call.body)})


def _said(call: Call) -> Answer:
    body = call.body
    config = _get(body, "generationConfig") or {}
    read = [body["contents"], _get(body, "systemInstruction")]
    return answer(_prompt(body["contents"]), read, call.facts.name, _schema(config))


def _get(body: dict, name: str) -> Any:
    """A field in camelCase or, as Google also reads it, in snake_case."""
    snake = "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name)
    return body.get(name, body.get(snake))


def _prompt(contents: list[dict]) -> str:
    users = [content for content in contents if content.get("role") in ("user", None)]
    return last_text(users[-1]["parts"], (None,)) if users else ""


def _schema(config: dict) -> Any:
    schema = _get(config, "responseJsonSchema") or _get(config, "responseSchema")
    if schema is None and _get(config, "responseMimeType") == "application/json":
        return {"type": "object", "properties": {"answer": {"type": "string"}}}
    return schema


def _response(call: Call, text: str, finish_reason: str | None, usage: dict) -> dict:
    candidate = {"content": {"parts": [{"text": text}], "role": "model"}, "index": 0}
    if finish_reason:
        candidate["finishReason"] = finish_reason
    return {
        "candidates": [candidate],
        "usageMetadata": usage,
        "modelVersion": call.model.id,
        "responseId": f"resp-{call.number:012d}",
    }


def _usage(said: Answer) -> dict:
    total = said.input_tokens + said.output_tokens
    return {"promptTokenCount": said.input_tokens, "candidatesTokenCount": said.output_tokens, "totalTokenCount": total}


def _responses(call: Call, said: Answer) -> Iterator[dict]:
    *first, last = said.pieces
    so_far = {"promptTokenCount": said.input_tokens, "totalTokenCount": said.input_tokens}
    for piece in first:
        yield _response(call, piece, None, so_far)
    yield _response(call, last, "STOP", _usage(said))
