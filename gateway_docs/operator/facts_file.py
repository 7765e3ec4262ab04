"""Edits a facts file without touching what an edit is not about: comments, order and quotes stay."""

from __future__ import annotations

import difflib
import io
import os
import re
import tempfile
from decimal import Decimal
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.scalarfloat import ScalarFloat

from gateway_docs.facts import Facts, load_facts
from gateway_docs.operator.lists.prices import PARTS
from gateway_docs.operator.lists.prices import Price as ListPrice

_KEY = re.compile(r"(?P<above>(?:^(?:#.*)?\n)*)^(?P<key>[a-z_]+):", re.MULTILINE)
_FIRST_LEVEL = re.compile(r"^(?P<key>[a-z_]+):", re.MULTILINE)


class FactsFile:
    """The YAML of a facts file: edit `values`, then take `text`.

    The lines of comment above a key of the first level stay above it: the parser would keep them with the end of the
    list before, and lose them with its last item.
    """

    def __init__(self, text: str):
        self._above = {match["key"]: match["above"] for match in _KEY.finditer(text)}
        self.values: CommentedMap = _yaml().load(_KEY.sub(lambda match: f"{match['key']}:", text))

    @property
    def text(self) -> str:
        """What was not edited is as it was."""
        stream = io.StringIO()
        _yaml().dump(self.values, stream)
        return _FIRST_LEVEL.sub(lambda match: self._above.get(match["key"], "") + match[0], stream.getvalue())


def price(value: Decimal) -> int | ScalarFloat:
    """`value` as YAML writes a number: 5 for 5.000, 0.075 for itself."""
    if value == value.to_integral_value():
        return int(value)
    number: ScalarFloat = _yaml().load(format(value.normalize(), "f"))
    return number


def of_price(told: ListPrice) -> CommentedMap:
    """A model's price as facts say it, its steps in it."""
    made = _parts(told)
    if told.steps:
        made["steps"] = CommentedSeq([CommentedMap({"above": above, **_parts(step)}) for above, step in told.steps])
        made["steps"].fa.set_flow_style()
        for step in made["steps"]:
            step.fa.set_flow_style()
    return made


def _parts(told: ListPrice) -> CommentedMap:
    parts = {name: getattr(told, name) for name in PARTS}
    made = CommentedMap({name: price(value) for name, value in parts.items() if value is not None})
    made.fa.set_flow_style()
    return made


def in_one_line(value: dict[str, Any] | list[Any]) -> CommentedMap | CommentedSeq:
    """A mapping or list that is written as {a: 1} or [a, b]."""
    made = CommentedMap(value) if isinstance(value, dict) else CommentedSeq(value)
    made.fa.set_flow_style()
    return made


def set_software(document: CommentedMap, id_: str | None) -> None:
    """Write `software`, or take it out; a line that is new stands below the addresses."""
    if id_ is None:
        document.pop("software", None)
    elif "software" in document:
        document["software"] = id_
    else:
        last = max(list(document).index(name) for name in ("console_url", "status_url") if name in document)
        document.insert(last + 1, "software", id_)


def with_software(text: str, id_: str) -> str:
    """The file with that `software`."""
    file = FactsFile(text)
    set_software(file.values, id_)
    return file.text


def difference(old: str, new: str, path: Path) -> str:
    """What would change in the file at `path`, as a unified diff; empty when nothing would."""
    lines = difflib.unified_diff(old.splitlines(), new.splitlines(), str(path), f"{path} (proposed)", lineterm="", n=2)
    return "\n".join(lines)


def checked(text: str, path: Path) -> Facts:
    """The facts that `text` would be at `path`. FactsError: it would not be right."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / path.name
        place.write_text(text, "utf-8")
        return load_facts(place)


def replace(path: Path, text: str) -> None:
    """Write `text` to `path`, whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(
        "w", encoding="utf-8", dir=path.parent, prefix=f".{path.name}-", delete=False
    ) as new:
        new.write(text)
    if path.exists():
        os.chmod(new.name, path.stat().st_mode)
    else:
        os.chmod(new.name, 0o644)
    os.replace(new.name, path)


def _yaml() -> YAML:
    yaml = YAML()
    yaml.preserve_quotes, yaml.width = True, 4096
    yaml.indent(mapping=2, sequence=4, offset=2)
    return yaml
