"""What a gateway answers, in the terms of a software's data file: shape, type, code and words."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from string import Formatter
from typing import Any

_PLACE = re.compile(r"\{(\w+)\}")
#: Characters of a message, and of a body that is taken for a shape at all.
MOST_WORDS, MOST_SHAPE = 600, 4000


@dataclass(frozen=True)
class Heard:
    """An answer. `body`: no key in it. `headers`: names in small letters."""

    status: int
    headers: Mapping[str, str]
    body: str

    @property
    def accepted(self) -> bool:
        return self.status < 400


@dataclass(frozen=True)
class Understood:
    """`shape`: its name. `type` and `code` are None where the shape has none."""

    status: int
    shape: str
    type: str | None
    code: str | None
    message: str

    @property
    def parts(self) -> dict[str, Any]:
        """As a data file says it."""
        return {name: value for name, value in vars(self).items() if value is not None}


def understood(shapes: dict[str, Any], heard: Heard, usual: str | None) -> Understood:
    """The answer by the first of `shapes` that fits, `usual` before all; a new shape is added to them."""
    body, bound = _body(heard.body), dict[str, Any]()
    name = next((one for one in sorted(shapes, key=lambda one: one != usual) if _fits(shapes[one], body, bound)), None)
    if name is None:
        name = next(new for number in range(1, 999) if (new := f"found{number}") not in shapes)
        shapes[name] = derived(body, heard.status)
        _fits(shapes[name], body, bound)
    texts = {key: None if bound.get(key) is None else str(bound[key]) for key in ("type", "code")}
    return Understood(heard.status, name, **texts, message=str(bound.get("message") or "")[:MOST_WORDS])


def _fits(shape: Any, body: Any, bound: dict[str, Any]) -> bool:
    bound.clear()
    return fits(shape, body, bound)


def fits(template: Any, value: Any, bound: dict[str, Any]) -> bool:
    """Whether `value` has the shape; what stands at its names in braces is put into `bound`."""
    if isinstance(template, dict):
        return isinstance(value, dict) and all(
            fits(template[name], value[name], bound)
            if name in template and name in value
            else template.get(name) == "{param}" or (name in value and value[name] is None)
            for name in {*template, *value}
        )
    place = _PLACE.fullmatch(template) if isinstance(template, str) else None
    if place is None:
        return bool(template == value)
    bound[place[1]] = value
    return place[1] == "param" or not isinstance(value, dict | list)


def derived(body: Any, status: int) -> Any:
    """A shape for `body`, with names in braces for what is another in each answer; {param} stands for whatever else."""
    if not isinstance(body, dict):
        return "{message}"
    words = next((name for name in ("message", "detail", "error", "msg") if isinstance(body.get(name), str)), None)
    made = {}
    for name, value in body.items():
        made[name] = (
            derived(value, status) if isinstance(value, dict) else _named(name, value, name == words, status, body)
        )
    return made


def _named(name: str, value: Any, words: bool, status: int, body: Mapping[str, Any]) -> Any:
    if words:
        return "{message}"
    if name == "type" and isinstance(body.get("error"), dict):
        return value
    if name == "error" or name == "type":
        return "{type}"
    if name == "code":
        return "{status}" if value == status else "{code}"
    return value if value is None or isinstance(value, bool) else "{param}"


def _body(text: str) -> Any:
    try:
        return json.loads(text) if len(text) < MOST_SHAPE and text.count("{") < 20 > text.count("[") else text
    except ValueError:
        return text


def same_words(message: str, found: str) -> bool:
    """Whether `found` can be what the format string `message` says; figures do not count."""
    pattern = "".join(
        re.escape(_folded(text)) + (".*?" if name is not None else "") for text, name, *_ in Formatter().parse(message)
    )
    return bool(re.fullmatch(pattern, _folded(found), re.DOTALL))


def _folded(text: str) -> str:
    return re.sub(r"\d+([.:]\d+)*", "0", re.sub(r"\s+", " ", text))


def as_format(text: str, values: Mapping[str, str]) -> str:
    """`text` as a format string, with names in place of the request's own values."""
    text = text.replace("{", "{{").replace("}", "}}")
    for name, value in _longest_first(values):
        text = text.replace(value, f"{{{name}}}")
    return text


def _longest_first(values: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    return iter(sorted(((n, v) for n, v in values.items() if len(v) > 2), key=lambda pair: -len(pair[1])))
