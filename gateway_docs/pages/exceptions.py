"""Which exceptions of an SDK stand for which refusals, where the facts name the gateway's software."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from gateway_docs.facts import Facts
from gateway_docs.pages import locale
from gateway_docs.pages.enumerations import enumerations
from gateway_docs.pages.refused import ENTRIES, statuses_in
from gateway_docs.project.yaml_files import read_yaml

CLASSES: dict[str, dict[int | str, str]] = read_yaml(Path(__file__).with_name("exceptions.yml"))
TROUBLESHOOTING = "../troubleshooting.md"


def exception_names(facts: Facts, language: str) -> dict[str, str]:
    """Vendor id -> rows of a table: exception, statuses, what to do. Empty where no software is named."""
    offered = [vendor.id for vendor in facts.vendors if vendor.id in CLASSES]
    return {id_: _rows(facts, id_, language) if facts.software else "" for id_ in offered}


def exception_of(vendor_id: str, status: int) -> str:
    """The class that the vendor's SDK raises at a status."""
    classes = CLASSES[vendor_id]
    return classes.get(status) or classes[500 if status >= 500 else "other"]


def _rows(facts: Facts, vendor_id: str, language: str) -> str:
    said = locale.words(language)["refused"]["do"]
    one_of = enumerations(language, "index.md", frozenset())["one_of"]
    found: dict[str, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    for entry, statuses in statuses_in(facts, vendor_id).items():
        for status in statuses if entry in said and _has(facts, entry) else ():
            found[exception_of(vendor_id, status)][entry].add(status)
    rows = []
    for name, entries in sorted(found.items(), key=lambda row: min(map(min, row[1].values()))):
        numbers = one_of(*map(str, sorted(set().union(*entries.values()))))
        do = one_of(*(f"[{said[entry]}]({TROUBLESHOOTING}#{entry})" for entry in ENTRIES if entry in entries))
        rows.append(f"| `{name}` | {numbers} | {do[:2].upper()}{do[2:]} |")
    return "\n".join(rows)


def _has(facts: Facts, entry: str) -> bool:
    """Whether Troubleshooting has the entry."""
    if entry == "wrong-vendor-key":
        return any(facts.other(vendor) for vendor in facts.vendors)
    groups = (group for vendor in facts.vendors for group in vendor.groups)
    return entry != "client-not-allowed" or any(group.clients for group in groups)
