"""Follows one walk: does what the page tells a reader to do, and fails where the page does not hold."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pytest_examples import EvalExample

from gateway_docs.clients import Client
from gateway_docs.clients.registries import hosts
from gateway_docs.environments import Environment
from gateway_docs.proxy import Attempt, ForwardProxy
from gateway_docs.reader.fences import Fence
from gateway_docs.reader.outcome import Proof, WalkFailure
from gateway_docs.reader.shell import Shell
from gateway_docs.reader.steps import Steps
from gateway_docs.reader.walks import Walk
from gateway_docs.reader.workspace import Workspace

if TYPE_CHECKING:
    from gateway_docs.mock import MockGateway
    from gateway_docs.mock.journal import Exchange

#: How long a client may go on after a refusal, so that its own words are heard. Many would try again for minutes.
GRACE_SECONDS = 0.4
#: A client that speaks to a helper of its own on this computer sends nothing away.
LOOPBACK = {"127.0.0.1", "localhost"}
COMMANDS = {"bash", "console", "js", "python"}


class Walker:
    """Follows `walk`, the guide of `client` or another page, in `folder`.

    Install lines are answered from `environments`.
    """

    #: After this long a command counts as hanging.
    step_seconds = 60.0

    def __init__(
        self,
        walk: Walk,
        gateway: MockGateway,
        client: Client | None,
        folder: Path,
        environments: Sequence[Environment] = (),
    ):
        self.walk, self._gateway, self._client = walk, gateway, client
        self._contacts = set(hosts(client.contacts)) if client else set()
        self._environments = environments
        self._proxy = ForwardProxy(gateway.hosts, gateway.port, self._on_refused)
        self._folder = folder
        self._step = self._before = 0
        self.shell: Shell | None = None
        #: Told where a command printed something else than the page shows; None: that is a failure.
        self.on_other_output: Callable[[str], None] | None = None

    def follow(self, evaluate: EvalExample) -> dict[int, Proof]:
        """Line of each fence -> how it was proven. WalkFailure: the page does not hold."""
        if not any(fence.language in COMMANDS for fence in self.walk.fences):
            return self._steps(None, evaluate)
        self._before = self._gateway.journal.last
        with self._proxy, self._gateway.journal.watched(self._on_exchange):
            workspace = Workspace(self._folder, self._proxy.url, self._gateway.ca_file, self._environments)
            self.shell = Shell(workspace, self.step_seconds)
            try:
                proofs = self._steps(workspace, evaluate)
                self._require_answer()
                return proofs
            finally:
                self.shell.close()

    def _on_exchange(self, exchange: Exchange) -> None:
        if exchange.refusal and exchange.client in self._clients():
            self.shell.hurry("the gateway refused a request, and the command went on", GRACE_SECONDS)

    def _clients(self) -> set[tuple[str, int] | None]:
        return {attempt.outgoing for attempt in self._proxy.attempts if attempt.allowed}

    @property
    def exchanges(self) -> list[Exchange]:
        """What the gateway answered to the clients of this walk."""
        clients = self._clients()
        return [exchange for exchange in self._gateway.journal.since(self._before) if exchange.client in clients]

    def _steps(self, workspace: Workspace | None, evaluate: EvalExample) -> dict[int, Proof]:
        steps = Steps(self.fail, self.key, workspace, self.shell, evaluate)
        steps.on_other_output = self.on_other_output
        proofs = {}
        for step, fence in enumerate(self.walk.fences, 1):
            self._step = step
            proof = steps.take(fence)
            used = not fence.title or any(later.language in COMMANDS for later in self.walk.fences[step:])
            proofs[fence.line] = proof if used else Proof.PARSED
        return proofs

    def fail(self, fence: Fence, promise: str, outcome: str, line: int | None = None) -> WalkFailure:
        """A failure of the present step, with what the gateway refused so far."""
        return WalkFailure(fence, self._step, promise, outcome, line, self.exchanges)

    def key(self, vendor_id: str) -> str:
        """The key that the reader of this page has for a vendor."""
        return self._gateway.keyring.key(vendor_id)

    def _require_answer(self) -> None:
        refused = [exchange for exchange in self.exchanges if exchange.refusal]
        accepted = [exchange for exchange in self.exchanges if not exchange.refusal and exchange.status < 400]
        if refused:
            raise self.fail(self.walk.fences[-1], "every request is accepted", "the gateway refused a request")
        if not accepted:
            raise self.fail(self.walk.fences[-1], "a request reaches the gateway", "no request reached it")
        if self._client and not any(one.label for one in self._environments):
            self._require_endpoints(self._client, accepted)

    def _require_endpoints(self, client: Client, accepted: list[Exchange]) -> None:
        """What client.yml says of its current version is true."""
        for vendor, endpoints in client.endpoints.items():
            asked = {exchange.path for exchange in accepted if exchange.vendor == vendor and exchange.method == "POST"}
            if asked and not any(endpoint.rstrip("…") in path for path in asked for endpoint in endpoints):
                said = f"{client.name} asks for {' or '.join(endpoints)}, see `asks` in client.yml"
                raise self.fail(self.walk.fences[-1], said, f"it asked for {', '.join(sorted(asked))}")

    def _on_refused(self, attempt: Attempt) -> None:
        if attempt.host in self._contacts or attempt.host.partition(":")[0] in LOOPBACK:
            return
        secure = attempt.line.startswith("CONNECT ")
        reason = "is not a documented host" if secure else "was asked for over plain http"
        self.shell.stop(f"{attempt.host} {reason} ({attempt.line})")
