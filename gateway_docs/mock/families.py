"""What a model does not take: as gateway.yml says, or else by its name: `families.yml`."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from gateway_docs.mock.call import Call
from gateway_docs.mock.refusals import Refused
from gateway_docs.project.yaml_files import read_yaml

NOTHING: tuple[Any, ...] = (None, [], "")


def check_model(call: Call) -> None:
    """Refused: a parameter, a value or a role that the vendor refuses with this model, or a limit above its own."""
    model, families = call.model, families_of(call)
    if model.unsupported is None:
        for family in families:
            _check_parameters(call, family)
    else:
        _check_without(call, dict.fromkeys(model.unsupported, ""))
    efforts = [model.efforts] if model.efforts is not None else [one["efforts"] for one in families if "efforts" in one]
    for allowed in efforts:
        _check_value(call, call.endpoint.effort or "", [*allowed, *map(str.upper, allowed)])
    for family in families:
        _check_needs(call, family.get("needs", {}))
        _check_roles(call, family.get("roles", ()))
        _check_end(call, family.get("prefill", True))
    _check_limit(call)


def families_of(call: Call) -> list[dict[str, Any]]:
    """What is known of models with such a name, at this endpoint and in such a request."""
    return [family for family in _named(call) if _counts(call, family.get("when", {}))]


def effort(call: Call) -> str | None:
    """The effort of reasoning that the request names, or else the usual one of the model."""
    usual = next((family["effort"] for family in _named(call) if "effort" in family), None)
    return _inside(call.body, call.endpoint.effort or "") or usual


def _counts(call: Call, when: dict[str, list[Any]]) -> bool:
    found = {name: effort(call) if name == "effort" else _inside(call.body, name) for name in when}
    return all(found[name] in values for name, values in when.items())


def _named(call: Call) -> Iterator[dict[str, Any]]:
    for family in _families().get(call.dialect.id, ()):
        ends = family.get("endpoints", [""])
        if re.fullmatch(family["models"], call.model.id) and call.endpoint.path.endswith(tuple(ends)):
            yield family


def _check_parameters(call: Call, family: dict[str, Any]) -> None:
    _check_without(call, family.get("without", {}))
    for name, allowed in family.get("values", {}).items():
        _check_value(call, name, allowed)


def _check_without(call: Call, names: dict[str, str]) -> None:
    for name, instead in names.items():
        if _inside(call.body, name) not in NOTHING:
            raise Refused("unsupported-parameter", param=name, model=call.model.id, instead=instead)


def _check_value(call: Call, name: str, allowed: Collection[Any]) -> None:
    found = _inside(call.body, name)
    if found not in NOTHING and found not in allowed:
        raise Refused("unsupported-value", param=name, found=repr(found), model=call.model.id)


def _check_needs(call: Call, needs: dict[str, str]) -> None:
    for name, needed in needs.items():
        if call.body.get(name) is not None and not call.body.get(needed):
            raise Refused("invalid-parameter", param=name, problem=f"is allowed only with {needed}")


def _check_end(call: Call, prefill: bool) -> None:
    *_, last = [{}] if prefill else call.body["messages"]
    content = last.get("content")
    kinds = [block["type"] for block in content] if isinstance(content, list) else ["text"]
    if last.get("role") == "assistant" and kinds[-1:] == ["text"]:
        problem = f"{call.model.id} does not go on with an answer, so the last message must be the user's"
        raise Refused("invalid-parameter", param="messages", problem=problem)


def _check_roles(call: Call, roles: Collection[str]) -> None:
    for number, message in enumerate(call.body.get("messages") or ()):
        if message.get("role") in roles:
            place, found = f"messages[{number}].role", repr(message["role"])
            raise Refused("unsupported-value", param=place, found=found, model=call.model.id)


def _check_limit(call: Call) -> None:
    most = call.model.max_output
    for name in call.endpoint.limits if most else ():
        found = _inside(call.body, name)
        if isinstance(found, int) and most and found > most:
            problem = f"{found} is more than the {most} tokens that {call.model.id} answers with at most"
            raise Refused("invalid-parameter", param=name, problem=problem)


def _inside(body: Any, name: str) -> Any:
    for step in name.split("."):
        body = body.get(step) if isinstance(body, dict) else None
    return body


@cache
def _families() -> dict[str, list[dict[str, Any]]]:
    held: dict[str, list[dict[str, Any]]] = read_yaml(Path(__file__).with_suffix(".yml"))
    return held
