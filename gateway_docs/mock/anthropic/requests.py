"""Anthropic's request bodies: the Python SDK's types, with the ranges that its reference documents.

anthropic 2.12 dropped temperature, top_p and top_k from its types. Other clients still send them and the API
still reads them, so they are added here. Source of the ranges: https://docs.anthropic.com/en/api/messages.
"""

from __future__ import annotations

from functools import cache
from typing import Annotated, Required

from annotated_types import Ge, Le, Len
from pydantic import with_config
from typing_extensions import TypedDict

from gateway_docs.mock.call import Call
from gateway_docs.mock.sdk_types import modules_alone
from gateway_docs.mock.validation import STRICT, RequestType
from gateway_docs.mock.wider import wider

with modules_alone("anthropic", "anthropic.types", "anthropic.types.beta"):
    from anthropic.types.beta.beta_message_param import BetaMessageParam
    from anthropic.types.beta.message_count_tokens_params import MessageCountTokensParams as BetaCountTokensParams
    from anthropic.types.beta.message_create_params import MessageCreateParamsBase as BetaMessageCreateParams
    from anthropic.types.message_count_tokens_params import MessageCountTokensParams
    from anthropic.types.message_create_params import MessageCreateParamsBase
    from anthropic.types.message_param import MessageParam

HEADERS = ("betas", "user_profile_id", "workspace_id")
"""Fields of the SDK's types that it sends as headers."""

Share = Annotated[float, Ge(0), Le(1)]
#: mypy wants every field of a TypedDict to stay in a subclass what it was: those ignored here are narrower on purpose.
Messages = Annotated[list[MessageParam], Len(1)]
BetaMessages = Annotated[list[BetaMessageParam], Len(1)]


class _Sampling(TypedDict, total=False):
    model: Required[str]
    max_tokens: Required[Annotated[int, Ge(1)]]
    stream: bool
    temperature: Share
    top_p: Share
    top_k: Annotated[int, Ge(0)]


class Message(MessageCreateParamsBase, _Sampling, total=False):
    messages: Required[Messages]  # type: ignore[misc]


class BetaMessage(BetaMessageCreateParams, _Sampling, total=False):
    messages: Required[BetaMessages]  # type: ignore[misc]


class CountTokens(MessageCountTokensParams, total=False):
    model: Required[str]
    messages: Required[Messages]  # type: ignore[misc]


class BetaCountTokens(BetaCountTokensParams, total=False):
    model: Required[str]
    messages: Required[BetaMessages]  # type: ignore[misc]


def _is_beta(call: Call) -> bool:
    """Whether the request may hold beta fields."""
    return call.request.query_params.get("beta") == "true" or "anthropic-beta" in call.request.headers


def messages(call: Call) -> RequestType:
    return _strict(BetaMessage if _is_beta(call) else Message)


def count_tokens(call: Call) -> RequestType:
    return _strict(BetaCountTokens if _is_beta(call) else CountTokens)


@cache
def _strict(type_: type) -> RequestType:
    return RequestType(with_config(STRICT)(type_), headers=HEADERS, wider=wider("anthropic"))
