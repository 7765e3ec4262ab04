"""What a gateway offers, whichever list says it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from gateway_docs.operator.lists.prices import Price


@dataclass(frozen=True)
class Offered:
    """One model. Whatever is None the answer does not say.

    `vendor` is one of the three that have a format; `maker` is whose the answer says the model is, `formats` in which
    it is served; `by` is what a request, an image or a second costs, where it is sold so; `assumed` is what the answer
    does not say, but what holds of its software.
    """

    id: str
    vendor: str | None = None
    kind: str | None = None
    groups: list[str] | None = None
    price: Price | None = None
    context: int | None = None
    max_output: int | None = None
    note: str = ""
    maker: str | None = None
    formats: list[str] | None = None
    by: Mapping[str, Decimal] = field(default_factory=dict)
    assumed: str = ""

    def limits(self, usual_context: int | None = None) -> dict[str, int]:
        """`context` and `max_output`, as far as they are told. An answer longer than the context is a mistake there."""
        context = self.context or usual_context
        told = {"context": self.context, "max_output": self.max_output}
        return {name: limit for name, limit in told.items() if limit and limit <= (context or limit)}


@dataclass(frozen=True)
class Catalogue:
    """`complete`: a model that is missing is not offered. `multipliers` and `labels` by group id."""

    shape: str
    models: list[Offered]
    multipliers: dict[str, Decimal] = field(default_factory=dict)
    complete: bool = True
    labels: dict[str, str] = field(default_factory=dict)
    currency: str | None = None
