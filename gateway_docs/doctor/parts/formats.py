"""The formats of settings files, as far as clients need them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

INLINE = re.compile(r"""["']?([\w-]+)["']?\s*=\s*("[^"]*"|'[^']*')""")
ASSIGNMENT = re.compile(r"^\s*(export\s+)?([A-Za-z_]\w*)\s*=\s*(.*)$")


def parse_dotenv(text: str) -> dict[str, str]:
    """NAME=value lines; quotes around a value are taken off."""
    found = {}
    for line in text.splitlines():
        match = ASSIGNMENT.match(line)
        if match:
            found[match.group(2)] = _unquoted(match.group(3))
    return found


def parse_toml(text: str) -> dict[str, Any]:
    """Tables, strings and true or false of TOML, and strings in an inline table; another value becomes an empty list.

    Settings of clients need no more, and Python 3.8 has no parser of its own.
    """
    root: dict[str, Any] = {}
    table = root
    for line in text.splitlines():
        header = re.match(r"^\s*\[([^\[\]]+)\]\s*(#.*)?$", line)
        if header:
            table = root
            for name in header.group(1).split("."):
                table = table.setdefault(name.strip().strip("\"'"), {})
            continue
        if line.lstrip().startswith("[["):
            table = {}  # of lists of tables no client's address or key is made
        inline = re.match(r"^\s*([\w-]+)\s*=\s*\{(.*)\}", line)
        if inline:
            table[inline.group(1)] = {name: _unquoted(value) for name, value in INLINE.findall(inline.group(2))}
            continue
        match = re.match(r"""^\s*([\w."-]+)\s*=\s*("(?:[^"\\]|\\.)*"|'[^']*'|true|false|)""", line)
        if match:
            table[match.group(1).strip('"')] = _bare(match.group(2))
    return root


def _bare(value: str) -> Any:
    return {"true": True, "false": False, "": []}.get(value) if value in ("true", "false", "") else _unquoted(value)


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
