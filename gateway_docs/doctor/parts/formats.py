"""The formats of settings files, as far as clients need them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from functools import partial
from typing import Any

from gateway_docs.doctor.parts.toml import parse_toml

ASSIGNMENT = re.compile(r"^\s*(export\s+)?([A-Za-z_]\w*)\s*=\s*(.*)$")


def parse_dotenv(text: str) -> dict[str, str]:
    """NAME=value lines; quotes around a value are taken off."""
    found = {}
    for line in text.splitlines():
        match = ASSIGNMENT.match(line)
        if match:
            found[match.group(2)] = _unquoted(match.group(3))
    return found


def _unquoted(value: str) -> str:
    quoted = re.match(r"""^(["'])(.*?)\1\s*(#.*)?$""", value)
    if not quoted:
        return value.split(" #", 1)[0].strip()
    inner = quoted.group(2)
    return inner.replace("\\n", "\n").replace('\\"', '"') if quoted.group(1) == '"' else inner


#: What tools read beyond JSON; each form has what those before it have.
_FORMS = ("json", "comments", "commas", "json5")
_LOOSE = re.compile(
    r"""(?P<text>"(?:[^"\\]|\\.)*")|(?P<comments>//[^\n]*|/\*.*?\*/)|"""
    r"""(?P<commas>,(?=(?:\s|//[^\n]*|/\*.*?\*/)*[}\]]))|(?P<json5>'(?:[^'\\]|\\.)*'|[A-Za-z_$][\w$]*(?=\s*:))""",
    re.DOTALL,
)


def parse_json(text: str, form: str) -> Any:
    """ValueError: it is not JSON, nor of that form."""

    def strict(found: re.Match[str]) -> str:
        kind, part = str(found.lastgroup), found.group()
        if kind == "text" or _FORMS.index(kind) > _FORMS.index(form):
            return part
        if kind == "json5":
            return json.dumps(part.strip("'").replace("\\'", "'"))
        return "\n" * part.count("\n")

    return json.loads(_LOOSE.sub(strict, text))


PARSERS: dict[str, Callable[[str], Any]] = {
    **{form: partial(parse_json, form=form) for form in _FORMS},
    "toml": parse_toml,
    "dotenv": parse_dotenv,
}


def inside(content: Any, path: list[Any], chosen: Any = None) -> Any:
    """What stands at `path` in nested dictionaries and lists, or None; * is the provider that was chosen."""
    for name in path:
        try:
            content = content[chosen if name == "*" else name]
        except (KeyError, IndexError, TypeError):
            return None
    return content if path else None
