"""The settings of Gemini CLI, and of Qwen Code, which began as its copy: their programs hold schemas of one form."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from gateway_docs.environments.schema_in_short import Node

ASK = """
const {getSettingsSchema} = await import(process.argv[1]);
process.stdout.write(JSON.stringify(getSettingsSchema()), () => process.exit(0));
"""
#: Both take a number or a word for yes and no in quotes, too.
KINDS = {"string": "s", "number": "sn", "integer": "sn", "boolean": "y", "array": "l", "object": "o"}
#: Parts that take more than their schema says.
OPEN = {"mcp", "model/generationConfig"}
#: Where the program holds old names, which it moves to their new places by itself: their part of it, and a name there.
_RENAMED = [
    (re.compile(rf"{part}(.*?)^}}", re.DOTALL | re.MULTILINE), re.compile(name))
    for part, name in (
        (r"^var V1_TO_V2_\w*MAP = \{", r'(?P<name>\w+): "'),
        (r"^var V2_TO_V3_BOOLEAN_MAP = \{", r'"(?P<name>[\w.]+)": "'),
        (
            r"^function migrateDeprecatedSettings\(",
            r'"(?P<name>\w+)",\s*"\w+",\s*"(?P<place>[\w.]+)",\s*foundDeprecated',
        ),
        (r"^function migrateDeprecatedSettings\(", r'foundDeprecated\.push\("(?P<name>[\w.]+)"'),
        (r"^function migrateExperimentalSettings\(", r'migrate(?P<place>Experimental)\("(?P<name>\w+)"'),
    )
]


def gemini_settings(program: Path, printed: Callable[[list[str]], Any], node: Path) -> dict[str, Any]:
    """`program`: the folder of its scripts. Its values of a choice are told only where it checks them itself."""
    texts = {path: path.read_text("utf-8") for path in sorted(program.rglob("*.js"))}
    schema_in = next(path for path, text in texts.items() if "\nfunction getSettingsSchema()" in text)
    strict = any("buildSettingsZodSchema" in text for text in texts.values())
    schema = printed([str(node), "--input-type=module", "--eval", ASK, str(schema_in)])
    top: dict[str, Any] = {"is": "o", "in": {"$schema": "", "$version": "", **_inside(schema, "", strict)}}
    for name in sorted({name for text in texts.values() for name in _old_names(text)}):
        _add(top, name.split("."))
    return top


def _inside(properties: dict[str, Any], at: str, strict: bool) -> dict[str, Node]:
    return {name: _node(one, f"{at}/{name}".strip("/"), strict) for name, one in properties.items()}


def _node(schema: dict[str, Any], at: str, strict: bool) -> Node:
    if {"ref", "jsonSchemaOverride", "legacyTypes"} & set(schema):
        return ""
    if schema["type"] == "enum":
        return {"is": "s", "of": sorted(one["value"] for one in schema["options"])} if strict else "s"
    if not schema.get("properties"):
        return KINDS[schema["type"]]
    rest = {"rest": ""} if at in OPEN or schema.get("additionalProperties") else {}
    return {"is": "o", "in": _inside(schema["properties"], at, strict), **rest}


def _old_names(text: str) -> Iterator[str]:
    for part, name in _RENAMED:
        for held in part.findall(text):
            for found in name.finditer(held):
                place = found.groupdict().get("place")
                yield (
                    f"{place.lower() if place == 'Experimental' else place}.{found['name']}" if place else found["name"]
                )


def _add(node: dict[str, Any], path: list[str]) -> None:
    """An old name, whose value may be anything; a new name with one of them may be it, too."""
    known = node["in"].get(path[0])
    if len(path) > 1:
        _add(known, path[1:])
    elif isinstance(known, dict):
        known["is"] = ""
    else:
        node["in"][path[0]] = ""
