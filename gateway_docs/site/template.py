"""Facts by name in pages and snippets: `[= openai.base_url =]`, and what stands only under a condition.

`%% if name` and `%% endif` enclose lines, `[=% if name %=]` and `[=% endif %=]` words; `[=? name =]` at the end of a
line is the condition of this one line, such as a table row. The delimiters leave `{#id}` headings and the braces of
every language alone. An unknown name is an error.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, StrictUndefined, Template, TemplateError
from mkdocs.exceptions import BuildError

_ALONE_ON_INDENTED_LINE = re.compile(r"^([ \t]+)\[= *(.+?) *=\][ \t]*$", re.MULTILINE)
_CONDITION_OF_LINE = re.compile(r"(?P<line>.*?)[ \t]*\[=\?\s*(?P<condition>.+?)\s*=\]\s*")
_INCLUDE = re.compile(r'^[ \t]*--8<-- "(?P<name>[^"]+)"', re.MULTILINE)
_LINE = re.compile(r"[^\n]*\n|[^\n]+\Z")
_NAME = re.compile(r"\[=\s*(.+?)\s*=\]")
_OPENING, _CLOSING = re.compile(r"\[=%\s*(?:if|for)\b"), re.compile(r"\[=%\s*end(?:if|for)\b")
_STATEMENT = re.compile(r"[ \t]*%%\s*(.+?)\s*")

_environment = Environment(
    variable_start_string="[=",
    variable_end_string="=]",
    block_start_string="[=%",
    block_end_string="%=]",
    comment_start_string="[=#",
    comment_end_string="#=]",
    undefined=StrictUndefined,
    keep_trailing_newline=True,
    autoescape=False,  # the output is Markdown or a configuration file, not HTML
)
_environment.filters["number"] = lambda value: f"{value:,}"
_environment.filters["first_upper"] = lambda text: text[:1].upper() + text[1:]


class TemplateProblem(BuildError):
    """A page or snippet names what the facts do not have. `line` counts from 1 in the text that was rendered."""

    def __init__(self, line: int, reason: str, text: str):
        super().__init__(f"{reason}, in the line: {text.strip()}")
        self.line = line


def render(text: str, names: Mapping[str, Any]) -> str:
    """`text` with the facts in place. TemplateProblem: an unknown name or a broken expression."""
    if "[=" not in text and "%%" not in text:
        return text
    conditions, shown = Conditions(), []
    for number, line in _lines(_ALONE_ON_INDENTED_LINE.sub(_keep_indentation, text)):
        try:
            shown.append(_line(line, conditions, names))
        except (TemplateError, TypeError, ValueError, ArithmeticError) as error:
            raise TemplateProblem(number, _reason(error), text.split("\n")[number - 1]) from None
    if conditions.open:
        line = text.count("\n") + 1
        raise TemplateProblem(line, "a condition is not closed: %% endif is missing", text.split("\n")[-1])
    return "".join(shown)


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """Each line with its number, from 1; lines that a block inside of them joins come as one."""
    waiting, first, depth = "", 1, 0
    for number, line in enumerate(_LINE.findall(text), 1):
        first = first if waiting else number
        waiting += line
        if "[=%" in line:
            depth += len(_OPENING.findall(line)) - len(_CLOSING.findall(line))
        if depth <= 0:
            yield first, waiting
            waiting, depth = "", 0
    if waiting:
        yield first, waiting


class Conditions:
    """The conditions around a line. `stands`: all of them hold."""

    def __init__(self) -> None:
        self.open: list[tuple[bool, bool]] = []  # of each: whether its lines stand, whether a branch was taken

    @property
    def stands(self) -> bool:
        return all(stands for stands, _ in self.open)

    def follow(self, statement: str, names: Mapping[str, Any]) -> None:
        """`if`, `elif`, `else` or `endif`. ValueError: another statement, or one too many."""
        word, _, condition = statement.partition(" ")
        if word == "if":
            holds = self.stands and bool(_value(condition, names))
            self.open.append((holds, holds))
        elif word not in ("elif", "else", "endif") or not self.open:
            raise ValueError(f"%% {word} is not known here")
        else:
            _, taken = self.open.pop()
            if word != "endif":
                wanted = not taken and self.stands and (word == "else" or bool(_value(condition, names)))
                self.open.append((wanted, taken or wanted))


def _line(line: str, conditions: Conditions, names: Mapping[str, Any]) -> str:
    """What `line` shows; a statement shows nothing, not even its line break."""
    if statement := _STATEMENT.fullmatch(line):
        conditions.follow(statement[1], names)
        return ""
    if not conditions.stands:
        return ""
    if condition := _CONDITION_OF_LINE.fullmatch(line):
        if not _value(condition["condition"], names):
            return ""
        line = condition["line"] + ("\n" if line.endswith("\n") else "")
    if "[=%" in line:
        return _template(line).render(names)
    return _NAME.sub(lambda match: str(_value(match[1], names)), line)


def _value(expression: str, names: Mapping[str, Any]) -> Any:
    return _compiled(expression)(names)


def lines_that_stand(text: str, names: Mapping[str, Any]) -> set[int]:
    """The lines of `text`, from 1, that no condition leaves out. TemplateProblem: as for `render`."""
    numbered = [_numbered(number, line) for number, line in enumerate(text.split("\n"), 1)]
    return {int(line) for line in render("\n".join(numbered), names).split()}


def _numbered(number: int, line: str) -> str:
    if _STATEMENT.fullmatch(line):
        return line
    condition = _CONDITION_OF_LINE.fullmatch(line)
    return f"{number} [=? {condition['condition']} =]" if condition else str(number)


def holds(condition: str, names: Mapping[str, Any]) -> bool:
    """Whether a condition such as `openai and several.regions` is true. TemplateProblem: an unknown name."""
    return bool(render(f"%% if {condition}\nyes\n%% endif", names))


def problems_of(path: Path, snippets: list[Path], names: Mapping[str, Any]) -> Iterator[tuple[Path, TemplateProblem]]:
    """What is wrong in the page at `path`, and in files of the folders `snippets` that it shows under these facts."""
    try:
        text = render(path.read_text("utf-8-sig"), names)
    except TemplateProblem as problem:
        yield path, problem
        return
    for match in _INCLUDE.finditer(text):
        found = (folder / match["name"] for folder in snippets)
        if snippet := next((path for path in found if path.is_file()), None):
            yield from problems_of(snippet, snippets, names)


@lru_cache(maxsize=4096)
def _template(line: str) -> Template:
    return _environment.from_string(line)


@lru_cache(maxsize=4096)
def _compiled(expression: str) -> Callable[..., Any]:
    """Compiled once: pages repeat a few hundred expressions, and compiling is what takes the time."""
    return _environment.compile_expression(expression, undefined_to_none=False)


def _keep_indentation(match: re.Match[str]) -> str:
    """A table inside a list, tab or admonition: each of its lines needs the indentation of the first."""
    indentation, expression = match.groups()
    return f"{indentation}[= ({expression}) | string | indent({len(indentation)}) =]"


def _reason(error: Exception) -> str:
    message = str(error).replace("'types.SimpleNamespace object' has no attribute", "no fact is called")
    message = message.replace("'None' has no attribute", "the gateway does not offer this, so there is no")
    return message.replace("is undefined", "is not the name of a fact")
