"""Facts by name in pages and snippets: `[= openai.base_url =]`, and `%% if …` lines.

The delimiters leave `{#id}` headings and the braces of every language alone. An unknown name is an error.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from jinja2 import Environment, StrictUndefined, Template, TemplateError
from mkdocs.exceptions import BuildError

_ALONE_ON_INDENTED_LINE = re.compile(r"^([ \t]+)\[= *(.+?) *=\][ \t]*$", re.MULTILINE)

_environment = Environment(
    variable_start_string="[=",
    variable_end_string="=]",
    block_start_string="[=%",
    block_end_string="%=]",
    comment_start_string="[=#",
    comment_end_string="#=]",
    line_statement_prefix="%%",
    undefined=StrictUndefined,
    keep_trailing_newline=True,
    autoescape=False,  # the output is Markdown or a configuration file, not HTML
)
_environment.filters["number"] = lambda value: f"{value:,}"


class TemplateProblem(BuildError):
    """A page or snippet names what the facts do not have. `line` counts from 1 in the text that was rendered."""

    def __init__(self, line: int, reason: str, text: str):
        super().__init__(f"{reason}, in the line: {text.strip()}")
        self.line = line


def render(text: str, names: Mapping[str, Any]) -> str:
    """`text` with the facts in place. TemplateProblem: an unknown name or a broken expression."""
    if "[=" not in text and "%%" not in text:
        return text
    text = _ALONE_ON_INDENTED_LINE.sub(_keep_indentation, text)
    try:
        return _template(text).render(names)
    except (TemplateError, TypeError, ValueError, ArithmeticError) as error:
        line = _line(error)
        raise TemplateProblem(line, _reason(error), text.splitlines()[line - 1]) from None


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
    return message.replace("is undefined", "is not the name of a fact")
