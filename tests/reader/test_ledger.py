"""The closing line accounts for every fence, and a site that proves too little fails."""

from __future__ import annotations

from gateway_docs.reader.ledger import Ledger
from gateway_docs.reader.outcome import Proof


def ledger(proofs: list[Proof], unproven: int = 0) -> Ledger:
    made = Ledger()
    made.proofs = {f"page.md:{line}": proof for line, proof in enumerate(proofs)}
    made.fences = dict.fromkeys([*made.proofs, *(f"lost.md:{line}" for line in range(unproven))])
    return made


def test_counts():
    told = ledger([Proof.RUN, Proof.RUN, Proof.COMPARED, Proof.PARSED, Proof.DESCRIBED], unproven=1).summary()
    assert told[0] == "6 fences: 2 run, 1 compared, 1 parsed only, 1 described only, 1 not proven"
    assert told[1].startswith("  page.md:3: parsed only, because")
    assert told[2].startswith("  page.md:4: described only, because its client is not run here")


def test_too_little_proven():
    assert not ledger([Proof.RUN] * 95 + [Proof.PARSED] * 5).too_little
    assert ledger([Proof.RUN] * 94 + [Proof.PARSED] * 6).too_little
    assert ledger([Proof.RUN] * 94, unproven=6).too_little
    assert not ledger([Proof.PARSED]).too_little


def test_described_fences_are_counted_apart():
    assert not ledger([Proof.RUN] * 95 + [Proof.PARSED] * 5 + [Proof.DESCRIBED] * 20).too_little
    assert ledger([Proof.RUN] * 94 + [Proof.PARSED] * 6 + [Proof.DESCRIBED] * 20).too_little
