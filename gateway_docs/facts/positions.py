"""YAML as plain values plus the line of every key and item."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import yaml

from gateway_docs.project.yaml_files import CarefulLoader

Place = tuple[str | int, ...]


class YamlProblem(Exception):
    """The text cannot be read. `line` counts from 1."""

    def __init__(self, line: int, message: str):
        super().__init__(message)
        self.line = line


@dataclass
class Located:
    """`value` as YAML means it; `lines` maps a place such as ("regions", 0, "url") to its line, from 1."""

    value: Any = None
    lines: dict[Place, int] = field(default_factory=dict)

    def line(self, place: Place) -> int:
        """The line of `place`, or of the nearest thing around it."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 1)


class _Exact(CarefulLoader):
    """YAML whose decimal numbers stay exact: 0.1 is Decimal("0.1")."""


def _exact(loader: _Exact, node: yaml.ScalarNode) -> object:
    number = loader.construct_yaml_float(node)
    return Decimal(node.value) if node.value.replace(".", "", 1).lstrip("+-").isdigit() else number


_Exact.add_constructor("tag:yaml.org,2002:float", _exact)


def read_located(text: str) -> Located:
    """`text` as values with lines. YamlProblem: not YAML, a key twice, an alias or an unknown tag."""
    found = Located()
    try:
        _refuse_aliases(text)
        loader = _Exact(text)
        node = loader.get_single_node()
        found.value = None if node is None else _value(loader, node, (), found.lines)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise YamlProblem(mark.line + 1 if mark else 1, f"is not valid YAML: {error.problem}") from None
    except RecursionError:
        raise YamlProblem(1, "is nested too deeply: is it the right file?") from None
    except (yaml.YAMLError, ValueError) as error:
        reason = str(error).splitlines()[0]
        raise YamlProblem(_bad_character_line(text, error), f"is not valid YAML: {reason}") from None
    return found


def _refuse_aliases(text: str) -> None:
    for event in yaml.parse(text, CarefulLoader):
        if isinstance(event, yaml.AliasEvent):
            line = event.start_mark.line + 1 if event.start_mark else 1
            raise YamlProblem(line, f"uses the alias *{event.anchor}: write the value out")


def _value(loader: _Exact, node: yaml.Node, place: Place, lines: dict[Place, int]) -> object:
    lines.setdefault(place, node.start_mark.line + 1)
    if isinstance(node, yaml.MappingNode):
        return {key: _value(loader, child, (*place, key), lines) for key, child in _items(loader, node, place, lines)}
    if isinstance(node, yaml.SequenceNode):
        return [_value(loader, child, (*place, i), lines) for i, child in enumerate(node.value)]
    return loader.construct_object(node)


def _items(
    loader: _Exact, node: yaml.MappingNode, place: Place, lines: dict[Place, int]
) -> Iterator[tuple[str, yaml.Node]]:
    seen: set[str] = set()
    for key_node, child in node.value:
        key, line = str(loader.construct_object(key_node, deep=True)), key_node.start_mark.line + 1
        if key in seen:
            raise YamlProblem(line, f"the key {key!r} stands twice in this block: keep one")
        seen.add(key)
        lines[(*place, key)] = line
        yield key, child


def _bad_character_line(text: str, error: Exception) -> int:
    position = getattr(error, "position", None)
    return text.count("\n", 0, position) + 1 if isinstance(position, int) else 1
