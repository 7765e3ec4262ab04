"""What of the folder snippets/ readers copy."""

from __future__ import annotations

from pathlib import Path


def is_snippet(path: Path) -> bool:
    """Whether readers copy this file of a client's folder: not `client.yml`, `connect.yml`, nor the locks."""
    return not path.name.startswith(("client.", "client@", "connect."))
