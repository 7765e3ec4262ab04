"""Contradictions between facts that hold although other values are wrong, so that everything is said at once.

Pydantic looks at contradictions only when every single value is right. So the wrong ones are exchanged for examples,
and what is said of an example is left out.
"""

from __future__ import annotations

from collections.abc import Iterable
from copy import deepcopy
from functools import cache
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from gateway_docs.facts.consistency import consistent
from gateway_docs.facts.positions import Place, read_located
from gateway_docs.project import ROOT
from gateway_docs.project.facts_file import DEMO

EXAMPLE = ROOT / DEMO


def contradictions(value: dict[str, Any], wrong: Iterable[tuple[Place, str]]) -> list[ErrorDetails]:
    """What contradicts in `value`, whose `wrong` places (with the type of each error) are already told."""
    value, exchanged = deepcopy(value), list(wrong)
    for place, kind in exchanged:
        _exchange(value, place, kind)
    try:
        consistent(value)
    except ValidationError as error:
        return [detail for detail in error.errors(include_url=False) if _counts(detail, exchanged)]
    return []


def _counts(detail: ErrorDetails, exchanged: list[tuple[Place, str]]) -> bool:
    """Whether a contradiction is about the operator's values, not about an example or what refers to one."""
    if detail["type"] != "consistency":
        return False
    entry = detail["loc"][:2]
    groups_exchanged = any(place[:1] == ("vendors",) and {"groups", "id"} & set(place) for place, _ in exchanged)
    return all(place[:2] != entry for place, _ in exchanged) and not (groups_exchanged and entry[:1] == ("models",))


def _exchange(value: Any, place: Place, kind: str) -> None:
    *way, last = place or ("",)
    for step in way:
        try:
            value = value[step]
        except (KeyError, IndexError, TypeError):
            return
    if kind == "extra_forbidden" and isinstance(value, dict):
        value.pop(last, None)
    elif isinstance(value, dict):
        value[last] = deepcopy(_example_at(place))
    elif isinstance(value, list) and isinstance(last, int) and last < len(value):
        value[last] = deepcopy(_example_at(place))


def _example_at(place: Place) -> Any:
    """What the example says at `place`; in a list, what its first item says."""
    value = _example()
    for step in place:
        try:
            value = value[0] if isinstance(step, int) else value[step]
        except (KeyError, IndexError, TypeError):
            return None
    return value


@cache
def _example() -> Any:
    return read_located(EXAMPLE.read_text("utf-8")).value
