"""The words of a shell, bash or PowerShell, and what each is: command, option, variable, header, value."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from gateway_docs.reader.stand_in import INSTALLERS

_TOKEN = re.compile(
    r"""(?P<comment>(?<!\S)\#[^\n]*)|(?P<join>[\\`]\n)|(?P<end>\n|\|\|?|&&|;)|(?P<space>[ \t]+)"""
    r"""|(?P<word>(?:"(?:[^"\\]|\\.)*"|'[^']*'|\[=.*?=\]|[^\s|&;"'\\`]|\\.)+)"""
)
#: The name of a variable, or of a fact that is a part of it.
_NAME = re.compile(r"((?:\[=.*?=\]|\w)+)=")
_QUOTED = re.compile(r""""(?:[^"\\]|\\.)*"|'[^']*'""")
_VARIABLE = re.compile(r"\$(?:env:)?\{?([A-Za-z_]\w*)")


@dataclass(frozen=True)
class Part:
    """Characters `start` to `end` of a text, and what they are."""

    kind: str
    start: int
    end: int

    def moved(self, by: int) -> Part:
        """The same part of a longer text, in which it begins `by` characters later."""
        return replace(self, start=self.start + by, end=self.end + by)


def value_parts(text: str, start: int, end: int) -> Iterator[Part]:
    """A value and the variables that it reads."""
    value = text[start:end]
    references = list(re.finditer(r"\$(?:env:)?\{?\{? ?(?:secrets\.)?([A-Za-z_]\w*)|\{env:(\w+)\}", value))
    for match in references:
        group = 1 if match[1] else 2
        yield Part("variable", start + match.start(group), start + match.end(group))
    if value and not references:
        yield Part("value", start, end)


def shell_parts(text: str, json_parts: Callable[[str], Iterator[Part]]) -> Iterator[Part]:
    """The parts of `text`. `json_parts` gives those of a word that is JSON."""
    for words in _commands(text):
        yield from _command_parts(text, words, json_parts)


def _commands(text: str) -> Iterator[list[tuple[int, int]]]:
    words: list[tuple[int, int]] = []
    for match in _TOKEN.finditer(text):
        if match["word"]:
            words.append(match.span())
        elif match["end"] and words:
            yield words
            words = []
    if words:
        yield words


def _command_parts(
    text: str, words: list[tuple[int, int]], json_parts: Callable[[str], Iterator[Part]]
) -> Iterator[Part]:
    said = [text[start:end] for start, end in words]
    if said[0].startswith("$env:"):  # PowerShell: $env:NAME = "value"
        yield Part("variable", words[0][0] + len("$env:"), words[0][1])
        yield from _word_parts(text, *words[-1], "", json_parts)
        return
    if said[0] == "export":
        for start, end in words[1:]:
            yield from _export(text, start, end)
        return
    yield Part("command", *words[0])
    for number, (start, end) in enumerate(words[1:], 1):
        yield from _argument(text, said, number, start, end, json_parts)


def _argument(
    text: str, said: list[str], number: int, start: int, end: int, json_parts: Callable[[str], Iterator[Part]]
) -> Iterator[Part]:
    word = said[number]
    if said[0] in ("unset", "Remove-Item"):
        yield Part("variable", start + (len("Env:") if word.startswith("Env:") else 0), end)
    elif said[0] in INSTALLERS:
        yield Part("install", start, end)
    elif word.startswith("-"):
        yield Part("option", start, end)
    else:
        yield from _word_parts(text, start, end, said[number - 1], json_parts)


def _export(text: str, start: int, end: int) -> Iterator[Part]:
    if match := _NAME.match(text, start, end):
        yield Part("variable", start, match.end(1))
        yield from _word_parts(text, match.end(), end, "", lambda _: iter(()))


def _word_parts(
    text: str, start: int, end: int, before: str, json_parts: Callable[[str], Iterator[Part]]
) -> Iterator[Part]:
    """A value, a header or JSON. Its closing quote is a part of its own."""
    if _QUOTED.fullmatch(text[start:end]):
        yield Part("quote", end - 1, end)
        start, end = start + 1, end - 1
    value = text[start:end]
    if value.lstrip().startswith("{"):
        yield from (part.moved(start) for part in json_parts(value))
    elif before in ("--header", "-H") and ": " in value:
        colon = value.index(": ")
        yield Part("header", start, start + colon)
        yield from _header_value(text, start + colon + 2, end)
    else:
        yield from value_parts(text, start, end)


def _header_value(text: str, start: int, end: int) -> Iterator[Part]:
    if match := re.match(r"(\w+) ", text[start:end]):  # Bearer
        yield Part("header", start, start + match.end(1))
        start += match.end()
    yield from value_parts(text, start, end)
