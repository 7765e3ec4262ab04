"""OpenAI's request bodies: the Python SDK's types, with the ranges that its reference documents.

Source: the field descriptions of openai 3.54, and https://platform.openai.com/docs/api-reference.
"""

from __future__ import annotations

from functools import cache
from typing import Annotated, Required

from annotated_types import Ge, Le, Len
from openai.types.chat import ChatCompletionMessageParam
from openai.types.chat.completion_create_params import CompletionCreateParamsBase
from openai.types.embedding_create_params import EmbeddingCreateParams
from openai.types.responses import EasyInputMessageParam, ResponseInputItemParam, ToolParam, WebSearchToolParam
from openai.types.responses.response_create_params import ResponseCreateParamsBase

from gateway_docs.mock.dialect import Call
from gateway_docs.mock.refusals import Refused
from gateway_docs.mock.validation import STRICT, RequestType

Temperature = Annotated[float | None, Ge(0), Le(2)]
Share = Annotated[float | None, Ge(0), Le(1)]
Penalty = Annotated[float | None, Ge(-2), Le(2)]
AtLeastOne = Annotated[int | None, Ge(1)]
TopLogprobs = Annotated[int | None, Ge(0), Le(20)]
Tokens = Annotated[list[int], Len(1)]
SomeText = Annotated[str, Len(1)]


class Chat(CompletionCreateParamsBase, total=False):
    model: Required[str]
    messages: Required[Annotated[list[ChatCompletionMessageParam], Len(1)]]
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
    stop: str | Annotated[list[str], Len(1, 4)] | None


class CodexMessage(EasyInputMessageParam, total=False):
    """Codex gives every message an id, and with its built-in provider more, which the SDK's type does not know."""

    id: str
    internal_chat_message_metadata_passthrough: object


class CodexWebSearch(WebSearchToolParam, total=False):
    """Codex adds these to every request."""

    external_web_access: bool
    search_content_types: list[str]


class Response(ResponseCreateParamsBase, total=False):
    model: Required[str]
    input: SomeText | Annotated[list[ResponseInputItemParam | CodexMessage], Len(1)]
    tools: list[ToolParam | CodexWebSearch]
    client_metadata: dict[str, str]
    stream: bool | None
    temperature: Temperature
    top_p: Share
    max_output_tokens: Annotated[int | None, Ge(16)]
    max_tool_calls: AtLeastOne
    top_logprobs: TopLogprobs


class Embedding(EmbeddingCreateParams, total=False):
    model: Required[str]
    input: Required[SomeText | Annotated[list[SomeText], Len(1, 2048)] | Tokens | Annotated[list[Tokens], Len(1, 2048)]]
    dimensions: Annotated[int, Ge(1), Le(3072)]


@cache
def _strict(type_: type) -> RequestType:
    type_.__pydantic_config__ = STRICT
    return RequestType(type_)


class _Chat:
    def check(self, raw: bytes, body: dict) -> None:
        _strict(Chat).check(raw, body)
        if body.get("stream_options") and not body.get("stream"):
            raise Refused("invalid-parameter", param="stream_options", problem="is allowed only when stream is true")
        if body.get("top_logprobs") and not body.get("logprobs"):
            raise Refused("invalid-parameter", param="top_logprobs", problem="is allowed only when logprobs is true")


class _Response:
    def check(self, raw: bytes, body: dict) -> None:
        _strict(Response).check(raw, body)
        if not any(body.get(name) for name in ("input", "prompt", "previous_response_id", "conversation")):
            raise Refused("missing-parameter", param="input")


def chat(call: Call) -> _Chat:
    return _Chat()


def response(call: Call) -> _Response:
    return _Response()


def embedding(call: Call) -> RequestType:
    return _strict(Embedding)
