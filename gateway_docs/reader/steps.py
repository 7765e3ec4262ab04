"""Does what one fence says, as a reader would."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from contextlib import nullcontext

from pytest_examples import EvalExample

from gateway_docs.reader import js_fence, parsing, python_fence
from gateway_docs.reader.alone import alone
from gateway_docs.reader.fences import Fence
from gateway_docs.reader.js_fence import JavaScriptError, PrintedOtherwiseByJavaScript
from gateway_docs.reader.known import Known
from gateway_docs.reader.outcome import Proof, WalkFailure
from gateway_docs.reader.placeholders import UnknownPlaceholder, fill
from gateway_docs.reader.python_fence import PrintedOtherwise, PythonFenceError
from gateway_docs.reader.recordings import recording_of
from gateway_docs.reader.shell import Ended
from gateway_docs.reader.stage import Stage
from gateway_docs.reader.transcript import TranscriptError, matches, read_transcript
from gateway_docs.reader.workspace import OutOfReach

_PATH = re.compile(r"(~/)?[\w.@-]+(/[\w.@-]+)*")


class Steps:
    """What the robot does with a fence, by its language and title.

    `fail(fence, promise, outcome, line)` makes the failure to raise. The stage of a page without commands is not
    open. `known` is what fences may name. `on_other_output`: see Walker.
    """

    def __init__(
        self,
        fail: Callable[..., WalkFailure],
        stage: Stage,
        evaluate: EvalExample,
        known: Known,
        on_other_output: Callable[[str], None] | None,
    ):
        self._fail, self._stage, self._evaluate, self._known = fail, stage, evaluate, known
        self._on_other_output = on_other_output
        self._by_language: Mapping[str, Callable[[Fence, str], Proof]] = {
            "bash": self._paste,
            "console": self._transcribe,
            "python": self._python,
            "js": self._js,
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
            text = fill(fence.source, self._stage.gateway.keyring.key)
        except UnknownPlaceholder as problem:
            raise self._fail(fence, "placeholders are keys of vendors", str(problem)) from None
        if fence.title:
            return self._save(fence, fence.title, text)
        with alone(text, self._known, self._stage.shell) if self._stage.is_open else nullcontext():
            return step(fence, text)

    def _save(self, fence: Fence, title: str, text: str) -> Proof:
        if fence.language == "text" or not _PATH.fullmatch(title):
            raise self._fail(fence, "a title is the path of the file to save, such as ~/.tool/settings.json", title)
        proof = self._parse(fence, text) if fence.language in parsing.PARSERS else Proof.RUN
        if fence.language == "python":
            self._lint(fence)
        if not self._stage.is_open:
            return proof
        if fence.language == "js":
            self._check_js(fence, text)
        try:
            self._stage.workspace.save(title, text)
        except OutOfReach as problem:
            raise self._fail(fence, f"the file {title} can be saved", str(problem)) from None
        return Proof.RUN

    def _parse(self, fence: Fence, text: str) -> Proof:
        try:
            parsing.parse(fence.language, text)
        except ValueError as problem:
            raise self._fail(fence, f"valid {fence.language}", str(problem)) from None
        return Proof.PARSED

    def _paste(self, fence: Fence, text: str) -> Proof:
        self._require_well(fence, text, self._stage.shell.paste(text))
        return Proof.RUN

    def _transcribe(self, fence: Fence, text: str) -> Proof:
        try:
            exchanges = read_transcript(text)
        except TranscriptError as problem:
            raise self._fail(fence, "commands with their output", str(problem)) from None
        for exchange in exchanges:
            line = fence.line + 1 + exchange.line
            ended = self._stage.shell.paste(exchange.command + "\n")
            self._require_well(fence, exchange.command, ended, line)
            if not matches(exchange.output, ended.output):
                promise = f"`{exchange.command}` prints\n{exchange.output}"
                self._other_output(fence, promise, f"it printed\n{ended.output}", line)
        return Proof.RUN

    def _other_output(self, fence: Fence, promise: str, outcome: str, line: int | None = None) -> None:
        if self._on_other_output is None:
            raise self._fail(fence, promise, outcome, line)
        self._on_other_output(f"{fence.example.path}:{line or fence.line}: {' '.join(outcome.split())[:200]}")

    def _require_well(self, fence: Fence, command: str, ended: Ended, line: int | None = None) -> None:
        if ended.well:
            return
        what = ended.stopped or f"`{ended.failed or command.strip()}` failed; the last status is {ended.status}"
        raise self._fail(fence, f"this works:\n{command}", f"{what}\n{ended.output}", line)

    def _python(self, fence: Fence, text: str) -> Proof:
        self._lint(fence)
        fence.example.source = text
        try:
            python_fence.run(fence.example, self._evaluate, self._stage.shell, self._stage.workspace)
        except PrintedOtherwise as problem:
            self._other_output(fence, "the example prints what its #> lines say", str(problem))
        except PythonFenceError as problem:
            raise self._fail(
                fence, "the example runs and prints what its #> lines say", self._stage.shell.stopped or str(problem)
            ) from None
        return Proof.RUN

    def _js(self, fence: Fence, text: str) -> Proof:
        try:
            js_fence.run(fence, text, self._stage.shell, self._stage.workspace)
        except OutOfReach as problem:
            raise self._fail(fence, "the program can be saved", str(problem)) from None
        except PrintedOtherwiseByJavaScript as problem:
            self._other_output(fence, "the program prints what its //> lines say", str(problem))
        except JavaScriptError as problem:
            raise self._fail(fence, "the program runs and prints what its //> lines say", str(problem)) from None
        return Proof.RUN

    def _check_js(self, fence: Fence, text: str) -> None:
        try:
            js_fence.check(text, self._stage.shell, self._stage.workspace)
        except JavaScriptError as problem:
            raise self._fail(fence, "JavaScript that Node can read", str(problem)) from None

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
