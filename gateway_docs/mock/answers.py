"""What the mock says, and what it counts. Everything is a function of the request and the facts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from gateway_docs.mock.example import example_json

# At the start of the line or of a sentence in it.
SAY = re.compile(
    r"(?:^|[.!?:,;。，]\s)\s*(?:please\s+)?(?:say|reply with (?:exactly|only))(?::\s*|\s+)(\S.*)$", re.IGNORECASE
)
LONGEST_LINE = 2000
SILENT = frozenset({"type", "role", "id", "model"})

CREATED = 1767225600
"""When every answer was made, in Unix seconds: fixed, so that answers are the same in every run."""


@dataclass(frozen=True)
class Answer:
    """A text and its usage. A token is a word here: plausible, deterministic and easy to check."""

    text: str
    input_tokens: int
    output_tokens: int

    @property
    def pieces(self) -> list[str]:
        """The text in the parts that a stream sends: word by word, spaces kept."""
        return re.findall(r"\s*\S+", self.text)


def answer(prompt: str, read: Any, greeting_from: str, schema: Any = None) -> Answer:
    """The answer to `prompt`, the user's last text.

    `read` is everything that counts as input. `schema`, a JSON Schema, is what the answer must fit if it is given.
    """
    text = said(prompt) or f"Hello from {greeting_from}."
    if schema is not None:
        text = example_json(schema, text)
    return Answer(text, count_words(read), max(1, len(text.split())))


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
