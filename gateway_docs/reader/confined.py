"""A program that is confined to a walk, as the robot holds it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from gateway_docs.reader import guardian
from gateway_docs.reader.processes import command, descendants
from gateway_docs.reader.supervisor import Plan
from gateway_docs.reader.warm import WarmProcess
from gateway_docs.reader.workspace import Workspace

SUPERVISOR = Path(__file__).with_name("supervisor.py")
#: As many processes and threads a walk may have at a time. A client has up to a dozen, each with one for every core.
MOST_TASKS = 1000
#: How long ended processes may take to be gone.
PATIENCE_SECONDS = 20
SHOWN = 10
#: Supervisors that live: the folder of the walk, and what is known of those that did not end as they should.
_living: dict[int, tuple[Path, str]] = {}
_ending: list[subprocess.Popen[str] | WarmProcess] = []


class Confined:
    """`program` in `workspace`. It inherits the descriptor `report`.

    `told` is a descriptor from which can be read why the system ended it.
    """

    def __init__(self, program: Sequence[str], workspace: Workspace, report: int):
        life, self._life = os.pipe()
        self.told, told = os.pipe()
        guard = guardian.waited_for()
        folders = str(workspace.folder), str(workspace.outputs)
        plan = Plan(*folders, workspace.ports, MOST_TASKS, report, life, told, guard)
        place = workspace.folder, workspace.home, workspace.environment
        warm = workspace.warm and workspace.warm.start(plan, program, *place)
        self._folder = workspace.folder
        self._process = warm or _cold(plan, program, workspace)
        assert self._process.stdin
        self._input = self._process.stdin
        _living[self._process.pid] = self._folder, ""
        os.close(life)
        os.close(told)

    def write(self, text: str) -> None:
        """Write to its standard input. BrokenPipeError: it has ended."""
        self._input.write(text)
        self._input.flush()

    def processes(self) -> set[int]:
        """The ids of its supervisor, and of all that this has started and that still runs."""
        return {self._process.pid, *descendants(self._process.pid)}

    def end(self) -> None:
        """End the program and everything it started."""
        os.close(self._life)
        with suppress(BrokenPipeError):
            self._input.close()
        os.close(self.told)
        try:
            if status := self._process.wait(PATIENCE_SECONDS):
                told = f"what a walk started whose supervisor ended with {status}"
                _living[self._process.pid] = self._folder, told
            else:
                del _living[self._process.pid]
        except subprocess.TimeoutExpired:
            _ending.append(self._process)  # it goes on ending them


def _cold(plan: Plan, program: Sequence[str], workspace: Workspace) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-IS", SUPERVISOR, json.dumps(plan._asdict()), *program],
        cwd=workspace.home,
        env=workspace.environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        pass_fds=[plan.report, plan.life, plan.told, *plan.guard],
        start_new_session=True,
        text=True,
    )


def left(below: Path = Path("/")) -> list[str]:
    """The command lines of what walks in folders below `below` started and what still runs, the first few."""
    living = {pid: told for pid, (folder, told) in list(_living.items()) if folder.is_relative_to(below)}
    running = [command(child) for supervisor in living for child in descendants(supervisor)]
    told = sorted([*running, *filter(None, living.values())])
    return told if len(told) <= SHOWN else [*told[:SHOWN], f"{len(told) - SHOWN} more"]
