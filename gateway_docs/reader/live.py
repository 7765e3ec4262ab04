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
    from gateway_docs.relay.probes import Mistakes
    from gateway_docs.relay.relay import Relay

#: Tokens and seconds unless told otherwise.
USUAL_LIMIT, USUAL_SECONDS = 1_000_000, 120.0


class Walked(Protocol):
    """A test item that walks a page."""

    @property
    def key(self) -> object: ...

    def walked(self) -> tuple[Any, list[Exchange]]: ...

    def reportinfo(self) -> tuple[Any, int | None, str]: ...


class CannotRun(Exception):
    """A live run is not possible, or would cost more than it may. Nothing was spent."""


class LeftOut(Exception):
    """A walk is not made. The text says why."""


@dataclass
class LiveRun:
    """One run with --live. `outputs` are places where a model said something else than the page shows."""

    most_tokens: int
    seconds: float
    #: Whether the operator trusts every page and client that is run, so that nothing needs to stand in their way.
    unprotected: bool = False
    outputs: list[str] = field(default_factory=list)
    plan: Plan | None = None
    #: Walks that the limit left no tokens for, and why.
    not_walked: dict[str, str] = field(default_factory=dict)
    #: None: the deliberate mistakes were not sent.
    mistakes: Mistakes | None = None

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
        self._names = names
        least = min((tokens for tokens in foreseen.tokens.values() if tokens), default=0)
        if least > self.most_tokens:
            raise CannotRun(
                f"each of these pages could cost more than the limit of {self.most_tokens:,} tokens; "
                f"the cheapest needs --live-tokens {least}"
            )
        return foreseen

    def begin(self, item: Walked) -> None:
        """Before a walk. LeftOut: there is no key for it, or it could cost more than is left."""
        name, plan = self._names[item.key], self.plan
        assert plan
        left = self.most_tokens - self.relay.budget.tokens
        if reason := plan.left_out.get(name):
            raise LeftOut(reason)
        if plan.tokens[name] > left:
            reason = f"it could cost {plan.tokens[name]:,} tokens, and {left:,} of --live-tokens are left"
            self.not_walked[name] = reason
            raise LeftOut(reason)
        self.relay.page = name.partition(" ")[0]

    def compare_errors(self, mock: MockGateway) -> None:
        """Send the deliberate mistakes, once."""
        from gateway_docs.relay.probes import compare_errors

        self.mistakes = compare_errors(self._facts, self.keys, mock, self.seconds, self.relay.budget)

    def report(self) -> list[str]:
        """What was spent, and every difference between the mock and the gateway."""
        budget, relay = self.relay.budget, self.relay
        lines = [f"live: {budget.requests} requests, {relay.answered} answered, {budget.tokens:,} tokens"]
        lines += [f"  no answer: {reason}" for reason in relay.unanswered]
        lines += [f"  not walked: {name}: {reason}" for name, reason in self.not_walked.items()]
        lines += [f"  differs: {one}{_on(pages)}" for one, pages in self._found.items() if one.grave]
        lines += [f"  also: {one}{_on(pages)}" for one, pages in self._found.items() if not one.grave]
        lines += [f"  other words: {place}" for place in self.outputs]
        if self.mistakes is None:
            lines.append("  its errors were not compared, because the run did not come that far")
        else:
            lines.append(f"  {self.mistakes.sent} of {self.mistakes.known} deliberate mistakes were sent and compared")
        if not relay.answered:
            lines.append("  no page had an answer, so nothing is known of those")
        elif self.mistakes and not self._found and not relay.unanswered:
            lines.append("  the gateway answers as the mock does")
        return lines

    @property
    def _found(self) -> dict[Difference, list[str]]:
        return {**self.relay.differences, **(self.mistakes.found if self.mistakes else {})}

    @property
    def broken(self) -> bool:
        """Whether the gateway does not do what the pages and the mock promise, or nothing is known of it."""
        return not self.relay.answered or any(one.grave for one in self._found)


def _on(pages: Sequence[str]) -> str:
    """Where a difference was met."""
    more = f" and {len(pages) - 1} more" if len(pages) > 1 else ""
    return f" ({pages[0]}{more})" if pages and pages[0] else ""
