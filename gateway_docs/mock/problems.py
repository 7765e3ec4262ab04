"""From pydantic's errors to the one thing to tell the client.

A value that fits no member of a union has errors for every member. The likeliest member is the one that was
meant: its kind of value fits, then its tag (`role`, `type`), then the number of things wrong in it.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable
from itertools import groupby
from typing import Any

from pydantic_core import ErrorDetails as Error

from gateway_docs.mock.refusals import Refused

Place = tuple[int | str, ...]
Member = tuple[int, list[Error]]  # the errors of one member of a union, and the depth of their places below it
TAGS = ("role", "type")
KINDS = {
    "string_type": "a string",
    "list_type": "an array",
    "dict_type": "an object",
    "model_type": "an object",
    "model_attributes_type": "an object",
    "float_type": "a number",
    "int_type": "an integer",
    "int_from_float": "an integer",
    "bool_type": "true or false",
    "finite_number": "a finite number",
}
#: OpenAI's codes for what is wrong with a value, as its answers are recorded. {kind}: the kind of number of the bound.
CODES = {
    "greater_than_equal": "{kind}_below_min_value",
    "less_than_equal": "{kind}_above_max_value",
    "too_short": "empty_array",
    "too_long": "array_above_max_length",
    **dict.fromkeys(KINDS, "invalid_type"),
}


def explain(errors: list[Error], body: Any) -> Refused:
    """The refusal for a body in which pydantic found `errors`."""
    errors = _meant(errors, body, 0)
    first = errors[0]
    param = _name(_place(first, body))
    if first["type"] == "extra_forbidden":
        return Refused("unknown-parameter", param=param)
    if first["type"] == "missing":
        return Refused("missing-parameter", param=param)
    return Refused("invalid-parameter", param=param, code=_code(first), problem=_problem(errors))


def _place(error: Error, body: Any) -> Place:
    """Where the error is, without the names of union members, which are in the types but not in the body."""
    loc, missing = error["loc"], error["type"] == "missing"
    kept = []
    for position, step in enumerate(loc):
        if _is_tag(step, body, missing and position == len(loc) - 1):
            continue
        kept.append(step)
        body = _inside(body, step)
    return tuple(kept)


def _meant(errors: list[Error], value: Any, depth: int) -> list[Error]:
    """The errors at one place, of the likeliest member of every union on the way there."""
    here = [error for error in errors if len(error["loc"]) == depth]
    if here:
        return here
    first = errors[0]
    step = first["loc"][depth]
    if not _is_tag(step, value, first["type"] == "missing" and len(first["loc"]) == depth + 1):
        same = [error for error in errors if error["loc"][depth] == step]
        return _meant(same, _inside(value, step), depth + 1)
    members = [
        (depth + len(tags), list(member)) for tags, member in groupby(errors, lambda error: _tags(error, value, depth))
    ]
    likeliest = min(members, key=_likeliness)
    fit = _likeliness(likeliest)[:2]
    if any(fit):  # none fits by kind or by tag: all of them together say what is allowed
        return _together([member for member in members if _likeliness(member)[:2] == fit])
    return _meant(likeliest[1], value, likeliest[0])


def _tags(error: Error, value: Any, depth: int) -> Place:
    """The names of union members from `depth` on: more than one where a union stands in a union."""
    loc, end = error["loc"], depth
    while end < len(loc) and _is_tag(loc[end], value, error["type"] == "missing" and end == len(loc) - 1):
        end += 1
    return loc[depth:end]


def _likeliness(candidate: Member) -> tuple[bool, bool, int, int]:
    """Smaller is likelier. A name that is wrong in the member itself weighs more than what is wrong deeper."""
    depth, member = candidate
    wrong_kind = any(len(error["loc"]) == depth and error["type"] in KINDS for error in member)
    wrong_tag = any(_wrong_tag(error, depth) for error in member)
    own = sum(len(error["loc"]) == depth + 1 for error in member)
    return wrong_kind, wrong_tag, own, len(member)


def _together(members: list[Member]) -> list[Error]:
    tags = [error for depth, member in members for error in member if _wrong_tag(error, depth)]
    return tags or [error for depth, member in members for error in member if len(error["loc"]) == depth]


def _wrong_tag(error: Error, depth: int) -> bool:
    loc = error["loc"]
    return len(loc) == depth + 1 and loc[-1] in TAGS and error["type"] in ("literal_error", "missing", "string_type")


def _is_tag(step: Hashable, value: Any, missing: bool) -> bool:
    if isinstance(value, dict):
        return step not in value and not missing
    return not (isinstance(value, list) and isinstance(step, int))


def _inside(value: Any, step: Hashable) -> Any:
    try:
        return value[step]
    except (KeyError, IndexError, TypeError):
        return None


def _name(steps: Iterable[Hashable]) -> str:
    name = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in steps)
    return name.lstrip(".")[:200]


def _problem(errors: list[Error]) -> str:
    kinds = list(dict.fromkeys(KINDS[error["type"]] for error in errors if error["type"] in KINDS))
    if kinds:
        return "must be " + " or ".join(kinds)
    expected = [error["ctx"]["expected"] for error in errors if "expected" in error.get("ctx", {})]
    if expected:
        return "must be " + " or ".join(dict.fromkeys(expected))
    said = re.sub(r"^\w+ should", "must", errors[0]["msg"].removeprefix("Value error, "))
    return re.sub(r" after validation, not \d+$", "", said)


def _code(error: Error) -> str | None:
    bounds = {name: bound for name, bound in error.get("ctx", {}).items() if name in ("ge", "le")}
    kind = "decimal" if any(isinstance(bound, float) for bound in bounds.values()) else "integer"
    code = CODES.get(error["type"])
    return code and code.format(kind=kind)
