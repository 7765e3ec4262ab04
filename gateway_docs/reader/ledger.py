"""Accounts for every fence of a session: how it was proven, and why it was not."""

from __future__ import annotations

from collections import Counter

from gateway_docs.reader.fences import Fence
from gateway_docs.reader.outcome import Proof
from gateway_docs.reader.page import Page

LEAST_SHARE, WHOLE_SITE_FENCES = 0.95, 80
#: Why a fence was neither run nor compared.
WHY = {
    Proof.PARSED: "no command of the page reads it",
    Proof.DESCRIBED: "its client is not run here; its page and client.yml say why",
}


class Ledger:
    """How each fence of the session was proven. A fence may be met on several walks."""

    def __init__(self) -> None:
        self.fences: dict[str, Fence] = {}
        self.proofs: dict[str, Proof] = {}
        self.recorded: set[tuple[str, str]] = set()

    def expect(self, page: Page) -> None:
        self.recorded |= {(str(page.path), recording) for recording in page.recorded}
        self.fences |= {str(fence): fence for fence in page.fences}

    def prove(self, page: Page, proofs: dict[int, Proof]) -> None:
        self.proofs |= {f"{page.path}:{line}": proof for line, proof in proofs.items()}

    @property
    def share(self) -> float:
        """The share of the fences that were run or compared, 0 to 1, without those of clients that are not run here."""
        counts = Counter(self.proofs.values())
        wanted = len(self.fences) - counts[Proof.DESCRIBED]
        return (counts[Proof.RUN] + counts[Proof.COMPARED]) / wanted if wanted else 1.0

    @property
    def too_little(self) -> bool:
        """Whether a run of the whole site proved less than it must; a few pages alone may have any share."""
        return len(self.fences) >= WHOLE_SITE_FENCES and self.share < LEAST_SHARE

    def summary(self, recordings: bool = True) -> list[str]:
        """A line that accounts for every fence, then the reason for each that was neither run nor compared.

        `recordings`: whether recorded errors were compared.
        """
        counts = Counter(self.proofs.values())
        told = [f"{counts[proof]} {proof}" for proof in Proof]
        unproven = len(self.fences) - len(self.proofs)
        lines = [f"{len(self.fences)} fences: {', '.join(told)}, {unproven} not proven"]
        if self.too_little:
            lines.append(f"  {self.share:.0%} are run or compared; at least {LEAST_SHARE:.0%} must be")
        if self.recorded and recordings:
            lines.append(f"  and {len(self.recorded)} times a recorded error of the atlas, equal to its recording")
        return lines + [
            f"  {place}: {proof}, because {WHY[proof]}" for place, proof in self.proofs.items() if proof in WHY
        ]
