"""What a model does not take, by its name: `families.yml`."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

from gateway_docs.mock.call import Call
from gateway_docs.mock.refusals import Refused
from gateway_docs.project.yaml_files import read_yaml

NOTHING: tuple[Any, ...] = (None, [], "")


def check_model(call: Call) -> None:
    """Refused: a parameter, a value or a role that the vendor refuses with this model."""
    for family in _families().get(call.dialect.id, ()):
        ends = family.get("endpoints", [""])
        if re.fullmatch(family["models"], call.model.id) and call.endpoint.path.endswith(tuple(ends)):
            _check(family, call.model.id, call.body)


def _check(family: dict[str, Any], model: str, body: dict[str, Any]) -> None:
    for name, instead in family.get("without", {}).items():
        if body.get(name) not in NOTHING:
            raise Refused("unsupported-parameter", param=name, model=model, instead=instead)
    for name, allowed in family.get("values", {}).items():
        found = _inside(body, name)
        if found not in NOTHING and found not in allowed:
            raise Refused("unsupported-value", param=name, found=repr(found), model=model)
    for number, message in enumerate(body.get("messages") or ()):
        if message.get("role") in family.get("roles", ()):
            raise Refused(
                "unsupported-value", param=f"messages[{number}].role", found=repr(message["role"]), model=model
            )


def _inside(body: Any, name: str) -> Any:
    for step in name.split("."):
        body = body.get(step) if isinstance(body, dict) else None
    return body


@cache
def _families() -> dict[str, list[dict[str, Any]]]:
    held: dict[str, list[dict[str, Any]]] = read_yaml(Path(__file__).with_suffix(".yml"))
    return held
