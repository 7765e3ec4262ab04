"""The sites that tests look at: each is built once for all of them, while other tests run."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from threading import Lock

from hanging import HANGING_SECONDS

from gateway_docs.project import ROOT

DEMO, OTHER = ROOT / "gateway.yml", ROOT / "tests/site/other-gateway.yml"


class Sites:
    """Builds below `folder`, two at a time."""

    def __init__(self, folder: Path):
        self._folder, self._built = folder, dict[str, Future[Path]]()
        self._pool, self._lock = ThreadPoolExecutor(2, thread_name_prefix="build"), Lock()

    def begin(self, facts: Path) -> Future[Path]:
        """The site of these facts, or the one that was begun with the same facts before."""
        name = hashlib.sha256(facts.read_bytes()).hexdigest()[:16]
        with self._lock:  # tests, and the look at every page, ask in threads of their own
            if name not in self._built:
                self._built[name] = self._pool.submit(build, facts, self._folder / name)
            return self._built[name]

    def close(self) -> None:
        self._pool.shutdown(cancel_futures=True)


def build(facts: Path, site: Path) -> Path:
    """What `mkdocs build --strict` makes of these facts. A warning of Python is an error, as in the tests."""
    command = [sys.executable, "-W", "error", "-m", "mkdocs", "build", "--quiet", "--strict", "--site-dir", str(site)]
    environment = {**os.environ, "GATEWAY_FACTS": str(facts), "NO_MKDOCS_2_WARNING": "1"}
    ended = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=HANGING_SECONDS)
    assert ended.returncode == 0, ended.stderr
    return site
