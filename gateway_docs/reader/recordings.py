"""Recorded errors: snippets/errors/<client>/<fault>.txt, which pages include and a run of the client confirms."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

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


def recordings(root: Path) -> list[Recording]:
    """Every recording of the project, sorted."""
    files = sorted((root / "snippets" / "errors").glob("*/*.txt"))
    return [Recording(path.parent.name, path.stem) for path in files]
