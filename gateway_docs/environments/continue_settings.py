"""The settings of Continue's config.yaml: the source that is packed with its program has their schema as code."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from gateway_docs.environments.schema_in_short import Node

SOURCES = ("config-yaml/src/schemas/index.ts", "config-yaml/src/schemas/models.ts")
#: What stands in place of a model, or beside it.
OF_BLOCK = {"uses": "", "with": "o", "override": ""}
_OBJECT = re.compile(r"^(?:export )?const (\w+) = (?:z\.object\(|\w+\.extend\()?\{$(.*?)^\}", re.DOTALL | re.MULTILINE)
_FIELD = re.compile(r"^  (\w+):\s*(.*?),$(?=\n  \S|\n\Z)", re.DOTALL | re.MULTILINE)
_SPREAD = re.compile(r"^  \.\.\.(\w+),$", re.MULTILINE)
_KINDS = (("b", r"z\.boolean"), ("n", r"z\.number"), ("o", r"z\s*\.record"), ("l", r"z\s*\.array|\w+\.array\("))


def continue_settings(program: Path) -> dict[str, Any]:
    """Texts are open: what stands without quotes may be one."""
    packed = json.loads(program.with_name(f"{program.name}.map").read_text("utf-8"))
    sources = zip(packed["sources"], packed["sourcesContent"], strict=True)
    code = "\n".join(text for name, text in sources if name.endswith(SOURCES))
    objects = dict(_OBJECT.findall(code))
    top = _fields("baseConfigYamlSchema", objects) | _fields("configYamlSchema", objects)
    model = {"is": "o", "in": OF_BLOCK | _fields("modelSchema", objects)}
    return {"is": "o", "in": top | {"models": {"is": "l", "each": model}}}


def _fields(name: str, objects: dict[str, str]) -> dict[str, Node]:
    spread = [_fields(one, objects) for one in _SPREAD.findall(objects[name])]
    own = {field: _node(code, objects) for field, code in _FIELD.findall(objects[name])}
    return {field: node for fields in [*spread, own] for field, node in fields.items()}


def _node(code: str, objects: dict[str, str]) -> Node:
    named = re.match(r"(\w+)\.optional\(", code)
    if named and named[1] in objects:
        return {"is": "o", "in": _fields(named[1], objects)}
    return next((kind for kind, pattern in _KINDS if re.match(pattern, code)), "")
