"""Anthropic's request bodies: the Python SDK's types, with the ranges that its reference documents.

anthropic 2.12 dropped temperature, top_p and top_k from its types. Other clients still send them and the API
still reads them, so they are added here. Source of the ranges: https://docs.anthropic.com/en/api/messages.
"""

from __future__ import annotations

from functools import cache
from typing import Annotated, Required

from annotated_types import Ge, Le, Len
from anthropic.types import MessageParam
from anthropic.types.beta import BetaMessageParam
from anthropic.types.beta.message_count_tokens_params import MessageCountTokensParams as BetaCountTokensParams
from anthropic.types.beta.message_create_params import MessageCreateParamsBase as BetaMessageCreateParams
from anthropic.types.message_count_tokens_params import MessageCountTokensParams
from anthropic.types.message_create_params import MessageCreateParamsBase
from typing_extensions import TypedDict

from gateway_docs.mock.anthropic.headers import is_beta
from gateway_docs.mock.dialect import Call
from gateway_docs.mock.validation import STRICT, RequestType

HEADERS = ("betas", "user_profile_id", "workspace_id")
"""Fields of the SDK's types that it sends as headers."""

Share = Annotated[float, Ge(0), Le(1)]
Messages = Required[Annotated[list[MessageParam], Len(1)]]
BetaMessages = Required[Annotated[list[BetaMessageParam], Len(1)]]


class _Sampling(TypedDict, total=False):
    model: Required[str]
    max_tokens: Required[Annotated[int, Ge(1)]]
    stream: bool
    temperature: Share
    top_p: Share
    top_k: Annotated[int, Ge(0)]


class Message(MessageCreateParamsBase, _Sampling, total=False):
    messages: Messages


class BetaMessage(BetaMessageCreateParams, _Sampling, total=False):
    messages: BetaMessages


class CountTokens(MessageCountTokensParams, total=False):
    model: Required[str]
    messages: Messages


class BetaCountTokens(BetaCountTokensParams, total=False):
    model: Required[str]
    messages: BetaMessages


def message(call: Call) -> RequestType:
    return _strict(BetaMessage if is_beta(call) else Message)


def count_tokens(call: Call) -> RequestType:
    return _strict(BetaCountTokens if is_beta(call) else CountTokens)


@cache
def _strict(type_: type) -> RequestType:
    type_.__pydantic_config__ = STRICT
    return RequestType(type_, headers=HEADERS)
