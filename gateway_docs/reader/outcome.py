"""What became of each fence, and how a failure is told."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from textwrap import indent
from typing import TYPE_CHECKING

from gateway_docs.reader.fences import Fence

if TYPE_CHECKING:
    from gateway_docs.mock.journal import Exchange

SHOWN_LINES = 25


class Proof(StrEnum):
    """How a fence was proven."""

    RUN = "run"
    COMPARED = "compared"
    PARSED = "parsed only"
    DESCRIBED = "described only"


@dataclass
class WalkFailure(Exception):
    """A page does not lead where it promises. The text is for the author who mends it."""

    fence: Fence
    step: int
    promise: str
    outcome: str
    line: int | None = None
    gateway: Iterable[Exchange] = ()

    def __str__(self) -> str:
        place = f"{self.fence.example.path}:{self.line or self.fence.line}"
        told = {"page says": self.promise, "happened": self.outcome, "gateway": gateway_says(self.gateway)}
        lines = [f"{name + ':':<11}{_block(text)}" for name, text in told.items() if text]
        return "\n".join([f"{place}: step {self.step} ({self.fence.language or 'no language'})", *lines])


def gateway_says(exchanges: Iterable[Exchange]) -> str:
    """The refusals of the mock gateway, one line each."""
    return "\n".join(
        f"{exchange.method} https://{exchange.host}{exchange.path} -> {exchange.status}: {exchange.refusal}"
        for exchange in exchanges
        if exchange.refusal
    )


def _block(text: str) -> str:
    lines = text.strip().splitlines() or ["nothing"]
    if len(lines) > SHOWN_LINES:
        lines = [*lines[:5], f"… {len(lines) - SHOWN_LINES} lines …", *lines[-(SHOWN_LINES - 5) :]]
    return indent("\n".join(lines), " " * 11).lstrip()
