"""Facts by name in pages and snippets: `[= openai.base_url =]`, and what stands only under a condition.

`%% if name` and `%% endif` enclose lines; `[=? name =]` at the end of a line is the condition of this one line, such
as a table row. The delimiters leave `{#id}` headings and the braces of every language alone. An unknown name is an
error.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, StrictUndefined, Template, TemplateError
from mkdocs.exceptions import BuildError

_ALONE_ON_INDENTED_LINE = re.compile(r"^([ \t]+)\[= *(.+?) *=\][ \t]*$", re.MULTILINE)
_CONDITION_OF_LINE = re.compile(r"(?P<line>.*?)[ \t]*\[=\?\s*(?P<condition>.+?)\s*=\]\s*")
_INCLUDE = re.compile(r'^[ \t]*--8<-- "(?P<name>[^"]+)"', re.MULTILINE)
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
    try:
        return _template(_as_blocks(_ALONE_ON_INDENTED_LINE.sub(_keep_indentation, text))).render(names)
    except (TemplateError, TypeError, ValueError, ArithmeticError) as error:
        line = _line(error)
        raise TemplateProblem(line, _reason(error), text.split("\n")[line - 1]) from None


def _as_blocks(text: str) -> str:
    """`text` with its conditions as the engine knows them. Line breaks move into the tags, so that lines keep numbers.

    The engine's own statements on lines take the empty lines behind them away, which Markdown needs.
    """
    return "".join(_as_block(line) for line in text.splitlines(keepends=True))


def _as_block(line: str) -> str:
    if statement := _STATEMENT.fullmatch(line):
        return f"[=% {statement[1]}\n%=]"
    if condition := _CONDITION_OF_LINE.fullmatch(line):
        end = "\n" if line.endswith("\n") else ""
        return f"[=% if {condition['condition']} %=]{condition['line']}{end}[=% endif %=]"
    return line


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


@lru_cache(maxsize=1024)
def _template(text: str) -> Template:
    """Compiled once: texts of clients are the same for every page and language."""
    return _environment.from_string(text)


def _keep_indentation(match: re.Match[str]) -> str:
    """A table inside a list, tab or admonition: each of its lines needs the indentation of the first."""
    indentation, expression = match.groups()
    return f"{indentation}[= ({expression}) | string | indent({len(indentation)}) =]"


def _line(error: Exception) -> int:
    line, frame = getattr(error, "lineno", 1), error.__traceback__
    while frame:
        if frame.tb_frame.f_code.co_filename == "<template>":
            line = frame.tb_lineno
        frame = frame.tb_next
    return line


def _reason(error: Exception) -> str:
    message = str(error).replace("'types.SimpleNamespace object' has no attribute", "no fact is called")
    message = message.replace("'None' has no attribute", "the gateway does not offer this, so there is no")
    return message.replace("is undefined", "is not the name of a fact")
