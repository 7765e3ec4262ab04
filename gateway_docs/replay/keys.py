"""Which keys the answers of the vendor have and the mock's have not, and the other way round."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

#: As large a share of the answers as is "nearly always". Few answers are of another version of the API.
ALWAYS = 0.95


@dataclass
class Differences:
    """Counts over answers. A key counts where both have what holds it: a part of the same type, the same event."""

    _both: Counter[str] = field(default_factory=Counter)
    _missing: Counter[str] = field(default_factory=Counter)
    _extra: Counter[str] = field(default_factory=Counter)

    def add(self, real: Any, mock: Any) -> None:
        """Compare two answers."""
        theirs, ours = set(places(_comparable(real))), set(places(_comparable(mock)))
        if theirs and ours:
            self._both.update({*theirs} & {*ours} | {""})
            self._missing.update(place for place in theirs - ours if _holder(place) in ours | {""})
            self._extra.update(place for place in ours - theirs if _holder(place) in theirs | {""})

    def missing(self) -> list[str]:
        """What the vendor nearly always says, and the mock does not."""
        return self._always(self._missing)

    def extra(self) -> list[str]:
        """What the mock nearly always says, and the vendor does not."""
        return self._always(self._extra)

    def _always(self, found: Counter[str]) -> list[str]:
        return sorted(place for place, count in found.items() if count >= ALWAYS * self._both[_holder(place)])


def places(value: Any, place: str = "") -> Iterator[str]:
    """The places of all keys of an answer. A member of a list is [its type]."""
    if isinstance(value, dict):
        for name, item in value.items():
            yield f"{place}.{name}".lstrip(".")
            yield from places(item, f"{place}.{name}".lstrip("."))
    elif isinstance(value, list):
        for item in value:
            kind = item.get("type", "") if isinstance(item, dict) else ""
            yield f"{place}[{kind}]"
            yield from places(item, f"{place}[{kind}]")


def _holder(place: str) -> str:
    """The place of what has a key, or of the list that has a member."""
    return place.rpartition("[")[0] if place.endswith("]") else place.rpartition(".")[0]


def _comparable(answer: Any) -> Any:
    """An answer as JSON: the events of a stream as a list. None where it is none of both."""
    if isinstance(answer, str):
        return list(_events(answer.splitlines())) or None
    return answer if isinstance(answer, dict | list) else None


def _events(lines: Iterable[str]) -> Iterator[Any]:
    for line in lines:
        name, _, data = line.partition(":")
        if name == "data" and data.strip().startswith("{"):
            try:
                yield json.loads(data)
            except ValueError:
                continue  # cut by the recorder
