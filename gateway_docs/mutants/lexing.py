"""The parts of a code block that a reader could copy wrongly, by the structure of its language."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from gateway_docs.mutants.shell_words import Part, shell_parts, value_parts

STRING = re.compile(r'"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\'|`[^`]*`')
_SETTING = re.compile(r"^(\s*(?:- +)?)([\w$.-]+)(\s*[:=]\s*)(.*?)(\s*)$")
_ITEM = re.compile(r"^(\s*- +)(\S.*?)\s*$")
_WORD = re.compile(r"[\w$]+")
_PROMISE = re.compile(r"^\s*(?:#>|//>) ?(\S.*)$")
_COMMENT = re.compile(r"\s*(#|//).*")


def parts(language: str, text: str) -> list[Part]:
    """The parts of `text` in the order in which they stand. A language that is not known has none."""
    return sorted(LANGUAGES.get(language, _nothing)(text), key=lambda part: part.start)


def _nothing(_: str) -> Iterator[Part]:
    return iter(())


def _lines(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    for line in text.splitlines(keepends=True):
        yield start, line.rstrip("\n")
        start += len(line)


def _strings_and_commas(text: str, offset: int = 0) -> Iterator[Part]:
    """Quotes of strings, and commas between two things."""
    position = 0
    for match in STRING.finditer(text):
        yield from _commas(text, position, match.start(), offset)
        yield Part("quote", offset + match.end() - 1, offset + match.end())
        position = match.end()
    yield from _commas(text, position, len(text), offset)


def _commas(text: str, start: int, end: int, offset: int) -> Iterator[Part]:
    for match in re.finditer(r",(?!\s*[\]})])", text[start:end]):
        yield Part("comma", offset + start + match.start(), offset + start + match.end())


def _json(text: str) -> Iterator[Part]:
    yield from _strings_and_commas(text)
    for match in STRING.finditer(text):
        if re.match(r"\s*:", text[match.end() :]):
            yield Part("option", match.start() + 1, match.end() - 1)
        else:
            yield from value_parts(text, match.start() + 1, match.end() - 1)


def _settings(text: str) -> Iterator[Part]:
    """TOML, YAML and dotenv: a name and a value on each line, a table, or an item of a list."""
    for start, line in _lines(text):
        if match := re.fullmatch(r"\[(.+)\]", line):
            yield Part("option", start + 1, start + 1 + len(match[1]))
        elif match := _SETTING.match(line):
            kind = "variable" if match[2].isupper() else "option"
            yield Part(kind, start + match.start(2), start + match.end(2))
            yield from _setting_value(text, start + match.start(4), start + match.end(4))
        elif match := _ITEM.match(line):
            yield from _setting_value(text, start + match.start(2), start + match.end(2))


def _setting_value(text: str, start: int, end: int) -> Iterator[Part]:
    value = text[start:end]
    if value[:1] in ("[", "{"):
        yield from _strings_and_commas(value, start)
        for word in re.finditer(r"[\w.-]+", value):
            yield from value_parts(text, start + word.start(), start + word.end())
    elif STRING.fullmatch(value):
        yield Part("quote", end - 1, end)
        yield from _assignment(text, start + 1, end - 1)
    else:
        yield from value_parts(text, start, end)


def _assignment(text: str, start: int, end: int) -> Iterator[Part]:
    """A value that is itself NAME=value."""
    if match := re.match(r"(\w+)=(?!\])", text[start:end]):
        yield Part("variable" if match[1].isupper() else "option", start, start + match.end(1))
        start += match.end()
    yield from value_parts(text, start, end)


def _program(keyword: str, text: str) -> Iterator[Part]:
    """Python and JavaScript: options by `keyword`, attributes, strings, commas, promised output."""
    code = "".join(_blank_comment(line) for line in text.splitlines(keepends=True))
    yield from _strings_and_commas(code)
    for start, line in _lines(text):
        if match := _PROMISE.match(line):
            yield Part("promise", start + match.start(1), start + match.end(1))
    for match in STRING.finditer(code):
        if re.match(r"\s*:", code[match.end() :]):
            yield Part("option", match.start() + 1, match.end() - 1)
        else:
            yield from value_parts(text, match.start() + 1, match.end() - 1)
    plain = STRING.sub(lambda match: "'" * len(match[0]), code)
    for match in re.finditer(keyword, plain):
        yield Part("option", match.start(1), match.end(1))
    for match in re.finditer(r"\.([A-Za-z_]\w*)", plain):
        kind = "variable" if match[1].isupper() else "attribute"
        yield Part(kind, match.start(1), match.end(1))


def _blank_comment(line: str) -> str:
    return " " * (len(line) - 1) + "\n" if _COMMENT.fullmatch(line.rstrip("\n")) else line


def _console(text: str) -> Iterator[Part]:
    for start, line in _lines(text):
        stripped = line.strip()
        if stripped.startswith("$ "):
            begin = start + line.index("$ ") + 2
            yield from (part.moved(begin) for part in shell_parts(text[begin : start + len(line)], LANGUAGES["json"]))
        elif stripped.strip("."):
            yield Part("promise", start + len(line) - len(line.lstrip()), start + len(line))


def _shell(text: str) -> Iterator[Part]:
    return shell_parts(text, LANGUAGES["json"])


LANGUAGES: dict[str, Callable[[str], Iterator[Part]]] = {
    "bash": _shell,
    "powershell": _shell,
    "console": _console,
    "json": _json,
    "toml": _settings,
    "yaml": _settings,
    "dotenv": _settings,
    "python": lambda text: _program(r"(?<![\w.])([a-z]\w*)=(?!=)(?!\s)", text),
    "js": lambda text: _program(r"(?<![\w.?])([a-zA-Z]\w*):", text),
}
