"""Starts the shell of a walk, confined, and ends with it all that it started: `python -IS supervisor.py PLAN PROGRAM…`.

PLAN is a `Plan` as JSON. Whatever leaves its parents becomes a child of this process, which kills what is left as soon
as the robot closes the other end of `life`, also by being killed. It says why it ended a walk on `told`.
"""

from __future__ import annotations

import json
import os
import select
import signal
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING or __package__:
    from gateway_docs.reader import landlock
    from gateway_docs.reader.processes import descendants, end_descendants, reap, threads
    from gateway_docs.reader.sandbox import confine
else:
    sys.path.insert(0, os.path.dirname(os.path.realpath(__file__)))
    import landlock
    from processes import descendants, end_descendants, reap, threads
    from sandbox import confine

LOOK_SECONDS = 0.2
PR_SET_CHILD_SUBREAPER = 36


class Plan(NamedTuple):
    """The program may write below `folder` and in the files of `outputs`, and reach the TCP `ports`.

    It may have as many processes and threads at a time as `tasks` says, with all that it starts.
    Of descriptors it gets `report`, and not `life`, `told` and `guard`, for which a guardian waits.
    """

    folder: str
    outputs: str
    ports: list[int]
    tasks: int
    report: int
    life: int
    told: int
    guard: list[int]


def main(plan: Plan, program: list[str]) -> None:
    linux = sys.platform.startswith("linux")
    if linux:
        landlock.libc.prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    if (shell := os.fork()) == 0:
        _become(plan, program)
    for descriptor in (0, 1, 2, plan.report):
        os.close(descriptor)
    _watch(plan)
    if not linux:  # there is nothing by which to find others
        with suppress(ProcessLookupError):
            os.killpg(shell, signal.SIGKILL)
    end_descendants()


def _become(plan: Plan, program: list[str]) -> None:
    """Be `program`, confined. Says why it cannot."""
    try:
        os.setsid()
        for descriptor in (plan.life, plan.told, *plan.guard):
            os.set_inheritable(descriptor, False)
        confine(plan.folder, plan.outputs, plan.ports)
        os.execvp(program[0], program)
    except BaseException as problem:
        os.write(plan.told, f"the walk cannot be confined: {problem}".encode())
        os._exit(1)


def _watch(plan: Plan) -> None:
    """Until the robot wants no more, or the walk has too many processes."""
    while not select.select([plan.life], [], [], LOOK_SECONDS)[0]:
        reap()
        if sum(map(threads, descendants(os.getpid()))) > plan.tasks:
            os.write(plan.told, f"it had more than {plan.tasks} processes and threads at a time".encode())
            return


if __name__ == "__main__":
    main(Plan(**json.loads(sys.argv[1])), sys.argv[2:])
