"""Which tool an answer calls, and with what: the one that the request forces, or that the user's text names."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from gateway_docs.mock.example import example_json

#: "Call f", "use the tool f", "调用 f": how a text asks for a tool.
ASKS = r"(?:\bcall|\buse|using|run|invoke|调用|使用|用)[^.。\n]{{0,30}}?(?<![\w-]){}(?![\w-])"


@dataclass(frozen=True)
class Tool:
    """A tool of the request. `schema` is the JSON Schema of its arguments; `free`: it takes any text instead."""

    name: str
    schema: Any = None
    free: bool = False


@dataclass(frozen=True)
class ToolCall:
    """`arguments` is JSON, or any text for a tool that takes it."""

    name: str
    arguments: str
    free: bool = False

    @property
    def pieces(self) -> list[str]:
        """The arguments in the parts that a stream sends."""
        return re.findall(r".{1,12}", self.arguments, re.DOTALL)


def call_of(
    tools: Iterable[Tool], prompt: str, text: str, forced: Collection[str] | None, again: bool
) -> ToolCall | None:
    """The call with which the request is answered; None: it is answered with a text.

    `forced`: one of these tools must be called, of all if it is empty; None: none must. `again`: a tool has already
    answered, so that only force calls another one. `text` stands wherever an argument may be any string.
    """
    known = list(tools)
    if forced is not None:
        chosen = [tool for tool in known if tool.name in forced or not forced]
    else:
        chosen = [] if again else [tool for tool in known if _asks_for(tool.name, prompt)]
    return _call(chosen[0], text) if chosen else None


def _asks_for(name: str, prompt: str) -> bool:
    """Whether the user says so in a line; what agents ask beside it is longer, and names tools that may be used."""
    return "\n" not in prompt.strip() and bool(re.search(ASKS.format(re.escape(name)), prompt, re.IGNORECASE))


def _call(tool: Tool, text: str) -> ToolCall:
    arguments = text if tool.free else example_json(tool.schema or {"type": "object"}, text)
    return ToolCall(tool.name, arguments, tool.free)
