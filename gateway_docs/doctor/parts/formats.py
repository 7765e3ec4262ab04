"""The formats of settings files, as far as clients need them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
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


PARSERS: dict[str, Callable[[str], Any]] = {"json": json.loads, "toml": parse_toml, "dotenv": parse_dotenv}


def inside(content: Any, path: list[Any], chosen: Any = None) -> Any:
    """What stands at `path` in nested dictionaries and lists, or None; * is the provider that was chosen."""
    for name in path:
        try:
            content = content[chosen if name == "*" else name]
        except (KeyError, IndexError, TypeError):
            return None
    return content if path else None
