"""A warm Python for each client and gateway, for all recordings of that client."""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from gateway_docs.clients import Client
from gateway_docs.environments import Environment
from gateway_docs.reader.walks import Walk
from gateway_docs.reader.warm import NOWHERE, NotWarm, Zygote, imports, installed_by
from gateway_docs.reader.workspace import variables

if TYPE_CHECKING:
    from gateway_docs.mock import MockGateway


class WarmPool:
    """Each begins when it is first asked for, and ends with `close`."""

    def __init__(self) -> None:
        self._open = ExitStack()
        self._zygotes: dict[tuple[str, int], Zygote | None] = {}
        self._making = defaultdict[tuple[str, int], Lock](Lock)

    def get(
        self, folder: Path, walk: Walk, client: Client, environments: Sequence[Environment], gateway: MockGateway
    ) -> Zygote | None:
        """A Python in `folder` that has imported what `walk` of `client` needs. None: it cannot be had."""
        key = client.id, gateway.port
        with self._making[key]:
            if key not in self._zygotes:
                known = variables(NOWHERE, gateway.ca_file) | client.recording.environment
                self._zygotes[key] = self._zygote(folder, walk, environments, known)
        return self._zygotes[key]

    def _zygote(
        self, folder: Path, walk: Walk, environments: Sequence[Environment], variables: dict[str, str]
    ) -> Zygote | None:
        packages = installed_by(walk.fences)
        linux = sys.platform.startswith("linux")
        if not linux or packages is None or len(environments) != 1 or environments[0].python_lock is None:
            return None
        try:
            zygote = Zygote(folder, packages, environments[0], imports(walk.fences), variables)
        except NotWarm:
            return None
        self._open.callback(zygote.close)
        return zygote

    def close(self) -> None:
        self._open.close()
