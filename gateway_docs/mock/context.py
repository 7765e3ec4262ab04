"""Requests that are longer than the model's context, in the words of the vendor."""

from __future__ import annotations

from gateway_docs.mock.answers import count_words
from gateway_docs.mock.call import Call
from gateway_docs.mock.refusals import Refused


def check_length(call: Call) -> None:
    """Refused: more tokens than `context` of the model. Images and files do not count."""
    most = call.model.context
    if call.model.kind != "chat" or most is None or len(call.raw) <= most:  # no text has more tokens than bytes
        return
    tokens = count_words(call.body)
    if tokens > most:
        problem = call.dialect.error.too_long.format(most=most, tokens=tokens)
        raise Refused("too-long", problem=problem, param="messages" if "messages" in call.body else "input")
