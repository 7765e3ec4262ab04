"""What of the folder snippets/ readers copy."""

from __future__ import annotations

from pathlib import Path


def is_snippet(path: Path) -> bool:
    """Whether readers copy this file: not `client.yml`, `connect.yml`, the locks, nor when pages were last run."""
    return not path.name.startswith(("client.", "client@", "connect.", "verified."))
