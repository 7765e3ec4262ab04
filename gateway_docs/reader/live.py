"""`pytest --live`: the same walks, answered by the real gateway."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol

from gateway_docs.facts import Facts
from gateway_docs.keys.rules import BadKey
from gateway_docs.keys.taken import KEYS
from gateway_docs.reader.protection import unprotected
from gateway_docs.relay.budget import Budget
from gateway_docs.relay.comparison import Difference
from gateway_docs.relay.plan import Plan, key_variable, keys_in, plan

if TYPE_CHECKING:  # what the mock is made of takes its time to import
    from gateway_docs.mock import MockGateway
    from gateway_docs.mock.journal import Exchange
    from gateway_docs.relay.relay import Relay

#: Tokens and seconds unless told otherwise.
USUAL_LIMIT, USUAL_SECONDS = 200_000, 120.0


class Walked(Protocol):
    """A test item that walks a page."""

    @property
    def key(self) -> object: ...

    def walked(self) -> tuple[Any, list[Exchange]]: ...

    def reportinfo(self) -> tuple[Any, int | None, str]: ...


class CannotRun(Exception):
    """A live run is not possible, or would cost more than it may. Nothing was spent."""


@dataclass
class LiveRun:
    """One run with --live. `outputs` are places where a model said something else than the page shows."""

    most_tokens: int
    seconds: float
    #: Whether the operator trusts every page and client that is run, so that nothing needs to stand in their way.
    unprotected: bool = False
    outputs: list[str] = field(default_factory=list)
    plan: Plan | None = None
    #: None: the deliberate mistakes were not sent.
    errors: list[Difference] | None = None

    def prepare(self, facts: Facts) -> list[str]:
        """Take the keys; returns what pages are not kept from. CannotRun: no good key, or too little protection."""
        try:
            self._facts, self.keys = facts, keys_in(KEYS, facts)
        except BadKey as problem:
            raise CannotRun(str(problem)) from None
        if not self.keys:
            names = ", ".join(key_variable(vendor.id) for vendor in facts.vendors)
            raise CannotRun(f"no key is set: put a real key into one of {names}")
        open_ = unprotected()
        if open_ and not self.unprotected:
            raise CannotRun(
                f"a page or client that is run here could get at the keys: {'; '.join(open_)}. Run as a user who is "
                "not root, on Linux with Landlock. If you trust every page and client of this run: --live-unprotected"
            )
        return open_

    @cached_property
    def relay(self) -> Relay:
        from gateway_docs.relay.relay import Relay
        from gateway_docs.relay.upstream import Upstream

        return Relay(Upstream(self.keys, self.seconds), Budget(self.most_tokens))

    def foresee(self, items: Sequence[Walked]) -> Plan:
        """Walk against the mock alone and see what it takes. CannotRun: more than the limit."""
        walked: dict[object, list[Exchange]] = {}
        for item in items:
            if item.key not in walked:
                walked[item.key] = item.walked()[1]
        names = {item.key: item.reportinfo()[2] for item in reversed(items)}
        self.plan = foreseen = plan({names[key]: exchanges for key, exchanges in walked.items()}, self.keys)
        self._left_out = {key for key in walked if names[key] in foreseen.left_out}
        if foreseen.tokens > self.most_tokens:
            raise CannotRun(
                f"this could cost {foreseen.tokens:,} tokens, more than the limit of {self.most_tokens:,}: "
                "name fewer pages, or raise --live-tokens"
            )
        return foreseen

    def leaves_out(self, item: Walked) -> str | None:
        """Why `item` is not walked; None: it is."""
        left_out = self.plan.left_out if self.plan else {}
        return left_out.get(item.reportinfo()[2]) or ("no key" if item.key in self._left_out else None)

    def compare_errors(self, mock: MockGateway) -> None:
        """Send the deliberate mistakes, once."""
        from gateway_docs.relay.probes import compare_errors

        self.errors = compare_errors(self._facts, self.keys, mock, self.seconds)

    def report(self) -> list[str]:
        """What was spent, and every difference between the mock and the gateway."""
        budget, relay = self.relay.budget, self.relay
        lines = [f"live: {budget.requests} requests, {relay.answered} answered, {budget.tokens:,} tokens"]
        lines += [f"  no answer: {reason}" for reason in relay.unanswered]
        lines += [f"  {'differs' if one.grave else 'also'}: {one}" for one in self._found]
        lines += [f"  other words: {place}" for place in self.outputs]
        if self.errors is None:
            lines.append("  its errors were not compared, because the run did not come that far")
        if len(lines) == 1:
            same = "the gateway answers as the mock does"
            lines.append(
                f"  {same}" if relay.answered else "  no page asked anything, so nothing is known of its answers"
            )
        return lines

    @property
    def _found(self) -> list[Difference]:
        return [*self.relay.differences, *(self.errors or [])]

    @property
    def broken(self) -> bool:
        """Whether the gateway does not do what the pages and the mock promise, or nothing is known of it."""
        return not self.relay.answered or any(one.grave for one in self._found)
