"""Gemini's request bodies. The SDK has no types for them, so they are put together from its parts.

Names may be camelCase or snake_case, as in Google's JSON. Source: https://ai.google.dev/api/generate-content.
"""

from __future__ import annotations

from functools import cache
from typing import Annotated, Any, Literal

from annotated_types import Ge, Gt, Le, Len
from google.genai import types
from pydantic import BaseModel, ConfigDict
from pydantic.alias_generators import to_camel

from gateway_docs.mock.call import Call
from gateway_docs.mock.refusals import Refused
from gateway_docs.mock.validation import STRICT, RequestType
from gateway_docs.mock.wider import wider

Penalty = Annotated[float | None, Ge(-2), Le(2)]
AtLeastOne = Annotated[int | None, Ge(1)]


class _Body(BaseModel):
    model_config = ConfigDict(**STRICT, alias_generator=to_camel, populate_by_name=True)


class Content(types.Content):
    model_config = ConfigDict(**STRICT)
    role: Literal["user", "model", "function"] | None = None
    parts: Annotated[list[types.Part], Len(1)]


class GenerationConfig(types.GenerationConfig):
    model_config = ConfigDict(**STRICT)
    temperature: Annotated[float | None, Ge(0), Le(2)] = None
    top_p: Annotated[float | None, Ge(0), Le(1)] = None
    top_k: Annotated[float | None, Gt(0)] = None
    candidate_count: Annotated[int | None, Ge(1), Le(8)] = None
    max_output_tokens: AtLeastOne = None
    presence_penalty: Penalty = None
    frequency_penalty: Penalty = None
    logprobs: Annotated[int | None, Ge(0), Le(20)] = None
    stop_sequences: Annotated[list[str], Len(0, 5)] | None = None
    image_config: types.ImageConfig | None = None


class Generate(_Body):
    contents: Annotated[list[Content], Len(1)]
    system_instruction: Content | None = None
    generation_config: GenerationConfig | None = None
    safety_settings: list[types.SafetySetting] | None = None
    tools: list[types.Tool] | None = None
    tool_config: types.ToolConfig | None = None
    cached_content: str | None = None
    labels: dict[str, str] | None = None
    service_tier: types.ServiceTier | None = None
    store: bool | None = None


class GenerateOfModel(Generate):
    """Inside :countTokens the request names its model."""

    model: str


class CountTokens(_Body):
    contents: Annotated[list[Content], Len(1)] | None = None
    generate_content_request: GenerateOfModel | None = None


class _CountTokens:
    def check(self, raw: bytes, body: dict[str, Any]) -> None:
        _strict(CountTokens).check(raw, body)
        if not any(body.get(name) for name in ("contents", "generateContentRequest", "generate_content_request")):
            raise Refused("missing-parameter", param="contents")


def generate(call: Call) -> RequestType:
    if call.request.query_params.get("alt", "json") not in ("sse", "json"):
        raise Refused("invalid-parameter", param="alt", problem="must be sse or json")
    return _strict(Generate)


stream = generate


def count_tokens(call: Call) -> _CountTokens:
    return _CountTokens()


@cache
def _strict(type_: type) -> RequestType:
    return RequestType(type_, wider=wider("gemini"))
