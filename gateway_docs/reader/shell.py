"""One real bash for a whole page, so that an `export` or a `cd` lasts."""

from __future__ import annotations

import os
import selectors
import signal
import subprocess
import sys
import threading
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from gateway_docs.reader.processes import end_processes_in
from gateway_docs.reader.workspace import Workspace

#: Starts a program that can write in the walk's folder alone.
SANDBOX = Path(__file__).with_name("sandbox.py")


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
    """A bash in `workspace`, in which no paste may take longer than `seconds`.

    `stop(reason)`, from any thread, ends what it runs at once.
    """

    def __init__(self, workspace: Workspace, seconds: float = 60):
        self._workspace, self._seconds, self._pastes = workspace, seconds, 0
        self._stop_reader, self._stop_writer = os.pipe()
        self._reports, reports = os.pipe()
        self.stopped: str | None = None
        self._hurry: threading.Timer | None = None
        self._lock = threading.Lock()
        self._process = subprocess.Popen(
            [sys.executable, "-IS", SANDBOX, workspace.folder, "bash", "--noprofile", "--norc"],
            cwd=workspace.home,
            env=workspace.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            pass_fds=[reports],
            start_new_session=True,
            text=True,
        )
        self._report_to = reports
        os.close(reports)

    def paste(self, text: str) -> Ended:
        """Run `text` as if pasted at the prompt, with nothing on standard input."""
        self._pastes += 1
        base = self._workspace.io / str(self._pastes)
        script, output, failed = (base.with_suffix(suffix) for suffix in (".sh", ".out", ".failed"))
        script.write_text(text, "utf-8")
        # Sourced, so that exports last; the report goes to a descriptor of its own, which no command can clutter.
        line = (
            f'trap \'printf "%s\\n" "$BASH_COMMAND" >>{failed}\' ERR; '
            f"{{ . {script}; }} </dev/null >{output} 2>&1; printf '%s\\n' $? >&{self._report_to}\n"
        )
        status = self._status(line)
        # The trap also reports the sourcing itself, which is ours.
        return Ended(status, _text(output), _text(failed).replace(f". {script}\n", "").strip(), self.stopped)

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
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        with suppress(BrokenPipeError):
            self._process.stdin.close()
        for descriptor in (self._stop_reader, self._stop_writer, self._reports):
            os.close(descriptor)
        end_processes_in(self._workspace.folder)

    def _status(self, line: str) -> int | None:
        try:
            self._process.stdin.write(line)
            self._process.stdin.flush()
        except BrokenPipeError:
            self.stop("the shell had ended")
            return None
        answer = self._wait()
        return int(answer) if answer else None

    def _wait(self) -> str | None:
        """The report of the paste, or None when it was stopped, ended the shell, or took too long."""
        with selectors.DefaultSelector() as selector:
            selector.register(self._reports, selectors.EVENT_READ)
            selector.register(self._stop_reader, selectors.EVENT_READ)
            ready = {key.fd for key, _ in selector.select(self._seconds)}
        if self._stop_reader in ready:
            return None
        if not ready:
            self.stop(f"still running after {self._seconds:.0f} s")
            return None
        report = os.read(self._reports, 64).decode().strip()
        if not report:
            self.stop("the page ended the shell")
        return report


def _text(path: Path) -> str:
    return path.read_text("utf-8", "replace") if path.exists() else ""
