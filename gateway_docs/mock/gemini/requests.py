"""Gemini's request bodies. The SDK has no types for them, so they are put together from its parts.

Names may be camelCase or snake_case, as in Google's JSON. Source: https://ai.google.dev/api/generate-content.
"""

from __future__ import annotations

from functools import cache
from typing import Annotated, Literal, Optional

from annotated_types import Ge, Gt, Le, Len
from google.genai import types
from pydantic import BaseModel, ConfigDict
from pydantic.alias_generators import to_camel

from gateway_docs.mock.dialect import Call
from gateway_docs.mock.refusals import Refused
from gateway_docs.mock.validation import STRICT, RequestType

Penalty = Annotated[Optional[float], Ge(-2), Le(2)]
AtLeastOne = Annotated[Optional[int], Ge(1)]


class _Body(BaseModel):
    model_config = ConfigDict(**STRICT, alias_generator=to_camel, populate_by_name=True)


class Content(types.Content):
    model_config = ConfigDict(**STRICT)
    role: Optional[Literal["user", "model", "function"]] = None
    parts: Annotated[list[types.Part], Len(1)]


class GenerationConfig(types.GenerationConfig):
    model_config = ConfigDict(**STRICT)
    temperature: Annotated[Optional[float], Ge(0), Le(2)] = None
    top_p: Annotated[Optional[float], Ge(0), Le(1)] = None
    top_k: Annotated[Optional[float], Gt(0)] = None
    candidate_count: Annotated[Optional[int], Ge(1), Le(8)] = None
    max_output_tokens: AtLeastOne = None
    presence_penalty: Penalty = None
    frequency_penalty: Penalty = None
    logprobs: Annotated[Optional[int], Ge(0), Le(20)] = None
    stop_sequences: Optional[Annotated[list[str], Len(0, 5)]] = None
    image_config: Optional[types.ImageConfig] = None


class Generate(_Body):
    contents: Annotated[list[Content], Len(1)]
    system_instruction: Optional[Content] = None
    generation_config: Optional[GenerationConfig] = None
    safety_settings: Optional[list[types.SafetySetting]] = None
    tools: Optional[list[types.Tool]] = None
    tool_config: Optional[types.ToolConfig] = None
    cached_content: Optional[str] = None
    labels: Optional[dict[str, str]] = None
    service_tier: Optional[types.ServiceTier] = None
    store: Optional[bool] = None


class GenerateOfModel(Generate):
    """Inside :countTokens the request names its model."""

    model: str


class CountTokens(_Body):
    contents: Optional[Annotated[list[Content], Len(1)]] = None
    generate_content_request: Optional[GenerateOfModel] = None


class _CountTokens:
    def check(self, raw: bytes, body: dict) -> None:
        _strict(CountTokens).check(raw, body)
        if not any(body.get(name) for name in ("contents", "generateContentRequest", "generate_content_request")):
            raise Refused("missing-parameter", param="contents")


def generate(call: Call) -> RequestType:
    if call.request.query_params.get("alt", "json") not in ("sse", "json"):
        raise Refused("invalid-parameter", param="alt", problem="must be sse or json")
    return _strict(Generate)


def count_tokens(call: Call) -> _CountTokens:
    return _CountTokens()


@cache
def _strict(type_: type) -> RequestType:
    return RequestType(type_)
