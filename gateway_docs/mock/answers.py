"""What the mock says, and what it counts. Everything is a function of the request and the facts."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from gateway_docs.mock.example import example_json
from gateway_docs.mock.tools import Tool, ToolCall, call_of

# At the start of the line or of a sentence in it.
SAY = re.compile(
    r"(?:^|[.!?:,;。，]\s)\s*(?:please\s+)?(?:say|reply with (?:exactly|only))(?::\s*|\s+)(\S.*)$", re.IGNORECASE
)
LONGEST_LINE = 2000
SILENT = frozenset({"type", "role", "id", "model"})

CREATED = 1767225600
"""When every answer was made, in Unix seconds: fixed, so that answers are the same in every run."""


@dataclass(frozen=True)
class Turn:
    """Where a conversation stands: the user's last text, and what a tool has answered since, if one has."""

    prompt: str
    result: str | None = None


@dataclass(frozen=True)
class Wanted:
    """What a request asks of its answer.

    `schema`: the JSON Schema that the text must fit. `tokens`: the most that it may have. `stops`: it ends before
    one of these texts. `tools` and `forced`: see `call_of`.
    """

    schema: Any = None
    tokens: int | None = None
    stops: Sequence[str] = ()
    tools: Sequence[Tool] = ()
    forced: Collection[str] | None = None


@dataclass(frozen=True)
class Answer:
    """A text or the call of a tool, and its usage. A token is a word here: plausible, deterministic and easy to check.

    `cut`: it was longer than allowed. `stop`: the text before which it ends.
    """

    text: str
    input_tokens: int
    output_tokens: int
    call: ToolCall | None = None
    cut: bool = False
    stop: str | None = None

    @property
    def pieces(self) -> list[str]:
        """The text in the parts that a stream sends: word by word, spaces kept."""
        return re.findall(r"\s*\S+", self.text)


def answer(turn: Turn, read: Any, greeting_from: str, wanted: Wanted = Wanted()) -> Answer:
    """The answer to `turn`. `read` is everything that counts as input."""
    text, words = _text(turn, greeting_from), count_words(read)
    call = call_of(wanted.tools, turn.prompt, text, wanted.forced, again=turn.result is not None)
    if call:
        return Answer("", words, max(1, len(call.arguments.split())), call)
    if wanted.schema is not None:
        text = example_json(wanted.schema, text)
    text, stop = _before(text, wanted.stops)
    kept = "".join(re.findall(r"\s*\S+", text)[: wanted.tokens]) if wanted.tokens is not None else text
    cut = kept != text
    return Answer(kept, words, max(1, len(kept.split())), cut=cut, stop=None if cut else stop)


def _text(turn: Turn, greeting_from: str) -> str:
    if wish := said(turn.prompt):
        return wish
    return f"The tool answered: {turn.result[:LONGEST_LINE]}" if turn.result else f"Hello from {greeting_from}."


def _before(text: str, stops: Sequence[str]) -> tuple[str, str | None]:
    """The text up to the first of `stops` in it, without space at its end, and that one."""
    found = [(text.index(stop), stop) for stop in stops if stop and stop in text]
    place, stop = min(found, default=(len(text), None))
    return text[:place].rstrip(), stop


def said(prompt: str) -> str | None:
    """X where the last line of the prompt, or else its first, ends in "say X", "reply with exactly X" or "… only X".

    Some clients put the user's words in quotes, some add rules of their own below them.
    """
    lines = prompt.strip().split("\n")
    return _said(lines[-1]) or _said(lines[0])


def _said(line: str) -> str | None:
    line = line.strip()
    if len(line) > 1 and line[0] == line[-1] == '"':
        line = line[1:-1]
    match = SAY.search(line) if len(line) <= LONGEST_LINE else None
    return re.sub(r"[.。]$", "", match[1].rstrip()) or None if match else None


def count_words(read: Any) -> int:
    """The words in all texts of a request, at least 1."""
    return max(1, sum(len(text.split()) for text in _texts(read)))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, item in value.items():
            if name not in SILENT:
                yield from _texts(item)
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item)


def last_text(parts: Any, types: tuple[str | None, ...]) -> str:
    """The last text in a message's content: a string, or parts whose `type` is one of `types`."""
    if isinstance(parts, str):
        return parts
    texts = [part["text"] for part in parts or [] if part.get("type") in types and isinstance(part.get("text"), str)]
    return texts[-1] if texts else ""
