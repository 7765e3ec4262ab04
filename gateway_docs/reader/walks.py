"""Which ways lead through a page: content tabs are alternatives, and tabs of the same label stay in step."""

from __future__ import annotations

from dataclasses import dataclass

from gateway_docs.reader.fences import Fence
from gateway_docs.reader.page import Page

#: Languages whose tabs cannot be walked here; they are compared with the tab that can.
MIRRORS = {"powershell"}


@dataclass
class Walk:
    """One way through a page. `name` is the chosen tab, or empty where the page has no tabs."""

    page: Page
    name: str
    fences: list[Fence]

    def __str__(self) -> str:
        return f"{self.page.path} [{self.name}]" if self.name else str(self.page.path)


def walks(page: Page) -> list[Walk]:
    """As few walks as visit every fence that can be followed at least once."""
    sets = _tab_sets(page)
    labels = dict.fromkeys(label for tab_labels in sets.values() for label in tab_labels)
    found: list[Walk] = []
    for label in labels or [""]:
        fences = [fence for fence in page.fences if _chosen(fence, sets, label)]
        if fences and all(fences != walk.fences for walk in found):
            found.append(Walk(page, label, fences))
    return found


def _tab_sets(page: Page) -> dict[int, list[str]]:
    """Tab set -> its labels in order, without those that hold only mirrors."""
    sets: dict[int, list[str]] = {}
    for fence in page.fences:
        for number, label in fence.tabs:
            labels = sets.setdefault(number, [])
            if fence.language not in MIRRORS and label not in labels:
                labels.append(label)
    return sets


def _chosen(fence: Fence, sets: dict[int, list[str]], wanted: str) -> bool:
    return fence.language not in MIRRORS and all(
        label == (wanted if wanted in sets[number] else sets[number][0]) for number, label in fence.tabs
    )
