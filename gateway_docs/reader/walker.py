"""Follows one walk: does what the page tells a reader to do, and fails where the page does not hold."""

from __future__ import annotations

from collections.abc import Callable

from pytest_examples import EvalExample

from gateway_docs.clients import Client
from gateway_docs.clients.registries import hosts
from gateway_docs.mock import Exchange
from gateway_docs.mock.proxy import Attempt
from gateway_docs.pages.served import serves_gemini_v1
from gateway_docs.reader.fences import Fence
from gateway_docs.reader.known import known_of, named
from gateway_docs.reader.option_names import unread_options
from gateway_docs.reader.outcome import Proof, WalkFailure
from gateway_docs.reader.slips import slip
from gateway_docs.reader.stage import Stage
from gateway_docs.reader.steps import Steps
from gateway_docs.reader.walks import Walk

#: After so many refusals, or so long after the first, the words of the client have been heard. Many would try again
#: for minutes; SDKs try three times before they say why.
MOST_REFUSALS, GRACE_SECONDS = 3, 10.0
WENT_ON = "the gateway refused a request, and the command went on"
#: A client that speaks to a helper of its own on this computer sends nothing away.
LOOPBACK = {"127.0.0.1", "localhost"}
COMMANDS = {"bash", "console", "js", "python"}


class Walker:
    """Follows `walk`, the guide of `client` or another page, on `stage`.

    `on_other_output` is told where a command printed something else than the page shows; None: that is a failure.
    """

    def __init__(
        self, walk: Walk, client: Client | None, stage: Stage, on_other_output: Callable[[str], None] | None = None
    ):
        self.walk, self._client, self._stage = walk, client, stage
        self._on_other_output = on_other_output
        self._contacts = set(hosts(client.contacts)) if client else set()
        self._known = known_of(stage.gateway, client)
        self._set_models: set[str] = set()
        self._step = self._refusals = 0

    def follow(self, evaluate: EvalExample) -> dict[int, Proof]:
        """Line of each fence -> how it was proven. WalkFailure: the page does not hold."""
        if not any(fence.language in COMMANDS for fence in self.walk.fences):
            proofs = self._steps(evaluate)
            self._require_names()
            return proofs
        with self._stage.opened(self.walk, self._on_exchange, self._on_refused):
            proofs = self._steps(evaluate)
            self._require_answer()
            self._require_names()
            return proofs

    def _on_exchange(self, exchange: Exchange) -> None:
        if exchange.refusal:
            self._refusals += 1
            self._stage.shell.hurry(WENT_ON, GRACE_SECONDS)
            if self._refusals == MOST_REFUSALS:
                self._stage.shell.stop(WENT_ON)

    def _steps(self, evaluate: EvalExample) -> dict[int, Proof]:
        steps = Steps(self.fail, self._stage, evaluate, self._known, self._on_other_output)
        proofs = {}
        for step, fence in enumerate(self.walk.fences, 1):
            self._step, asked = step, self._stage.gateway.journal.last
            proof = steps.take(fence)
            self._require_models(fence, asked)
            used = not fence.title or any(later.language in COMMANDS for later in self.walk.fences[step:])
            proofs[fence.line] = proof if used else Proof.PARSED
        return proofs

    def fail(self, fence: Fence, promise: str, outcome: str, line: int | None = None) -> WalkFailure:
        """A failure of the present step, with what the gateway refused so far."""
        return WalkFailure(fence, self._step, promise, outcome, line, self._stage.exchanges)

    def _require_models(self, fence: Fence, before: int) -> None:
        """The command of this step asked for the models that it names, or for one that an earlier step set."""
        own = named(fence.published, self._known.models)
        exchanges = [exchange for exchange in self._stage.exchanges if exchange.number > before]
        asked = {exchange.model.removeprefix("models/") for exchange in exchanges if exchange.model}
        if not asked:
            self._set_models |= own
        elif own - asked or (not own and self._set_models and not asked & self._set_models):
            promise = f"it asks for {' or '.join(sorted(own or self._set_models))}, which the page names"
            raise self.fail(fence, promise, f"it asked for {' and '.join(sorted(asked))}")

    def _require_answer(self) -> None:
        exchanges = self._stage.exchanges
        accepted = [exchange for exchange in exchanges if not exchange.refusal and exchange.status < 400]
        if any(exchange.refusal for exchange in exchanges):
            raise self.fail(self.walk.fences[-1], "every request is accepted", "the gateway refused a request")
        if not accepted:
            raise self.fail(self.walk.fences[-1], "a request reaches the gateway", "no request reached it")
        if self._client and not any(one.label for one in self._stage.environments):
            self._require_endpoints(self._client, accepted)

    def _require_endpoints(self, client: Client, accepted: list[Exchange]) -> None:
        """What client.yml says of its current version is true."""
        facts = self._stage.gateway.facts
        for vendor, endpoints in client.asked(facts.chat, serves_gemini_v1(facts)).items():
            asked = {exchange.path for exchange in accepted if exchange.vendor == vendor and exchange.method == "POST"}
            if asked and not any(endpoint.rstrip("…") in path for path in asked for endpoint in endpoints):
                said = f"{client.name} asks for {' or '.join(endpoints)}, see `asks` in client.yml"
                raise self.fail(self.walk.fences[-1], said, f"it asked for {', '.join(sorted(asked))}")

    def _require_names(self) -> None:
        """What no run shows holds as well; asked last, because what a client says tells an author more."""
        for step, fence in enumerate(self.walk.fences, 1):
            self._step = step
            if problem := slip(fence, self._known, self._client):
                raise self.fail(fence, "what it says is what the gateway and the client know", problem)
            if unread := self._unread_options(fence):
                raise self.fail(fence, "the client reads each option", f"{' and '.join(unread)} stands nowhere in it")

    def _unread_options(self, fence: Fence) -> list[str]:
        known = [one for one in self._stage.environments if one.installed]
        if not (fence.title and self._client and known):
            return []
        return unread_options(fence.language, fence.published, known[0], self._known.models)

    def _on_refused(self, attempt: Attempt) -> None:
        if attempt.host in self._contacts or attempt.host.partition(":")[0] in LOOPBACK:
            return
        secure = attempt.line.startswith("CONNECT ")
        reason = "is not a documented host" if secure else "was asked for over plain http"
        self._stage.shell.stop(f"{attempt.host} {reason} ({attempt.line})")
