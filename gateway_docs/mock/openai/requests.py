"""OpenAI's request bodies: the Python SDK's types, with the ranges that its reference documents.

Source: the field descriptions of openai 3.54, and https://platform.openai.com/docs/api-reference.
"""

from __future__ import annotations

import json
from functools import cache
from typing import Annotated, Any, Required

from annotated_types import Ge, Le, Len
from pydantic import with_config

from gateway_docs.mock.call import Call
from gateway_docs.mock.refusals import Refused
from gateway_docs.mock.sdk_types import modules_alone
from gateway_docs.mock.validation import STRICT, RequestType
from gateway_docs.mock.wider import wider

with modules_alone(
    "openai", "openai.types", "openai.types.chat", "openai.types.responses", "openai.types.shared_params"
):
    from openai.types.chat.chat_completion_message_param import ChatCompletionMessageParam
    from openai.types.chat.completion_create_params import CompletionCreateParamsBase
    from openai.types.embedding_create_params import EmbeddingCreateParams
    from openai.types.responses.easy_input_message_param import EasyInputMessageParam
    from openai.types.responses.response_create_params import ResponseCreateParamsBase
    from openai.types.responses.response_input_item_param import ResponseInputItemParam
    from openai.types.responses.tool_param import ToolParam
    from openai.types.responses.web_search_tool_param import WebSearchToolParam

Temperature = Annotated[float | None, Ge(0), Le(2)]
Share = Annotated[float | None, Ge(0), Le(1)]
Penalty = Annotated[float | None, Ge(-2), Le(2)]
AtLeastOne = Annotated[int | None, Ge(1)]
TopLogprobs = Annotated[int | None, Ge(0), Le(20)]
Tokens = Annotated[list[int], Len(1)]
SomeText = Annotated[str, Len(1)]
ManyTexts = str | Annotated[list[str], Len(1, 2048)]
#: mypy wants every field of a TypedDict to stay in a subclass what it was: those ignored here are narrower on purpose.


class Chat(CompletionCreateParamsBase, total=False):
    model: Required[str]
    messages: Required[Annotated[list[ChatCompletionMessageParam], Len(1)]]  # type: ignore[misc]
    stream: bool | None
    temperature: Temperature
    top_p: Share
    frequency_penalty: Penalty
    presence_penalty: Penalty
    max_tokens: AtLeastOne
    max_completion_tokens: AtLeastOne
    n: Annotated[int | None, Ge(1), Le(128)]
    top_logprobs: TopLogprobs
    logit_bias: dict[str, Annotated[int, Ge(-100), Le(100)]] | None
    stop: str | Annotated[list[str], Len(0, 4)] | None  # type: ignore[misc]


class CodexMessage(EasyInputMessageParam, total=False):
    """Codex gives every message an id, and with its built-in provider more, which the SDK's type does not know."""

    id: str
    internal_chat_message_metadata_passthrough: object


class CodexWebSearch(WebSearchToolParam, total=False):
    """Codex adds these to every request."""

    external_web_access: bool
    search_content_types: list[str]


class Response(ResponseCreateParamsBase, total=False):
    model: Required[str]  # type: ignore[misc]
    input: SomeText | Annotated[list[ResponseInputItemParam | CodexMessage], Len(1)]
    tools: list[ToolParam | CodexWebSearch]  # type: ignore[misc]
    client_metadata: dict[str, str]
    stream: bool | None
    temperature: Temperature
    top_p: Share
    max_output_tokens: Annotated[int | None, Ge(16)]
    max_tool_calls: AtLeastOne
    top_logprobs: TopLogprobs


class Embedding(EmbeddingCreateParams, total=False):
    model: Required[str]
    input: Required[ManyTexts | Tokens | Annotated[list[Tokens], Len(1, 2048)]]  # type: ignore[misc]
    dimensions: Annotated[int, Ge(1), Le(3072)]


@cache
def _strict(type_: type) -> RequestType:
    return RequestType(with_config(STRICT)(type_), wider=wider("openai"))


def _check_json_mode(wanted: dict[str, Any] | None, read: Any, param: str) -> None:
    """Refused: JSON without a schema, which no message asks for. Source: the guide to structured outputs."""
    if wanted and wanted.get("type") == "json_object" and "json" not in json.dumps(read).lower():
        raise Refused("invalid-parameter", param=param, problem="must contain the word 'json' for a json_object")


class _Chat:
    def check(self, raw: bytes, body: dict[str, Any]) -> None:
        _strict(Chat).check(raw, body)
        _check_json_mode(body.get("response_format"), body["messages"], "messages")


class _Response:
    def check(self, raw: bytes, body: dict[str, Any]) -> None:
        _strict(Response).check(raw, body)
        read = [body.get("instructions"), body.get("input")]
        _check_json_mode((body.get("text") or {}).get("format"), read, "input")
        if not any(body.get(name) for name in ("input", "prompt", "previous_response_id", "conversation")):
            raise Refused("missing-parameter", param="input")


def chat(call: Call) -> _Chat:
    return _Chat()


def responses(call: Call) -> _Response:
    return _Response()


def embeddings(call: Call) -> RequestType:
    return _strict(Embedding)
