"""Recorded errors, which pages include and a run of the client confirms.

snippets/errors/<client>/<fault>.txt is what it says to the neutral gateway, snippets/software/<id>/errors/ has the same
for the software that gateways run, operator/snippets/errors/ for an operator's gateway.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from gateway_docs.project.own import search_path

#: Top-level domains that never resolve.
RESERVED = (".example", ".invalid", ".test")
INCLUDE = re.compile(r'\s*--8<-- "errors/(?P<client>[\w-]+)/(?P<fault>[\w-]+)\.txt"\s*')


@dataclass(frozen=True)
class Recording:
    client: str
    fault: str

    def path(self, root: Path) -> Path:
        """Its file below the project's root."""
        return root / "snippets" / "errors" / self.client / f"{self.fault}.txt"


def recording_of(raw: str) -> Recording | None:
    """The recording that a fence consists of, or None where it holds anything else."""
    match = INCLUDE.fullmatch(raw)
    return match and Recording(match["client"], match["fault"])


def is_recording(path: Path, root: Path) -> bool:
    """Whether the file stands where recorded errors do."""
    return path.parent.parent.name == "errors" and any(map(path.is_relative_to, search_path(root, "snippets")))


def software_of(path: Path) -> str | None:
    """The software whose recording stands at `path`, below snippets/; None: the neutral gateway's."""
    folder = path.parent.parent.parent
    return folder.name if folder.parent.name == "software" else None


def recordings(root: Path) -> list[Recording]:
    """Every recording of the project, sorted."""
    files = sorted((root / "snippets" / "errors").glob("*/*.txt"))
    return [Recording(path.parent.name, path.stem) for path in files]
