"""What a replay found, counted. No text and no key of a recording is shown: only names, and how values are made."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from gateway_docs.replay.asking import Asked
from gateway_docs.replay.keys import Differences
from gateway_docs.replay.recordings import Recording

#: Values that say what a part is, and nothing of what it holds.
SHOWN = {"type", "role", "status", "object", "mode", "detail", "format", "encoding_format"}
LONGEST_EXAMPLE = 400
#: How the mock's refusals begin where it has no endpoint.
NOTHING_THERE = ("There is nothing at", "no endpoint")


@dataclass
class Endpoint:
    """What was found at one endpoint of one vendor."""

    accepted: int = 0
    not_offered: int = 0
    both_refuse: int = 0
    same_status: int = 0
    own_status: int = 0
    false_refusals: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    missed_refusals: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    other_statuses: Counter[tuple[int, int]] = field(default_factory=Counter)
    keys: Differences = field(default_factory=Differences)

    def add(self, recording: Recording, asked: Asked) -> None:
        """Count one exchange."""
        real, mock = recording.status < 400, asked.status < 400
        if not mock and (asked.refusal or "").startswith(NOTHING_THERE):
            self.not_offered += 1
        elif real and mock:
            self.accepted += 1
            self.keys.add(recording.answer, asked.answer)
        elif real:
            self.false_refusals[reason(asked.refusal or str(asked.status))].append(shape(recording.sent))
        elif mock:
            self.missed_refusals[error_kind(recording)].append(shape(recording.sent))
        else:
            self.both_refuse += 1
            self._compare_statuses(recording.status, asked)

    def _compare_statuses(self, real: int, asked: Asked) -> None:
        if real == asked.status:
            self.same_status += 1
        elif asked.own:
            self.own_status += 1
        else:
            self.other_statuses[real, asked.status] += 1


class Report:
    """All endpoints, by vendor and path."""

    def __init__(self) -> None:
        self.endpoints: dict[tuple[str, str], Endpoint] = defaultdict(Endpoint)

    def add(self, recording: Recording, asked: Asked) -> None:
        """Count one exchange at its endpoint."""
        self.endpoints[recording.dialect, endpoint_name(recording)].add(recording, asked)

    def lines(self) -> Iterator[str]:
        """The report as text, and one line of sums at its end."""
        for (dialect, name), found in sorted(self.endpoints.items()):
            if found.not_offered:
                yield f"{dialect} {name}: {found.not_offered}, an endpoint that the mock does not have"
                continue
            yield f"{dialect} {name}: {found.accepted} accepted by both, {found.both_refuse} refused by both"
            yield from _cases("refused by the mock alone", found.false_refusals)
            yield from _cases("refused by the vendor alone", found.missed_refusals)
            if found.own_status:
                yield f"  {found.own_status} wrong keys refused with the gateway's own status"
            for (real, mock), count in found.other_statuses.most_common():
                yield f"  {count} refused with another status: {real}, the mock says {mock}"
            yield from _keys("missing in the mock's answers", found.keys.missing())
            yield from _keys("in the mock's answers alone", found.keys.extra())
        yield self._sums()

    def _sums(self) -> str:
        all_ = list(self.endpoints.values())
        false = sum(len(cases) for found in all_ for cases in found.false_refusals.values())
        missed = sum(len(cases) for found in all_ for cases in found.missed_refusals.values())
        real = false + sum(found.accepted for found in all_)
        refused = missed + sum(found.both_refuse for found in all_)
        same = sum(found.same_status for found in all_)
        own = sum(found.own_status for found in all_)
        of_the_gateway = f", {own} the gateway's own" if own else ""
        return (
            f"{false} of {real} good calls refused, {missed} of {refused} bad calls accepted, "
            f"{same} statuses the same{of_the_gateway}"
        )


def endpoint_name(recording: Recording) -> str:
    """Method and path without a model, an id and a query."""
    path = re.sub(r"(?<=/models/)[^:/?]+", "{model}", recording.path.partition("?")[0])
    return f"{recording.method} {re.sub(r'/[a-z]+[-_](?=[^/]*[0-9A-Z])[^/]{8,}', '/{id}', path)}"


def reason(refusal: str) -> str:
    """A refusal without the numbers of its places, so that the same mistake counts once."""
    return re.sub(r"\[\d+\]", "[]", refusal)[:200]


def error_kind(recording: Recording) -> str:
    """Status, type and code of a vendor's refusal: its words may hold what was sent."""
    error = recording.answer.get("error") if isinstance(recording.answer, dict) else None
    error = error if isinstance(error, dict) else {}
    told = [error.get(name) for name in ("type", "status", "code", "param")]
    return " ".join([str(recording.status), *(one for one in told if isinstance(one, str))])


def shape(value: Any) -> str:
    """How a body is made: its names, and `…` for its texts."""
    return json.dumps(_masked(value, ""), ensure_ascii=False)


def _masked(value: Any, name: str) -> Any:
    if isinstance(value, dict):
        return {key: _masked(item, key) for key, item in value.items()}
    if isinstance(value, list):
        return [_masked(item, name) for item in value[:3]]
    return value if not isinstance(value, str) or (name in SHOWN and len(value) < 40) else "…"


def _cases(title: str, cases: dict[str, list[str]]) -> Iterator[str]:
    for why, examples in sorted(cases.items(), key=lambda case: -len(case[1])):
        yield f"  {len(examples)} {title}: {why}"
        yield f"    the smallest: {min(examples, key=len)[:LONGEST_EXAMPLE]}"


def _keys(title: str, names: list[str]) -> Iterator[str]:
    if names:
        yield f"  {title}, nearly always: {', '.join(names)}"
