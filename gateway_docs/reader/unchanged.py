"""What held not long ago and would be done again in exactly the same way: for `pytest --changed`.

A page's words are free to change. What a client, the gateway or the robot sees is not: the code blocks, client.yml,
what is installed, the facts, the code that follows and answers, and the tools of the system.
"""

from __future__ import annotations

import hashlib
import json
import os
import platform
import shutil
import subprocess
import sys
import time
from collections.abc import Iterable
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

from gateway_docs.clients import Client
from gateway_docs.environments import Environment
from gateway_docs.environments import cache as environments_cache
from gateway_docs.facts import Facts
from gateway_docs.reader.fences import Fence
from gateway_docs.reader.ground import ground_digest
from gateway_docs.reader.workspace import SYSTEM_TOOLS

#: What is older is done again: certificates and clients look at the date.
DAYS = 7
#: What neither clients nor the gateway see: words and numbers for pages.
FOR_PAGES_ALONE = {
    *("contacts", "enterprise", "support", "top_up", "promotions", "other_hosts", "theme"),
    *("imprint_url", "privacy_url", "social", "announcement"),
    *("key_options", "balance_path", "data_handling", "registration", "console"),
}
FOR_GUIDES_ALONE: dict[str, Any] = {
    "pitfalls": True,
    "import_link": True,
    "rank": True,
    "icon": True,
    "recording": {"goes_on", "misleads", "not_recorded"},
}


class Unchanged:
    """Results by a digest of all that led to them, in `folder`, which all clones of this user share."""

    def __init__(self, folder: Path | None = None):
        self._folder = folder or environments_cache().parent / "held"

    def read(self, digest: str) -> Any | None:
        """What was kept under `digest` in the last days; None: nothing."""
        path = self._folder / f"{digest}.json"
        return json.loads(path.read_text("utf-8")) if path.exists() and not _too_old(path) else None

    def keep(self, digest: str, result: Any) -> None:
        """Keep `result`, which JSON can hold. What cannot be written is done again next time."""
        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            scratch = self._folder / f"{digest}.{os.getpid()}"
            scratch.write_text(json.dumps(result), "utf-8")
            scratch.replace(self._folder / f"{digest}.json")

    def tidy(self) -> None:
        """Drop what is too old. Another run may do so at the same time."""
        for path in self._folder.glob("*"):
            with suppress(FileNotFoundError):
                if _too_old(path):
                    path.unlink()


def _too_old(path: Path) -> bool:
    return time.time() - path.stat().st_mtime > DAYS * 24 * 3600


def digest(
    what: str, fences: Iterable[Fence], client: Client | None, known: Iterable[Environment], facts: Facts
) -> str:
    """A name for doing `what` with these code blocks, client, environments and facts, with the tools of this system."""
    settings = client.model_dump_json(exclude=FOR_GUIDES_ALONE) if client else ""
    parts = [what, *_machine(), ground_digest(), facts.model_dump_json(exclude=FOR_PAGES_ALONE), settings]
    parts += [f"{one.folder.name} {one.content if one.installed else None}" for one in known]
    parts += [part for fence in fences for part in (fence.language, fence.title or "", fence.published)]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


@cache
def _machine() -> tuple[str, ...]:
    """The system, its Python, and the tools that a walk takes for granted."""
    found = [platform.platform(), sys.version]
    for name in SYSTEM_TOOLS:
        if program := shutil.which(name, path="/usr/bin:/bin:/usr/local/bin"):
            found.append(f"{name} {hashlib.sha256(Path(program).read_bytes()).hexdigest()}")
    if curl := shutil.which("curl"):  # its libraries are files of their own
        found.append(subprocess.run([curl, "--version"], capture_output=True, text=True, check=True).stdout)
    return tuple(found)
