"""YAML by the rules of version 1.2, its core schema: `On`, `no`, `1:30` and `2027-01-31` are texts.

PyYAML knows version 1.1, so the rules for plain scalars are replaced. It stays for its speed: a build reads hundreds
of files, for which ruamel.yaml takes fifteen times as long.
"""

from __future__ import annotations

import re
from collections.abc import Hashable
from pathlib import Path
from typing import Any

import yaml
from yaml.constructor import BaseConstructor, ConstructorError, SafeConstructor
from yaml.resolver import Resolver

_TAG = "tag:yaml.org,2002:"
#: Tag, how a plain scalar of it is written, and the characters it may begin with. https://yaml.org/spec/1.2.2/#103
_CORE = (
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("bool", r"true|True|TRUE|false|False|FALSE", list("tTfF")),
    ("int", r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+", list("-+0123456789")),
    (
        "float",
        r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)",
        list("-+0123456789."),
    ),
)


class CoreSchema(SafeConstructor, Resolver):
    """What scalars mean, for a loader of PyYAML. A key that stands twice in a block is an error, as in version 1.2."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        made = BaseConstructor.construct_mapping(self, node, deep=deep)
        if len(made) < len(node.value):
            names = [self.construct_object(key, deep=True) for key, _ in node.value]
            place = next(place for place, name in enumerate(names) if name in names[:place])
            raise ConstructorError(
                None, None, f"the key {names[place]!r} stands twice", node.value[place][0].start_mark
            )
        return made

    def construct_whole(self, node: yaml.ScalarNode) -> int:
        """Decimal also with zeros in front; ConstructorError: more digits than Python reads."""
        try:
            return int(node.value, {"0o": 8, "0x": 16}.get(node.value[:2], 10))
        except ValueError as error:
            raise ConstructorError(None, None, str(error), node.start_mark) from None


class _Dumper(yaml.SafeDumper):
    """Quotes every text that version 1.1 or version 1.2 would read as something else."""


CoreSchema.yaml_constructors = {**SafeConstructor.yaml_constructors, f"{_TAG}int": CoreSchema.construct_whole}
CoreSchema.yaml_implicit_resolvers = {}
for _name, _written, _first in _CORE:
    for _class in (CoreSchema, _Dumper):
        _class.add_implicit_resolver(f"{_TAG}{_name}", re.compile(rf"(?:{_written})\Z"), _first)


class Loader(CoreSchema, yaml.CSafeLoader):
    """For files of the project."""


class CarefulLoader(CoreSchema, yaml.SafeLoader):
    """For texts of others: libyaml crashes where blocks are nested thousands of levels deep."""


def parse_yaml(text: str) -> Any:
    """What `text`, anybody's, holds; None: nothing. yaml.YAMLError: it is not YAML."""
    return yaml.load(text, CarefulLoader)  # noqa: TID251


def read_yaml(path: Path) -> Any:
    """What the project's UTF-8 file at `path` holds; None: nothing. yaml.YAMLError: it is not YAML."""
    return yaml.load(path.read_text("utf-8"), Loader)  # noqa: TID251


def read_texts(path: Path) -> Any:
    """The file with every scalar as a text, also `404` and `1.0`: the failsafe schema of version 1.2."""
    return yaml.load(path.read_text("utf-8"), yaml.CBaseLoader)  # noqa: TID251


def to_yaml(value: Any, **style: Any) -> str:
    """`value` as YAML of both versions; `style` as for `yaml.dump`. Keys stay in order."""
    text: str = yaml.dump(value, Dumper=_Dumper, sort_keys=False, allow_unicode=True, **style)
    return text
