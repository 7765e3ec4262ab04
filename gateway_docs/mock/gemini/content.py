""":generateContent, :streamGenerateContent and :countTokens."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from typing import Any

from gateway_docs.mock.answers import Answer, Turn, Wanted, answer, count_words, last_text
from gateway_docs.mock.call import Call, Reply
from gateway_docs.mock.events import event_stream, json_reply, to_json
from gateway_docs.mock.tools import Tool

SIGNATURE = "Y2FsbGVk"
"""What a client sends back with the call of a function, as Gemini 3 demands it: any base64."""


def generate(call: Call) -> Reply:
    said = _said(call)
    return json_reply(_response(call, _part(call, said), _end(said), _usage(said, said.output_tokens)))


def stream(call: Call) -> Reply:
    """Server-sent events with ?alt=sse, otherwise the same objects as one JSON array."""
    responses = list(_responses(call, _said(call)))
    if call.request.query_params.get("alt") == "sse":
        return event_stream((None, response) for response in responses)
    ends = [b",\r\n"] * (len(responses) - 1) + [b"]"]
    chunks = [to_json(response) + end for response, end in zip(responses, ends, strict=True)]
    return Reply([b"[" + chunks[0], *chunks[1:]], stream=True)


def count_tokens(call: Call) -> Reply:
    tokens = count_words(call.body)
    return json_reply({"totalTokens": tokens, "promptTokensDetails": [{"modality": "TEXT", "tokenCount": tokens}]})


def _said(call: Call) -> Answer:
    body = call.body
    contents = as_list(body["contents"])
    return answer(_turn(contents), [contents, get(body, "systemInstruction")], call.facts.name, _wanted(body))


def get(body: dict[str, Any], name: str) -> Any:
    """A field in camelCase or, as Google also reads it, in snake_case."""
    snake = "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name)
    return body.get(name, body.get(snake))


def as_list(value: Any) -> list[dict[str, Any]]:
    """One message may stand where the type repeats it."""
    return [value] if isinstance(value, dict) else value or []


def _turn(contents: list[dict[str, Any]]) -> Turn:
    users = [as_list(content.get("parts")) for content in contents if content.get("role") != "model"]
    texts = [text for text in (last_text(parts, (None,)) for parts in users) if text]
    results = [get(part, "functionResponse") for part in as_list(contents[-1].get("parts"))]
    result = next((one for one in reversed(results) if one), None)
    return Turn(texts[-1] if texts else "", json.dumps(result.get("response"), ensure_ascii=False) if result else None)


def _wanted(body: dict[str, Any]) -> Wanted:
    config = get(body, "generationConfig") or {}
    choice = get(get(body, "toolConfig") or {}, "functionCallingConfig") or {}
    return Wanted(
        _schema(config),
        get(config, "maxOutputTokens"),
        get(config, "stopSequences") or (),
        [] if _mode(choice) == "NONE" else _tools(body),
        _forced(choice),
    )


def _tools(body: dict[str, Any]) -> list[Tool]:
    declared = [one for tool in as_list(body.get("tools")) for one in as_list(get(tool, "functionDeclarations"))]
    return [
        Tool(one["name"], get(one, "parametersJsonSchema") or one.get("parameters"))
        for one in declared
        if one.get("name")
    ]


def _mode(choice: dict[str, Any]) -> str:
    return str(choice.get("mode") or "AUTO").upper()


def _forced(choice: dict[str, Any]) -> Collection[str] | None:
    return (get(choice, "allowedFunctionNames") or ()) if _mode(choice) == "ANY" else None


def _schema(config: dict[str, Any]) -> Any:
    schema = get(config, "responseJsonSchema") or get(config, "responseSchema")
    if schema is None and get(config, "responseMimeType") == "application/json":
        return {"type": "object", "properties": {"answer": {"type": "string"}}}
    return schema


def _response(call: Call, part: dict[str, Any], end: dict[str, str], usage: dict[str, Any]) -> dict[str, Any]:
    return {
        "candidates": [{"content": {"parts": [part], "role": "model"}, "index": 0, **end}],
        "usageMetadata": usage,
        "modelVersion": call.model.answers_as,
        "responseId": f"resp-{call.number:012d}",
    }


def _part(call: Call, said: Answer) -> dict[str, Any]:
    if said.call:
        called = {"id": f"call-{call.number:012d}", "name": said.call.name, "args": json.loads(said.call.arguments)}
        return {"functionCall": called, "thoughtSignature": SIGNATURE}
    return {"text": said.text}


def _end(said: Answer) -> dict[str, str]:
    return {"finishReason": "MAX_TOKENS" if said.cut else "STOP"}


def _usage(said: Answer, output_tokens: int) -> dict[str, Any]:
    return {
        "promptTokenCount": said.input_tokens,
        "candidatesTokenCount": output_tokens,
        "totalTokenCount": said.input_tokens + output_tokens,
        "promptTokensDetails": [{"modality": "TEXT", "tokenCount": said.input_tokens}],
        "serviceTier": "standard",
    }


def _responses(call: Call, said: Answer) -> Iterator[dict[str, Any]]:
    *first, last = [_part(call, said)] if said.call else [{"text": piece} for piece in said.pieces or [""]]
    for number, part in enumerate(first, 1):
        yield _response(call, part, {}, _usage(said, number))
    yield _response(call, last, _end(said), _usage(said, said.output_tokens))
