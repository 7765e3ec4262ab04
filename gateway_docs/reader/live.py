"""`pytest --live`: the same walks, answered by the real gateway."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from gateway_docs.facts import Facts
from gateway_docs.relay.budget import Budget
from gateway_docs.relay.comparison import Difference
from gateway_docs.relay.plan import Plan, key_variable, plan, take_keys

if TYPE_CHECKING:
    from gateway_docs.mock import MockGateway
    from gateway_docs.mock.journal import Exchange
    from gateway_docs.reader.items import WalkItem
    from gateway_docs.reader.session import ReaderSession

#: Tokens and seconds unless told otherwise.
USUAL_LIMIT, USUAL_SECONDS = 200_000, 120.0


class CannotRun(Exception):
    """A live run is not possible, or would cost more than it may. Nothing was spent."""


@dataclass
class LiveRun:
    """One run with --live. `outputs` are places where a model said something else than the page shows."""

    most_tokens: int
    seconds: float
    outputs: list[str] = field(default_factory=list)
    plan: Plan | None = None
    errors: list[Difference] = field(default_factory=list)

    def prepare(self, facts: Facts) -> None:
        """Take the keys. CannotRun: there is none."""
        self._facts, self.keys = facts, take_keys(facts)
        if not self.keys:
            names = ", ".join(key_variable(vendor.id) for vendor in facts.vendors)
            raise CannotRun(f"no key is set: put a real key into one of {names}")

    @cached_property
    def relay(self):
        from gateway_docs.relay.relay import Relay
        from gateway_docs.relay.upstream import Upstream

        return Relay(Upstream(self.keys, self.seconds), Budget(self.most_tokens))

    def foresee(self, items: Sequence[WalkItem]) -> None:
        """Walk against the mock alone and see what it takes. CannotRun: more than the limit."""
        walked: dict[object, list[Exchange]] = {}
        for item in items:
            if item.key not in walked:
                walked[item.key] = item.walked()[1]
        names = {item.key: item.reportinfo()[2] for item in reversed(items)}
        self.plan = plan({names[key]: exchanges for key, exchanges in walked.items()}, self.keys)
        self._left_out = {key for key in walked if names[key] in self.plan.left_out}
        if self.plan.tokens > self.most_tokens:
            raise CannotRun(
                f"this could cost {self.plan.tokens:,} tokens, more than the limit of {self.most_tokens:,}: "
                "name fewer pages, or raise --live-tokens"
            )

    def relayed(self, session: ReaderSession) -> MockGateway:
        """The mock behind which the real gateway stands."""
        return session.relayed

    def leaves_out(self, item: WalkItem) -> str | None:
        """Why `item` is not walked; None: it is."""
        return self.plan.left_out.get(item.reportinfo()[2]) or ("no key" if item.key in self._left_out else None)

    def compare_errors(self, mock: MockGateway) -> None:
        """Send the deliberate mistakes, once."""
        from gateway_docs.relay.probes import compare_errors

        self.errors = compare_errors(self._facts, self.keys, mock, self.seconds)

    def report(self) -> list[str]:
        """What was spent, and every difference between the mock and the gateway."""
        budget = self.relay.budget
        lines = [f"live: {budget.requests} requests, {budget.tokens:,} tokens"]
        found = [*self.relay.differences, *self.errors]
        lines += [f"  {'differs' if one.grave else 'also'}: {one}" for one in found]
        lines += [f"  other words: {place}" for place in self.outputs]
        return lines if len(lines) > 1 else [*lines, "  the gateway answers as the mock does"]

    @property
    def broken(self) -> bool:
        """Whether the gateway does not do what the pages and the mock promise."""
        return any(one.grave for one in [*self.relay.differences, *self.errors])
