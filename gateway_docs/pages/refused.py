"""What readers are told of refusals: status numbers, who can mend it, whether retrying helps, whether it is charged."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from http import HTTPStatus

from gateway_docs.dialects import dialect
from gateway_docs.facts import Facts
from gateway_docs.pages import locale
from gateway_docs.pages.enumerations import enumerations
from gateway_docs.software import CATALOGUE, Refusal, Software, software, software_ids
from gateway_docs.software.model import Limit, told

#: Entries that no two kinds of software send with the same status: without `software` in the facts, all are named.
VARY = ("insufficient-balance", "model-not-found")
ENTRIES = tuple(dict.fromkeys([*(refusal.entry for refusal in CATALOGUE.values()), "error-403", "concurrency"]))


@dataclass(frozen=True)
class Refused:
    """What readers are told of one entry of Troubleshooting. Without `statuses`, the gateway never refuses for that.

    `numbers` are they in words; `status` says besides what tells it from other entries with the same one.
    """

    statuses: list[int] = field(default_factory=list)
    numbers: str = ""
    status: str = ""
    who: str = ""
    retry: str = ""
    charged: str = ""


def refused_names(facts: Facts, language: str) -> dict[str, Refused]:
    """Entry -> what is told of it, for the gateway's software or, without one, for the neutral gateway."""
    offered = [vendor.id for vendor in facts.vendors]
    own = software(facts.software) if facts.software else None
    refusals = defaultdict[str, list[Refusal]](list)
    for refusal in [*_refusals(own, offered), *_also(own)]:
        refusals[refusal.entry].append(refusal)
    statuses = {entry: {refusal.status for refusal in refusals[entry]} for entry in ENTRIES}
    for id_ in software_ids() if own is None else ():
        for refusal in _refusals(software(id_), offered):
            statuses[refusal.entry] |= {refusal.status} if refusal.entry in VARY else set()
    return {entry: _told(entry, refusals[entry], statuses, language) for entry in ENTRIES}


def statuses_in(facts: Facts, dialect_id: str) -> dict[str, set[int]]:
    """Entry -> the statuses with which the gateway's software, or the neutral gateway, refuses in one dialect."""
    own = software(facts.software) if facts.software else None
    found = defaultdict[str, set[int]](set)
    for refusal in [*_refusals(own, [dialect_id]), *_also(own)]:
        found[refusal.entry].add(refusal.status)
    return found


def tells_when_to_retry(facts: Facts) -> bool:
    """Whether an answer to too many requests says how long to wait, in any format."""
    said = (software(facts.software).answer("rate-limited", one.id) for one in facts.vendors) if facts.software else ()
    return facts.software is None or any((one.headers or {}).get("retry-after") for one in said if one)


def hides_refusals(facts: Facts) -> bool:
    """Whether what a vendor refuses looks like an outage: a status of 500 or more, without the vendor's words."""
    passed_on = software(facts.software).passed_on if facts.software else None
    return passed_on is not None and (passed_on.status or 0) >= HTTPStatus.INTERNAL_SERVER_ERROR


def counts(facts: Facts, limit: Limit) -> bool:
    """Whether the gateway itself may refuse by such a limit, and not only the vendor behind it."""
    return facts.software is None or limit in software(facts.software).limits


def one_key(facts: Facts) -> bool:
    """Whether a key opens every model."""
    return facts.key_rule == "all"


def _refusals(of: Software | None, dialect_ids: Iterable[str]) -> Iterator[Refusal]:
    """What a gateway refuses in these dialects, with its statuses."""
    for dialect_id in dialect_ids:
        statuses = dialect(dialect_id).error.statuses
        for refusal in (one for one in CATALOGUE.values() if one.of != "mock"):
            if of is None or not of.never(refusal.id):
                neutral = refusal.model_copy(update={"status": statuses.get(refusal.id, refusal.status)})
                yield told(neutral, of.answer(refusal.id, dialect_id) if of else None)


def _also(of: Software | None) -> Iterator[Refusal]:
    for one in of.also if of else ():
        if one.entry in ENTRIES:
            values = {**one.model_dump(include={"status", "entry", "who", "retry"}), "id": "also", "message": ""}
            yield Refusal.model_validate(values)


def _told(entry: str, refusals: list[Refusal], known: dict[str, set[int]], language: str) -> Refused:
    if not refusals:
        return Refused()
    said, statuses = locale.words(language)["refused"], sorted(known[entry])
    one_of = enumerations(language, "index.md", frozenset())["one_of"]
    numbers = one_of(*map(str, statuses))
    shared = any(known[entry] & known[other] for other in ENTRIES if other != entry)
    about = said["about"].get(entry) if shared and (len(statuses) > 1 or entry in VARY) else None
    who = one_of(*(text for name, text in said["who"].items() if name in {refusal.who for refusal in refusals}))
    return Refused(
        statuses=statuses,
        numbers=numbers,
        status=about.format(numbers) if about else numbers,
        who=who[:1].upper() + who[1:],
        retry=said["retry"]["_".join(sorted({refusal.retry for refusal in refusals} - {"no"})) or "no"],
        charged=said["charged"]["started" if any(one.charged == "started" for one in refusals) else "no"],
    )
