"""When a program counts as hanging: when it does nothing, and neither it nor the robot waits for a core."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Collection

from gateway_docs.reader.processes import cpu_seconds, waits

#: The share of a core from which on a program works and does not hang, and how often it is waited for again.
WORKS, MOST_TURNS = 0.005, 10
STEP_SECONDS = 1


class Patience:
    """Waits `seconds`, and again as long as the processes that `running` lists work."""

    def __init__(self, seconds: float, running: Callable[[], Collection[int]]):
        self._seconds, self._running, self._clock = seconds, running, _Clock(running)
        self._most = MOST_TURNS * seconds
        self._began = self._worked()
        self._turn()

    @property
    def ended(self) -> str | None:
        """Why the program is not waited for any longer; None: it is."""
        now = self._clock.seconds()
        if now < min(self._until, self._most):
            return None
        worked = self._worked()
        if max(now, worked - self._began) >= self._most:
            return f"still running after {self._most:g} s"
        if worked - self._before < WORKS * self._seconds:
            return f"still running after {self._seconds:g} s in which it did nothing"
        self._turn()
        return None

    def _turn(self) -> None:
        self._until, self._before = self._clock.seconds() + self._seconds, self._worked()

    def _worked(self) -> float:
        return sum(map(cpu_seconds, self._running()))


class _Clock:
    """Stands still while the robot, which has the mock gateway's threads, or the program waits for a core.

    It goes on where the system does not tell.
    """

    def __init__(self, running: Callable[[], Collection[int]]):
        self._running, self._seconds, self._looked = running, 0.0, time.monotonic()
        self._robot, self._program = self._waits()

    def seconds(self) -> float:
        """What has passed, counted in steps of a second."""
        passed = time.monotonic() - self._looked
        if passed >= STEP_SECONDS:
            robot, program = self._waits()
            # Threads of the robot take turns; those of a program wait for each other as well as for the robot.
            waited = sum(_since(self._robot, robot)) + max(_since(self._program, program), default=0.0)
            self._seconds += max(0.0, passed - waited)
            self._looked, self._robot, self._program = self._looked + passed, robot, program
            return self._seconds
        return self._seconds

    def _waits(self) -> tuple[dict[int, float], dict[int, float]]:
        return waits([os.getpid()]), waits(self._running())


def _since(before: dict[int, float], now: dict[int, float]) -> list[float]:
    return [seconds - before.get(thread, 0.0) for thread, seconds in now.items()]
