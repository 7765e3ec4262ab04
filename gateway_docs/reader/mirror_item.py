"""PowerShell tabs as pytest collects them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from gateway_docs.reader import powershell
from gateway_docs.reader.fences import Fence
from gateway_docs.reader.outcome import Proof
from gateway_docs.reader.page import Page
from gateway_docs.reader.reader_item import ReaderItem, Told
from gateway_docs.reader.walks import MIRRORS


class MirrorItem(ReaderItem):
    """PowerShell tabs do what the shell tab of the same set does."""

    background = False

    def __init__(self, *, page: Page, **kwargs: Any):
        super().__init__(**kwargs)
        self.page = page

    def runtest(self) -> None:
        self.shared.ledger.expect(self.page)
        mirrors = [fence for fence in self.page.fences if fence.language in MIRRORS]
        for fence in mirrors:
            self._compare(fence)
        self.shared.ledger.prove(self.page, {fence.line: Proof.COMPARED for fence in mirrors})

    def _compare(self, fence: Fence) -> None:
        beside = [other.source for other in self.page.fences if other.language == "bash" and _same_set(other, fence)]
        if not beside:
            raise Told(f"{fence}: put a bash tab that does the same beside the PowerShell tab")
        try:
            powershell.compare(fence.source, "".join(beside))
        except powershell.MirrorError as error:
            raise Told(f"{fence}: {error}") from None

    def reportinfo(self) -> tuple[Path, int, str]:
        return self.path, 0, f"{self.page.path} {self.name}"


def _same_set(one: Fence, other: Fence) -> bool:
    return bool(one.tabs) and [number for number, _ in one.tabs] == [number for number, _ in other.tabs]
