"""Follows one walk: does what the page tells a reader to do, and fails where the page does not hold."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from pytest_examples import EvalExample

from gateway_docs.facts import Facts
from gateway_docs.proxy import Attempt, ForwardProxy
from gateway_docs.reader import parsing, python_fence
from gateway_docs.reader.fences import Fence
from gateway_docs.reader.outcome import Proof, WalkFailure
from gateway_docs.reader.placeholders import UnknownPlaceholder, fill
from gateway_docs.reader.python_fence import PythonFenceError
from gateway_docs.reader.recordings import recording_of
from gateway_docs.reader.shell import Ended, Shell
from gateway_docs.reader.transcript import TranscriptError, matches, read_transcript
from gateway_docs.reader.walks import Walk
from gateway_docs.reader.workspace import Workspace

if TYPE_CHECKING:
    from gateway_docs.mock import MockGateway
    from gateway_docs.mock.journal import Exchange

#: How long a client may go on after a refusal, so that its own words are heard. Many would try again for minutes.
GRACE_SECONDS = 1.0
COMMANDS = {"bash", "sh", "console", "python"}


def documented_hosts(facts: Facts) -> set[str]:
    """The hosts of all regions, which is all that a client may reach."""
    return {region.url.split("/")[2] for region in facts.regions}


class Walker:
    """Follows `walk` in `folder`. `contacts` are the hosts that its client is known to ask for by itself."""

    #: After this long a command counts as hanging.
    step_seconds = 60.0

    def __init__(self, walk: Walk, gateway: MockGateway, facts: Facts, contacts: list[str], folder: Path):
        self.walk, self._gateway, self._contacts = walk, gateway, set(contacts)
        self._proxy = ForwardProxy(documented_hosts(facts), gateway.port, self._on_refused)
        self._folder = folder
        self._step = 0

    def follow(self, evaluate: EvalExample) -> dict[int, Proof]:
        """Line of each fence -> how it was proven. WalkFailure: the page does not hold."""
        if not any(fence.language in COMMANDS for fence in self.walk.fences):
            return self._steps(None, evaluate)
        with self._proxy, self._gateway.journal.watched(self._on_exchange):
            workspace = Workspace(self._folder, self._proxy.url, self._gateway.ca_file)
            self.shell = Shell(workspace, self.step_seconds)
            try:
                proofs = self._steps(workspace, evaluate)
                self._require_answer()
                return proofs
            finally:
                self.shell.close()

    def _on_exchange(self, exchange: Exchange) -> None:
        if exchange.refusal and exchange.client_port in self._ports():
            self.shell.hurry("the gateway refused a request, and the command went on", GRACE_SECONDS)

    def _ports(self) -> set[int | None]:
        return {attempt.outgoing_port for attempt in self._proxy.attempts if attempt.allowed}

    @property
    def exchanges(self) -> list[Exchange]:
        """What the gateway answered to the clients of this walk."""
        ports = self._ports()
        return [exchange for exchange in self._gateway.journal.exchanges if exchange.client_port in ports]

    def _steps(self, workspace: Workspace | None, evaluate: EvalExample) -> dict[int, Proof]:
        steps = Steps(self, workspace, evaluate)
        proofs = {}
        for self._step, fence in enumerate(self.walk.fences, 1):
            proofs[fence.line] = steps.take(fence)
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

    def _on_refused(self, attempt: Attempt) -> None:
        if attempt.host in self._contacts:
            return
        secure = attempt.line.startswith("CONNECT ")
        reason = "is not a documented host" if secure else "was asked for over plain http"
        self.shell.stop(f"{attempt.host} {reason} ({attempt.line})")


class Steps:
    """What the robot does with a fence, by its language and title."""

    def __init__(self, walker: Walker, workspace: Workspace | None, evaluate: EvalExample):
        self._walker, self._workspace, self._evaluate = walker, workspace, evaluate
        self._by_language: Mapping[str, Callable[[Fence, str], Proof]] = {
            "bash": self._paste,
            "sh": self._paste,
            "console": self._transcribe,
            "python": self._python,
            "text": self._recorded,
            **dict.fromkeys(parsing.PARSERS, self._parse),
        }

    def take(self, fence: Fence) -> Proof:
        """Do what `fence` says. WalkFailure: it does not hold."""
        step = self._by_language.get(fence.language)
        if step is None:
            known = ", ".join([*self._by_language, "powershell"])
            raise self._fail(fence, f"a fence in a language that can be proven: {known}", "another language, or none")
        try:
            text = fill(fence.source, self._walker.key)
        except UnknownPlaceholder as problem:
            raise self._fail(fence, "placeholders are keys of vendors", str(problem)) from None
        return self._save(fence, text) if fence.title else step(fence, text)

    def _fail(self, fence: Fence, promise: str, outcome: str, line: int | None = None) -> WalkFailure:
        return self._walker.fail(fence, promise, outcome, line)

    def _save(self, fence: Fence, text: str) -> Proof:
        proof = self._parse(fence, text) if fence.language in parsing.PARSERS else Proof.RUN
        if fence.language == "python":
            self._lint(fence)
        if self._workspace is None:
            return proof
        path = self._workspace.path_of(fence.title)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        return Proof.RUN

    def _parse(self, fence: Fence, text: str) -> Proof:
        try:
            parsing.parse(fence.language, text)
        except ValueError as problem:
            raise self._fail(fence, f"valid {fence.language}", str(problem)) from None
        return Proof.PARSED

    def _paste(self, fence: Fence, text: str) -> Proof:
        self._require_well(fence, text, self._walker.shell.paste(text))
        return Proof.RUN

    def _transcribe(self, fence: Fence, text: str) -> Proof:
        try:
            exchanges = read_transcript(text)
        except TranscriptError as problem:
            raise self._fail(fence, "commands with their output", str(problem)) from None
        for exchange in exchanges:
            line = fence.line + 1 + exchange.line
            ended = self._walker.shell.paste(exchange.command + "\n")
            self._require_well(fence, exchange.command, ended, line)
            if not matches(exchange.output, ended.output):
                raise self._fail(
                    fence, f"`{exchange.command}` prints\n{exchange.output}", f"it printed\n{ended.output}", line
                )
        return Proof.RUN

    def _require_well(self, fence: Fence, command: str, ended: Ended, line: int | None = None) -> None:
        if ended.well:
            return
        what = ended.stopped or f"`{ended.failed or command.strip()}` failed; the last status is {ended.status}"
        raise self._fail(fence, f"this works:\n{command}", f"{what}\n{ended.output}", line)

    def _python(self, fence: Fence, text: str) -> Proof:
        self._lint(fence)
        fence.example.source = text
        shell = self._walker.shell
        environment = shell.environment()
        try:
            installed = self._workspace.installed()
            python_fence.run(fence.example, self._evaluate, environment, self._workspace.home, installed)
        except PythonFenceError as problem:
            raise self._fail(
                fence, "the example runs and prints what its #> lines say", shell.stopped or str(problem)
            ) from None
        return Proof.RUN

    def _lint(self, fence: Fence) -> None:
        try:
            python_fence.lint(fence.example, self._evaluate)
        except PythonFenceError as problem:
            raise self._fail(fence, "Python that ruff has nothing to say about", str(problem)) from None

    def _recorded(self, fence: Fence, _: str) -> Proof:
        if recording_of(fence.raw) is None:
            promise = 'a text fence is one include of a recorded error: --8<-- "errors/CLIENT/FAULT.txt"'
            raise self._fail(fence, promise, f"it says {fence.raw[:200]!r}")
        return Proof.COMPARED
