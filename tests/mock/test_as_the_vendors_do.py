"""The mock takes what the real APIs take and refuses what they refuse. Each example stands for a kind.

Recorded exchanges of other projects with the real APIs say which; see `gateway_docs/mock/wider.yml` for the sources.
"""

from __future__ import annotations

import json
import types
from collections.abc import Iterator
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import pytest
from anthropic.types import ContentBlock
from openai.types.chat import ChatCompletionMessage
from openai.types.responses import ResponseOutputItem
from pydantic import BaseModel

from gateway_docs.mock.anthropic import requests as anthropic_requests
from gateway_docs.mock.openai import requests as openai_requests

USER = {"role": "user", "content": "x"}
FUNCTION = {"name": "f", "parameters": {"type": "object", "properties": {"a": {"type": "string"}}}}
CALLED = {
    "role": "assistant",
    "tool_calls": [{"id": "c", "type": "function", "function": {"name": "f", "arguments": "{}"}}],
}
ITEM_CALLED = {"type": "function_call", "call_id": "c", "name": "f", "arguments": "{}"}
PNG = "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAA"
CHAT, RESPONSES, EMBEDDINGS, MESSAGES = "/v1/chat/completions", "/v1/responses", "/v1/embeddings", "/v1/messages"
GENERATE, COUNT = "/v1beta/models/gemini-3.8-flash:generateContent", "/v1beta/models/gemini-3.8-flash:countTokens"


def part(kind: str, **fields: Any) -> dict[str, Any]:
    return {"role": "user", "content": [{"type": kind, **fields}]}


def in_chat(*messages: dict[str, Any], **fields: Any) -> tuple[str, dict[str, Any]]:
    return CHAT, {"model": "gpt-5.5", "messages": [USER, *messages]} | fields


def in_responses(*items: dict[str, Any], **fields: Any) -> tuple[str, dict[str, Any]]:
    return RESPONSES, {"model": "gpt-5.5", "input": [USER, *items]} | fields


def in_messages(*messages: dict[str, Any], **fields: Any) -> tuple[str, dict[str, Any]]:
    return MESSAGES, {"model": "claude-opus-5-5", "max_tokens": 2000, "messages": [USER, *messages]} | fields


def in_sonnet(**fields: Any) -> tuple[str, dict[str, Any]]:
    return in_messages(model="claude-sonnet-4-5", **fields)


TOOL_USE = {"role": "assistant", "content": [{"type": "tool_use", "id": "t", "name": "f", "input": {}}]}
TOOL_RESULT = {"role": "user", "content": [{"type": "tool_result", "tool_use_id": "t", "content": "1"}]}
TAKEN = {
    "an answer sent back": in_chat({"role": "assistant", "content": "x", "annotations": []}),
    "a call with what the SDK's helper adds": in_chat(
        {
            "role": "assistant",
            "parsed": None,
            "tool_calls": [
                CALLED["tool_calls"][0]
                | {"index": 0, "function": {"name": "f", "arguments": "{}", "parsed_arguments": None}}
            ],
        },
        {"role": "tool", "tool_call_id": "c", "content": "1"},
    ),
    "a tool message with a name": in_chat(CALLED, {"role": "tool", "tool_call_id": "c", "name": "f", "content": "1"}),
    "no stop": in_chat(stop=[]),
    "nulls": in_chat(response_format=None, tools=None, tool_choice=None, stop=None),
    "reasoning without id": in_responses({"type": "reasoning", "summary": [], "encrypted_content": "x"}),
    "a tool without strict": in_responses(tools=[{"type": "function", **FUNCTION}]),
    "an image without detail": in_responses(part("input_image", image_url=PNG)),
    "an answer in a history": in_responses({"role": "assistant", "content": [{"type": "output_text", "text": "8"}]}),
    "an answer with its id": in_responses(
        {"type": "message", "id": "m", "role": "assistant", "content": [{"type": "output_text", "text": "8"}]}
    ),
    "nulls in items": in_responses(
        {
            "type": "web_search_call",
            "id": "w",
            "status": None,
            "action": {"type": "search", "query": "q", "sources": None},
        }
    ),
    "reasoning before a request for approval": in_responses(
        {"type": "reasoning", "id": "r", "summary": []},
        {"type": "mcp_approval_request", "id": "a", "name": "f", "arguments": "{}", "server_label": "s"},
        {"type": "mcp_approval_response", "approval_request_id": "a", "approve": True},
    ),
    "a free call as it was answered": in_responses(
        {"type": "custom_tool_call", "id": "c", "call_id": "c", "name": "f", "input": "x", "status": "completed"},
        {"type": "custom_tool_call_output", "call_id": "c", "output": "1"},
    ),
    "an image without its result": in_responses({"type": "image_generation_call", "id": "ig_1"}),
    "an empty text": (EMBEDDINGS, {"model": "text-embedding-3-small", "input": "", "encoding_format": None}),
    "one part": (GENERATE, {"contents": [{"parts": [{"text": "x"}]}], "systemInstruction": {"parts": {"text": "x"}}}),
    "one content": (GENERATE, {"contents": {"role": "user", "parts": {"text": "x"}}, "generationConfig": None}),
    "one tool": (
        GENERATE,
        {"model": "m", "contents": [{"parts": [{"text": "x"}]}], "tools": {"function_declarations": [{"name": "f"}]}},
    ),
    "one part to count": (
        COUNT,
        {
            "generateContentRequest": {
                "model": "models/gemini-3.8-flash",
                "contents": [{"parts": [{"text": "x"}]}],
                "systemInstruction": {"parts": {"text": "x"}},
            }
        },
    ),
    "JSON that is asked for": in_chat({"role": "user", "content": "As JSON."}, response_format={"type": "json_object"}),
    "a temperature without thinking": in_chat(temperature=0.5, reasoning_effort="none"),
    "a temperature of a model that does not think unasked": in_chat(model="gpt-5.4-mini", temperature=0.5),
    "thinking": in_messages(thinking={"type": "adaptive"}, temperature=1),
    "an answer to go on with": in_messages({"role": "assistant", "content": "x"}, model="claude-sonnet-4-5"),
    "calls with results": in_messages(TOOL_USE, TOOL_RESULT),
    "a result in the second of two messages": in_messages(TOOL_USE, USER, TOOL_RESULT),
}
ASKED, CALLED_IT = {"parts": [{"text": "x"}]}, {"functionCall": {"name": "f", "args": {}}}
SIGNED = {**CALLED_IT, "thoughtSignature": "Y2FsbGVk"}
RESULT = {"role": "user", "parts": [{"functionResponse": {"name": "f", "response": {}}}]}


def in_generate(*contents: dict[str, Any], model: str = "gemini-3.8-flash") -> tuple[str, dict[str, Any]]:
    return GENERATE.replace("gemini-3.8-flash", model), {"contents": list(contents)}


def of_model(*parts: dict[str, Any]) -> dict[str, Any]:
    return {"role": "model", "parts": list(parts)}


TAKEN |= {
    "a result of a function": in_generate(ASKED, of_model(SIGNED), RESULT),
    "two results, each in a content": in_generate(ASKED, of_model(SIGNED, CALLED_IT), RESULT, RESULT, ASKED),
    "a call of a former turn": in_generate(ASKED, of_model(CALLED_IT), RESULT, of_model({"text": "x"}), ASKED),
    "a call without its thought": in_generate(
        ASKED, of_model({**CALLED_IT, "thought_signature": "skip_thought_signature_validator"}), RESULT
    ),
}
OPEN_SCHEMA = FUNCTION["parameters"] | {"additionalProperties": False, "required": []}
REFUSED = {
    "sound": (in_chat(part("input_audio", input_audio={"data": "AAAA", "format": "wav"})), "invalid_value"),
    "a file of sound": (
        in_responses(part("input_file", filename="a.mp3", file_data="data:audio/mpeg;base64,AAAA")),
        "unsupported_file",
    ),
    "an address of no image": (in_chat(part("image_url", image_url={"url": "cat.png"})), "invalid_image_url"),
    "a PNG that is none": (
        in_responses(part("input_image", image_url="data:image/png;base64,AAAAAAAAAAAAAAAA")),
        "invalid_image_format",
    ),
    "stop": (in_chat(stop=["x"]), "unsupported_parameter"),
    "web search": (in_chat(web_search_options={}), "unsupported_parameter"),
    "a strict function that is open": (
        in_chat(tools=[{"type": "function", "function": {"name": "f", "strict": True, "parameters": OPEN_SCHEMA}}]),
        "invalid_function_parameters",
    ),
    "a result without a call": (in_chat({"role": "tool", "tool_call_id": "c", "content": "1"}), None),
    "a call without a result": (in_chat(CALLED, USER), None),
    "an output without a call": (in_responses({"type": "function_call_output", "call_id": "c", "output": "1"}), None),
    "a call without an output": (in_responses(ITEM_CALLED), None),
    "reasoning alone": (in_responses({"type": "reasoning", "id": "r", "summary": []}, USER), "invalid_value"),
    "too long": (in_chat({"role": "user", "content": "x " * 400_001}), "context_length_exceeded"),
    "a tool_result without a tool_use": (in_messages(TOOL_RESULT), None),
    "a tool_use without a tool_result": (in_messages(TOOL_USE, USER), None),
    "a budget above the limit": (in_sonnet(thinking={"type": "enabled", "budget_tokens": 2000}), None),
    "a budget too small": (in_sonnet(thinking={"type": "enabled", "budget_tokens": 1023}), None),
    "a temperature while it thinks": (
        in_sonnet(thinking={"type": "enabled", "budget_tokens": 1024}, temperature=0.5),
        None,
    ),
    "a forced tool while it thinks": (
        in_messages(
            thinking={"type": "adaptive"},
            tools=[{"name": "f", "input_schema": {"type": "object"}}],
            tool_choice={"type": "any"},
        ),
        None,
    ),
    "a budget where thinking is adaptive": (in_messages(thinking={"type": "enabled", "budget_tokens": 1024}), None),
    "adaptive thinking where it has a budget": (in_sonnet(thinking={"type": "adaptive"}), None),
    "an answer to go on with": (in_messages({"role": "assistant", "content": "x"}), None),
    "a choice without tools": (in_messages(tool_choice={"type": "auto"}), None),
    "a tool's name with a space": (in_messages(tools=[{"name": "f g", "input_schema": {"type": "object"}}]), None),
    "a function's name with a space": (
        in_chat(tools=[{"type": "function", "function": {"name": "f g"}}]),
        "invalid_value",
    ),
    "a choice without functions": (in_chat(tool_choice="auto"), "invalid_value"),
    "JSON that nobody asks for": (in_chat(response_format={"type": "json_object"}), "invalid_value"),
    "the same of Responses": (in_responses(text={"format": {"type": "json_object"}}), "invalid_value"),
    "a temperature of a model that thinks": (in_chat(temperature=0.5), "unsupported_value"),
    "the same of Responses, if it thinks": (
        in_responses(model="gpt-5.4-mini", temperature=0.5, reasoning={"effort": "low"}),
        "unsupported_value",
    ),
    "an effort of older models": (in_chat(reasoning_effort="minimal"), "unsupported_value"),
    "a temperature": (in_messages(temperature=0.5), None),
    "a function's result without a call": (in_generate(ASKED, RESULT), 400),
    "a function's call without a result": (in_generate(ASKED, of_model(SIGNED), ASKED), 400),
    "one result of two calls": (in_generate(ASKED, of_model(SIGNED, CALLED_IT), RESULT), 400),
    "a call to begin with": (in_generate(of_model(SIGNED), RESULT), 400),
    "a call that has lost its signature": (in_generate(ASKED, of_model(CALLED_IT), RESULT), 400),
    "a second step without its signature": (
        in_generate(ASKED, of_model(SIGNED), RESULT, of_model(CALLED_IT), RESULT),
        400,
    ),
    "an effort that the model lacks": (
        in_messages(model="claude-sonnet-4-5", output_config={"effort": "xhigh"}),
        None,
    ),
}


def ask(sender: Any, key: Any, path: str, body: dict[str, Any]) -> Any:
    if path == MESSAGES:
        headers = {"x-api-key": key("anthropic"), "anthropic-version": "2023-06-01"}
    elif "gemini" in path:
        headers = {"x-goog-api-key": key("gemini")}
    else:
        headers = {"authorization": f"Bearer {key('openai')}"}
    return sender.send("POST", path, json=body, headers=headers)


@pytest.mark.parametrize("name", TAKEN)
def test_taken(sender, key, name):
    answer = ask(sender, key, *TAKEN[name])
    assert answer.status_code == 200, answer.text


@pytest.mark.parametrize("name", REFUSED)
def test_refused(sender, key, name):
    request, code = REFUSED[name]
    answer = ask(sender, key, *request)
    assert answer.status_code == 400, answer.text
    assert code is None or answer.json()["error"]["code"] == code


@pytest.mark.parametrize(
    "path", ["/v1/images/generations", "/v1/audio/speech", "/v1/files", "/v1/messages/batches", "/v1/rerank"]
)
def test_not_offered(sender, key, path):
    """What gateways commonly serve besides is no mistake in the address, and the answer says so."""
    answer = sender.send("POST", path, key("openai"), {"model": "gpt-5.5"})
    assert answer.status_code == 404 and "This gateway does not offer that." in answer.text


@pytest.mark.parametrize(
    ("path", "asked", "status", "param"),
    [
        (CHAT, {"messages": [USER]}, 404, None),
        (EMBEDDINGS, {"input": "x"}, 404, None),
        (RESPONSES, {"input": "x"}, 400, "model"),
    ],
)
def test_unknown_model(sender, key, path, asked, status, param):
    answer = ask(sender, key, path, {"model": "gpt-0", **asked})
    error = answer.json()["error"]
    assert (answer.status_code, error["code"], error["param"]) == (status, "model_not_found", param)
    assert error["type"] == "invalid_request_error"


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        (in_responses(temperature=-1), "decimal_below_min_value"),
        (in_chat(top_p=2), "decimal_above_max_value"),
        (in_responses(max_output_tokens=1), "integer_below_min_value"),
        (in_chat(n=1000), "integer_above_max_value"),
        (in_chat(stop=["a"] * 5), "array_above_max_length"),
        ((CHAT, {"model": "gpt-5.5", "messages": []}), "empty_array"),
        (in_chat(temperature="1"), "invalid_type"),
        (in_chat({"role": "usr", "content": "x"}), "invalid_value"),
    ],
)
def test_what_is_wrong_with_a_value(sender, key, asked, code):
    answer = ask(sender, key, *asked)
    assert (answer.status_code, answer.json()["error"]["code"]) == (400, code)


def test_an_answer_has_what_the_api_always_says(sender, key):
    """Also where there is nothing to say: programs read it without a check."""
    answer = ask(sender, key, *in_responses()).json()
    assert (answer["moderation"], answer["billing"]) == (None, {"payer": "developer"})
    assert answer["output"][0]["phase"] == "final_answer"
    path, body = in_generate(ASKED)
    forced = {"functionCallingConfig": {"mode": "ANY"}}
    body |= {"tools": [{"functionDeclarations": [{"name": "f"}]}], "toolConfig": forced}
    [part] = ask(sender, key, path, body).json()["candidates"][0]["content"]["parts"]
    assert part["functionCall"].keys() == {"id", "name", "args"} and part["thoughtSignature"]


@pytest.mark.parametrize(
    ("fields", "effort"),
    [({}, "medium"), ({"model": "gpt-5.4-mini"}, "none"), ({"reasoning": {"effort": "high"}}, "high")],
)
def test_an_answer_says_how_much_was_thought(sender, key, fields, effort):
    assert ask(sender, key, *in_responses(**fields)).json()["reasoning"] == {"summary": None, "effort": effort}


def test_an_answer_repeats_its_tools(sender, key):
    """Functions are strict unless they say otherwise, and then closed; a free tool takes text."""
    tools = [
        {"type": "function", **FUNCTION},
        {"type": "function", **FUNCTION, "strict": False},
        {"type": "custom", "name": "g"},
    ]
    strict, open_, free = ask(sender, key, *in_responses(tools=tools)).json()["tools"]
    assert strict["strict"] is True and strict["parameters"]["additionalProperties"] is False
    assert open_ == {**tools[1], "description": None}
    assert free == {**tools[2], "description": None, "format": {"type": "text"}}


@pytest.mark.parametrize("asked", ["gpt-5.4-mini", "gpt-5.4-mini-2026-03-17"])
def test_answers_carry_a_dated_name(sender, key, facts, asked):
    path, body = in_chat()
    answer = ask(sender, key, path, {**body, "model": asked})
    assert answer.json()["model"] == facts.model("gpt-5.4-mini").snapshot == "gpt-5.4-mini-2026-03-17"


@pytest.mark.parametrize(
    ("asked", "left"),
    [
        (in_chat(), "x-ratelimit-remaining-requests"),
        (in_responses(stream=True), "x-ratelimit-remaining-requests"),
        (in_messages(), "anthropic-ratelimit-requests-remaining"),
        ((GENERATE, {"contents": [{"parts": [{"text": "x"}]}]}), None),
    ],
)
def test_answers_say_what_is_left(sender, key, facts, asked, left):
    headers = ask(sender, key, *asked).headers
    limits = {name: value for name, value in headers.items() if "ratelimit-" in name}
    if left is None:
        assert limits == {}
    else:
        assert int(limits[left]) == facts.limits.requests_per_minute - 1


def filled(annotation: Any, how: str) -> Any:
    """A value of the type: with every field, with null in those that may be null, or with what it must have alone."""
    while get_origin(annotation) is Annotated:
        annotation = get_args(annotation)[0]
    kind, inner = get_origin(annotation), get_args(annotation)
    if kind in (Union, types.UnionType):
        return None if type(None) in inner and how == "null" else filled(inner[0], how)
    if kind is Literal:
        return inner[0]
    if kind is list:
        return [filled(inner[0], how)]
    if kind is dict:
        return {"k": filled(inner[1], how)}
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        fields = {field.alias or name: field for name, field in annotation.model_fields.items()}
        wanted = {name: field for name, field in fields.items() if how != "least" or field.is_required()}
        return {name: filled(field.annotation, how) for name, field in wanted.items()}
    return {str: "x", int: 1, float: 1.0, bool: True}.get(annotation, {})


def members(union: Any) -> list[type[BaseModel]]:
    return list(get_args(get_args(union)[0]))


def without(item: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in item.items() if name not in names}


def answered() -> Iterator[tuple[str, Any, dict[str, Any]]]:
    """What the APIs answer by the SDKs' types, as a program sends it back: whole, and without what means nothing."""
    for how in ("all", "null", "least"):
        yield "chat", openai_requests.Chat, {"model": "m", "messages": [USER, filled(ChatCompletionMessage, how)]}
        for kind in members(ResponseOutputItem):
            item = filled(kind, how)
            if kind.__name__ == "AdditionalTools":  # tools that the program itself has named
                continue
            for sent in (item, without(item, "id"), without(item, "status"), without(item, "id", "status")):
                yield f"{kind.__name__} {how}", openai_requests.Response, {"model": "m", "input": [USER, sent]}
        for kind in members(ContentBlock):
            turn = {"role": "assistant", "content": [filled(kind, how)]}
            yield kind.__name__, anthropic_requests.Message, {"model": "m", "max_tokens": 5, "messages": [USER, turn]}


def test_answers_can_be_sent_back():
    refused = {}
    for name, type_, body in answered():
        checker = anthropic_requests if type_ is anthropic_requests.Message else openai_requests
        try:
            checker._strict(type_).check(json.dumps(body).encode(), body)
        except Exception as problem:
            refused[name] = str(problem)
    assert refused == {}
