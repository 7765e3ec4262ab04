"""Facts by name in pages and snippets: `[= openai.base_url =]`, and what stands only under a condition.

A page is a Jinja2 template with other delimiters, which leave `{#id}` headings and the braces of every language alone.
`%% if name` and `%% endif`, each alone on a line, are statements; `[=? name =]` at the end of a line is the condition
of this one line, such as a table row. An unknown name is an error.
"""

from __future__ import annotations

import re
import traceback
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, StrictUndefined, Template, TemplateError, TemplateSyntaxError
from mkdocs.exceptions import BuildError

_ALONE_ON_INDENTED_LINE = re.compile(r"^([ \t]+)\[= *(.+?) *=\][ \t]*$", re.MULTILINE)
_NAMED = re.compile(r"\[= [\w.]+(?: \| \w+)* =\]")
_BLOCK = re.compile(r"(?:^[ \t]*%%|\[=%)\s*(end)?(?:if|for)\b")
_INCLUDE = re.compile(r'^[ \t]*--8<-- "(?P<name>[^"]+)"', re.MULTILINE)
_LINE = re.compile(r"[^\n]*\n|[^\n]+\Z")
_STATEMENT = r"[ \t]*%% *(?P<statement>.+?)"
_LINE_WITH_CONDITION = r"(?P<line>.*?)[ \t]*\[=\? *(?P<condition>.+?) *=\]"
_CONDITION = re.compile(rf"^(?:{_STATEMENT}|{_LINE_WITH_CONDITION})[ \t]*(?P<end>\n|\Z)", re.MULTILINE)

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
    if not _has_names(text):
        return text
    shown = []
    for first, part in _parts(text):
        try:
            shown.append(_shown(part, names) if _has_names(part) else part)
        except (TemplateError, TypeError, ValueError, ArithmeticError) as error:
            line = first + _line_of(error) - 1
            raise TemplateProblem(line, _reason(error), text.split("\n")[line - 1]) from None
    return "".join(shown)


def _shown(part: str, names: Mapping[str, Any]) -> str:
    """A line that does no more than name facts is not compiled: each of its names is, once for all lines."""
    rest = _NAMED.sub("", part)
    if _has_names(rest) or "\n" in rest[:-1] or _ALONE_ON_INDENTED_LINE.search(part):
        return _template(part).render(names)
    return _NAMED.sub(lambda match: _template(match[0]).render(names), part)


def _has_names(text: str) -> bool:
    return "[=" in text or "%%" in text


def _parts(text: str) -> Iterator[tuple[int, str]]:
    """Each line with its number, from 1, and what one condition encloses as one part.

    Compiling takes nearly all the time, and a page is compiled twice: with its includes, and before the build without.
    """
    part, first, depth = "", 1, 0
    for number, line in enumerate(_LINE.findall(text), 1):
        first = first if part else number
        part += line
        depth += sum(-1 if closing else 1 for closing in _BLOCK.findall(line))
        if depth <= 0:
            yield first, part
            part, depth = "", 0
    if part:
        yield first, part


@lru_cache(maxsize=4096)
def _template(text: str) -> Template:
    text = _ALONE_ON_INDENTED_LINE.sub(_keep_indentation, text)
    return _environment.from_string(_CONDITION.sub(_in_jinja, text))


def _in_jinja(match: re.Match[str]) -> str:
    if statement := match["statement"]:
        # With the line break inside of it nothing is shown for it, and lines keep their numbers.
        return f"[=% {statement}{match['end']}%=]"
    return f"[=% if {match['condition']} %=]{match['line']}{match['end']}[=% endif %=]"


def _line_of(error: Exception) -> int:
    if isinstance(error, TemplateSyntaxError):
        return error.lineno
    frames = reversed(traceback.extract_tb(error.__traceback__))
    return next(frame.lineno or 1 for frame in frames if frame.filename == "<template>")


def lines_that_stand(text: str, names: Mapping[str, Any]) -> set[int]:
    """The lines of `text`, from 1, that no condition leaves out. TemplateProblem: as for `render`."""
    numbered = [_numbered(number, line) for number, line in enumerate(text.split("\n"), 1)]
    return {int(line) for line in render("\n".join(numbered), names).split()}


def _numbered(number: int, line: str) -> str:
    match = _CONDITION.fullmatch(line)
    if match is None:
        return str(number)
    return line if match["statement"] else f"{number} [=? {match['condition']} =]"


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


def _keep_indentation(match: re.Match[str]) -> str:
    """A table inside a list, tab or admonition: each of its lines needs the indentation of the first."""
    indentation, expression = match.groups()
    return f"{indentation}[= ({expression}) | string | indent({len(indentation)}) =]"


def _reason(error: Exception) -> str:
    message = re.sub("^'gateway_docs.* object' has no attribute", "no fact is called", str(error))
    message = message.replace("'None' has no attribute", "the gateway does not offer this, so there is no")
    return message.replace("is undefined", "is not the name of a fact")
