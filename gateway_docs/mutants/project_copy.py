"""A copy of the project in which mistakes are made, with a worker that asks pytest about them."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from gateway_docs.environments.latest import copy_project
from gateway_docs.mutants.points import Mutant

#: What pytest ends with where a walk does not hold, and where a page cannot be read.
FAILED, UNREADABLE = 1, 2
#: How the reader names a page, at the beginning of a failure.
_PAGE = re.compile(r"^(?:E +)?docs/\S+\.md:", re.MULTILINE)


@dataclass(frozen=True)
class Verdict:
    """How `pytest FILE` ended, None where it did not, and what it said."""

    status: int | None
    said: str

    @property
    def killed(self) -> bool:
        """Whether the reader says of a page that it does not hold. Any other end of pytest says nothing about it."""
        return self.status in (FAILED, UNREADABLE) and _PAGE.search(self.said) is not None

    @property
    def hung(self) -> bool:
        """Whether a command went on until it was ended: on a busy computer that may not be the mistake's doing."""
        return "still running after" in self.said

    @property
    def reason(self) -> str:
        """The lines that say what happened."""
        lines = [line.strip() for line in self.said.splitlines()]
        told = [line for line in lines if line.startswith(("happened:", "gateway:", "E  ", "docs/"))]
        return " | ".join(told[:3])[:300]


class ProjectCopy:
    """`folder` holds it, `environment` has its code first. Close it after use."""

    def __init__(self) -> None:
        self._folder = TemporaryDirectory(prefix="mutants-")
        self.folder = Path(self._folder.name)
        copy_project(self.folder)
        known = {name: value for name, value in os.environ.items() if name != "GATEWAY_FACTS"}
        self.environment = {**known, "PYTHONPATH": str(self.folder), "NO_MKDOCS_2_WARNING": "1"}
        self._worker = subprocess.Popen(
            [sys.executable, "-m", "gateway_docs.mutants.worker"],
            cwd=self.folder,
            env=self.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self._worker.stdin and self._worker.stdout
        self._to, self._from = self._worker.stdin, self._worker.stdout

    def ask(self, mutant: Mutant) -> Verdict:
        """What pytest says to the mistake."""
        wanted = {name: value for name, value in asdict(mutant).items() if name in ("file", "start", "end", "becomes")}
        self._to.write(json.dumps(wanted) + "\n")
        self._to.flush()
        answer = json.loads(self._from.readline() or '{"status": null, "said": "the worker ended"}')
        return Verdict(**answer)

    def close(self) -> None:
        """End the worker and delete the copy."""
        self._to.close()
        self._worker.wait()
        self._from.close()
        self._folder.cleanup()
