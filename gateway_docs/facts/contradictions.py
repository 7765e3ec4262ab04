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
from gateway_docs.facts.forms import FreeForm, OwnForm, form_of
from gateway_docs.facts.positions import Place, read_located
from gateway_docs.project import ROOT
from gateway_docs.project.facts_file import DEMO

#: Right files, from which examples are taken: in the form of the demo, and in the free one.
EXAMPLES = {OwnForm: ROOT / DEMO, FreeForm: ROOT / "handbook" / "any-vendor.yml"}


#: Where names stand to which other entries refer.
NAMED = (("vendors",), ("groups",), ("protocols",))


def contradictions(value: dict[str, Any], wrong: Iterable[tuple[Place, str]]) -> list[ErrorDetails]:
    """What contradicts in `value`, whose `wrong` places (with the type of each error) are already told."""
    value, exchanged, form = deepcopy(value), list(wrong), form_of(value)
    for place, kind in exchanged:
        _exchange(value, place, kind, form)
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
    named = any(place[:1] in NAMED and {"groups", "id"} & set(place) for place, _ in exchanged)
    models = any(place[:1] == ("models",) for place, _ in exchanged)
    refers = (named and entry[:1] in (("models",), *NAMED[1:])) or (models and entry[:1] in NAMED[1:])
    return all(place[:2] != entry for place, _ in exchanged) and not refers


def _exchange(value: Any, place: Place, kind: str, form: type[OwnForm | FreeForm]) -> None:
    *way, last = place or ("",)
    for step in way:
        try:
            value = value[step]
        except (KeyError, IndexError, TypeError):
            return
    if kind == "extra_forbidden" and isinstance(value, dict):
        value.pop(last, None)
    elif isinstance(value, dict):
        value[last] = deepcopy(_example_at(place, form))
    elif isinstance(value, list) and isinstance(last, int) and last < len(value):
        value[last] = deepcopy(_example_at(place, form))


def _example_at(place: Place, form: type[OwnForm | FreeForm]) -> Any:
    """What the example says at `place`; in a list, what its first item says."""
    value = _example(form)
    for step in place:
        try:
            value = value[0] if isinstance(step, int) else value[step]
        except (KeyError, IndexError, TypeError):
            return None
    return value


@cache
def _example(form: type[OwnForm | FreeForm]) -> Any:
    return read_located(EXAMPLES[form].read_text("utf-8")).value
