"""Reads gateway.yml. Whatever is wrong in it is said at once, each with file, line, key and what is allowed."""

from __future__ import annotations

import types
from functools import lru_cache
from pathlib import Path
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from gateway_docs.facts.consistency import consistent
from gateway_docs.facts.contradictions import contradictions
from gateway_docs.facts.forms import OwnForm, form_of
from gateway_docs.facts.model import Facts
from gateway_docs.facts.positions import Located, Place, YamlProblem, read_located

MAX_BYTES = 200_000
_KINDS: dict[type, str] = {dict: "mapping", list: "list", str: "text"}


class FactsError(Exception):
    """gateway.yml is wrong. The text is for the operator: one line per problem."""


def load_facts(path: Path | str) -> Facts:
    """The facts in `path`. FactsError names every problem with its line."""
    path = Path(path)
    try:
        modified = path.stat().st_mtime_ns
    except OSError as error:
        raise FactsError(f"{path}: cannot be read: {error.strerror}") from None
    return _load(path, modified)


@lru_cache(maxsize=4)
def _load(path: Path, modified: int) -> Facts:
    try:
        located = read_located(_text(path))
    except YamlProblem as problem:
        raise FactsError(f"{path}:{problem.line}: {problem}") from None
    if not isinstance(located.value, dict):
        found = "nothing" if located.value is None else f"a {_kind(located.value)}"
        raise FactsError(f"{path}:1: must hold keys and values, found {found}; allowed keys: {_keys(OwnForm)}")
    try:
        return consistent(located.value)
    except ValidationError as error:
        raise FactsError("\n".join(_lines(path, located, error))) from None


def _text(path: Path) -> str:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise FactsError(f"{path}: cannot be read: {error.strerror}") from None
    if len(data) > MAX_BYTES:
        raise FactsError(f"{path}: is larger than {MAX_BYTES} bytes: is it the right file?")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise FactsError(f"{path}:{line}: is not UTF-8 (byte {data[error.start]:#x}): save the file as UTF-8") from None


def _lines(path: Path, located: Located, error: ValidationError) -> list[str]:
    problems: dict[str, int] = {}
    details = [detail for detail in error.errors(include_url=False) if detail["type"] != "none_required"]
    wrong = [(_place_in_file(detail["loc"], located.value), detail["type"]) for detail in details]
    for detail in [*details, *contradictions(located.value, wrong)]:
        place = _place_in_file(detail["loc"], located.value)
        message = f"{path}:{located.line(place)}: {_name(place)}: {_message(detail, place, form_of(located.value))}"
        problems.setdefault(message, located.line(place))
    return sorted(problems, key=lambda message: problems[message])


def _place_in_file(place: Place, value: Any) -> Place:
    """`place` without the names of union members, which pydantic adds and the file does not have."""
    kept: list[str | int] = []
    for position, step in enumerate(place):
        inside = step in value if isinstance(value, dict) else isinstance(value, list) and isinstance(step, int)
        if inside:
            value = value[step]
        elif position + 1 < len(place) or not isinstance(value, dict):
            continue
        kept.append(step)
    return tuple(kept)


def _name(place: Place) -> str:
    name = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in place)
    return name.lstrip(".") or "the file"


def _message(detail: ErrorDetails, place: Place, form: type[BaseModel]) -> str:
    if detail["type"] == "extra_forbidden":
        return f"is not a known key; allowed here: {_keys(_model_at(place[:-1], form))}"
    if detail["type"] == "missing":
        return f"is missing; {_meaning(place, form)}"
    if detail["type"] == "string_pattern_mismatch" and place and isinstance(place[-1], str):
        return f"must be: {_meaning(place, form)}; found {_shown(detail['input'])}"
    text = detail["msg"].removeprefix("Value error, ").replace("Input should be", "must be")
    return f"{text}; found {_shown(detail['input'])}"


def _shown(value: object) -> str:
    if isinstance(value, (str, bool, int, list, dict)) or value is None:
        return repr(value) if len(repr(value)) < 80 else f"a {_kind(value)}"
    return str(value)


def _kind(value: object) -> str:
    return _KINDS.get(type(value), type(value).__name__)


def _keys(model: type[BaseModel] | None) -> str:
    return ", ".join(model.model_fields) if model else "nothing"


def _meaning(place: Place, form: type[BaseModel]) -> str:
    model = _model_at(place[:-1], form)
    described = model.model_fields[str(place[-1])].description if model else None
    return described or f"every one of these is needed: {_required(model)}"


def _required(model: type[BaseModel] | None) -> str:
    fields = model.model_fields.items() if model else ()
    return ", ".join(name for name, field in fields if field.is_required())


def _model_at(place: Place, form: type[BaseModel]) -> type[BaseModel] | None:
    """The model that describes the block at `place` of a file in that form."""
    model: type[BaseModel] | None = form
    for step in place:
        if isinstance(step, str) and model:
            field = model.model_fields.get(step)
            model = _model_in(field.annotation) if field else None
    return model


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    if get_origin(annotation) in (list, Union, types.UnionType) or hasattr(annotation, "__metadata__"):
        return next(filter(None, map(_model_in, get_args(annotation))), None)
    return None
