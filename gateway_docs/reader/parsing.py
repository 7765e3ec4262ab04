"""Checks of languages that are not run but read by a tool: the text must be what its language allows."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable

import yaml

from gateway_docs.project.yaml_files import parse_yaml

_DOTENV_LINE = re.compile(r"""\s*(#.*|[A-Za-z_]\w*=("[^"]*"|'[^']*'|[^\s"'#]*)\s*(#.*)?)?""")


def parse(language: str, source: str) -> None:
    """ValueError says what is wrong with `source`; KeyError: no parser for `language`."""
    PARSERS[language](source)


def _json(source: str) -> None:
    json.loads(source, object_pairs_hook=_without_duplicates)


def _without_duplicates(pairs: list[tuple[str, object]]) -> dict[str, object]:
    keys = [key for key, _ in pairs]
    if twice := {key for key in keys if keys.count(key) > 1}:
        raise ValueError(f"the key {min(twice)!r} stands twice")
    return dict(pairs)


def _yaml(source: str) -> None:
    try:
        parse_yaml(source)
    except yaml.YAMLError as error:
        raise ValueError(str(error)) from None


def _dotenv(source: str) -> None:
    for number, line in enumerate(source.splitlines(), 1):
        if not _DOTENV_LINE.fullmatch(line):
            raise ValueError(f"line {number} is not NAME=value: {line!r}")


PARSERS: dict[str, Callable[[str], object]] = {
    "json": _json,
    "toml": tomllib.loads,
    "yaml": _yaml,
    "dotenv": _dotenv,
}
