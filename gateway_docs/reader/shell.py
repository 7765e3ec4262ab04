"""One real bash for a whole page, so that an `export` or a `cd` lasts."""

from __future__ import annotations

import os
import secrets
import select
import selectors
import signal
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from gateway_docs.reader.confined import Confined
from gateway_docs.reader.patience import Patience
from gateway_docs.reader.sandbox import MEGABYTE, MOST_FILE
from gateway_docs.reader.workspace import Workspace

#: A page that prints more, in bytes, is stopped, and the robot reads no more of it.
MOST_OUTPUT = 8 * MEGABYTE
LOOK_SECONDS = 0.2
#: How a program says that it reached the largest size of a file.
TOO_LARGE = ("File size limit exceeded", "File too large", "EFBIG")


@dataclass
class Ended:
    """How a paste ended. `failed` holds the commands that did not end with 0; `stopped` says why we ended it."""

    status: int | None
    output: str
    failed: str
    stopped: str | None = None

    @property
    def well(self) -> bool:
        return self.status == 0 and not self.failed and self.stopped is None


class Shell:
    """A bash in `workspace`, in which no paste may do nothing for longer than `seconds`.

    `stop(reason)`, from any thread, ends what it runs at once.
    """

    def __init__(self, workspace: Workspace, seconds: float = 60):
        self._workspace, self._seconds, self._pastes = workspace, seconds, 0
        self._stop_reader, self._stop_writer = os.pipe()
        self._reports, self._report_to = os.pipe()
        self.stopped: str | None = None
        self._hurry: threading.Timer | None = None
        self._lock = threading.Lock()
        self._bash = Confined(("bash", "--noprofile", "--norc"), workspace, self._report_to)
        os.close(self._report_to)

    def paste(self, text: str) -> Ended:
        """Run `text` as if pasted at the prompt, with nothing on standard input."""
        self._pastes += 1
        script = self._workspace.scripts / f"{self._pastes}.sh"
        script.write_text(text, "utf-8")
        output, failed = (self._workspace.output(f"{self._pastes}.{name}") for name in ("out", "failed"))
        try:
            status = self._run(script, output)
            # The trap also reports the sourcing itself, which is ours.
            return self._ended(status, output, _text(failed).replace(f". {script}\n", "").strip())
        finally:
            os.close(output)
            os.close(failed)

    def paste_with_report(self, command: Callable[[Path], str]) -> tuple[Ended, str]:
        """Run what `command` makes of the path of an empty file; how it ended, and what it wrote there."""
        name = f"{self._pastes + 1}.report"
        report = self._workspace.output(name)
        try:
            return self.paste(command(self._workspace.outputs / name)), _text(report)
        finally:
            os.close(report)

    def environment(self) -> dict[str, str]:
        """The variables that a program started now would see."""
        listing = self.paste("env -0")
        return dict(entry.split("=", 1) for entry in listing.output.split("\0") if "=" in entry)

    def stop(self, reason: str) -> None:
        """End the running command; the first reason given is kept."""
        with self._lock:
            if self.stopped is None:
                self.stopped = reason
                os.write(self._stop_writer, b"x")

    def hurry(self, reason: str, seconds: float) -> None:
        """End the running command unless it ends by itself within `seconds`."""
        with self._lock:
            if self._hurry is None and self.stopped is None:
                self._hurry = threading.Timer(seconds, self.stop, [reason])
                self._hurry.start()

    def close(self) -> None:
        """End bash and everything it started."""
        if self._hurry is not None:
            self._hurry.cancel()
            self._hurry.join()
        self._bash.end()
        for descriptor in (self._stop_reader, self._stop_writer, self._reports):
            os.close(descriptor)

    def _run(self, script: Path, output: int) -> int | None:
        """The status of `script`, or None when it was stopped, ended the shell, or reached a limit."""
        base = self._workspace.outputs / script.stem
        word = secrets.token_hex(8)
        # Sourced, so that exports last. The report goes to a descriptor that the page's programs do not have.
        line = (
            f'trap \'printf "%s\\n" "$BASH_COMMAND" >>{base}.failed\' ERR; '
            f"{{ . {script}; }} </dev/null >|{base}.out 2>&1 {self._report_to}>&-; "
            f"printf '%s %s\\n' {word} $? >&{self._report_to}\n"
        )
        try:
            self._bash.write(line)
        except BrokenPipeError:
            gone, _, _ = select.select([self._bash.told], [], [], 1)  # with its supervisor, which tells, or by itself
            self.stop(self._told() if gone else "the shell had ended")
            return None
        return self._status(word) if self._wait(output) else None

    def _told(self) -> str:
        """Why the supervisor ended the walk."""
        return os.read(self._bash.told, 1000).decode("utf-8", "replace") or "its supervisor was ended"

    def _wait(self, output: int) -> bool:
        """Whether there is a report of the paste that writes `output`."""
        with selectors.DefaultSelector() as selector:
            for descriptor in (self._reports, self._stop_reader, self._bash.told):
                selector.register(descriptor, selectors.EVENT_READ)
            patience = Patience(self._seconds, self._bash.processes)
            while not (ready := {key.fd for key, _ in selector.select(LOOK_SECONDS)}):
                if os.fstat(output).st_size > MOST_OUTPUT:
                    return False
                if reason := patience.ended:
                    self.stop(reason)
                    return False
        if self._bash.told in ready:
            self.stop(self._told())
        return ready == {self._reports}

    def _status(self, word: str) -> int | None:
        report = os.read(self._reports, 64).decode("utf-8", "replace")
        told, _, status = report.rstrip("\n").partition(" ")
        if told == word and status.isdecimal():
            return int(status)
        self.stop(f"it wrote into the robot's report: {report!r}" if report else "the page ended the shell")
        return None

    def _ended(self, status: int | None, output: int, failed: str) -> Ended:
        text = _text(output)
        if os.fstat(output).st_size > MOST_OUTPUT:
            self.stop(f"it printed more than {MOST_OUTPUT // MEGABYTE} MB")
            text = f"{text[:1000]}\n…"
        elif status == 128 + signal.SIGXFSZ or any(words in text for words in TOO_LARGE):
            self.stop(f"it made a file of more than {MOST_FILE // MEGABYTE} MB")
        return Ended(status, text, failed, self.stopped)


def _text(descriptor: int) -> str:
    """What the file holds, and no more of it than a page may print."""
    return os.pread(descriptor, MOST_OUTPUT + 1, 0).decode("utf-8", "replace")
