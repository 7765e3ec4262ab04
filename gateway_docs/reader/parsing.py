"""Checks of languages that are not run but read by a tool: the text must be what its language allows."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable, Iterator

import yaml

from gateway_docs.project.yaml_files import parse_yaml

_DOTENV_LINE = re.compile(r"""\s*(#.*|(?P<name>[A-Za-z_]\w*)=(?P<value>"[^"]*"|'[^']*'|[^\s"'#]*)\s*(#.*)?)?""")


def parse(language: str, source: str) -> object:
    """What `source` says. ValueError: what is wrong with it; KeyError: no parser for `language`."""
    return PARSERS[language](source)


def members(settings: object, name: str = "") -> Iterator[tuple[str, object]]:
    """Every name in `settings` with its value, at any depth; the items of a list are values of its name."""
    if isinstance(settings, dict):
        for key, value in settings.items():
            yield str(key), value
            yield from members(value, str(key))
    elif isinstance(settings, list):
        for value in settings:
            yield from members(value, name)
    elif name:
        yield name, settings


def _json(source: str) -> object:
    return json.loads(source, object_pairs_hook=_without_duplicates)


def _without_duplicates(pairs: list[tuple[str, object]]) -> dict[str, object]:
    keys = [key for key, _ in pairs]
    if twice := {key for key in keys if keys.count(key) > 1}:
        raise ValueError(f"the key {min(twice)!r} stands twice")
    return dict(pairs)


def _yaml(source: str) -> object:
    try:
        return parse_yaml(source)
    except yaml.YAMLError as error:
        raise ValueError(str(error)) from None


def _dotenv(source: str) -> dict[str, str]:
    set_here = {}
    for number, line in enumerate(source.splitlines(), 1):
        found = _DOTENV_LINE.fullmatch(line)
        if not found:
            raise ValueError(f"line {number} is not NAME=value: {line!r}")
        if found["name"]:
            set_here[found["name"]] = found["value"].strip("\"'")
    return set_here


PARSERS: dict[str, Callable[[str], object]] = {
    "json": _json,
    "toml": tomllib.loads,
    "yaml": _yaml,
    "dotenv": _dotenv,
}
