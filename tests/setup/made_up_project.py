"""A small project that the real `scripts/setup site` sets up, with packages of the made-up registry."""

from __future__ import annotations

import os
import shutil
import subprocess
import textwrap
from collections.abc import Mapping
from pathlib import Path

from hanging import HANGING_SECONDS
from registry import BIN, Registry

from gateway_docs.project import ROOT

#: Builds the project itself, as setuptools would: an editable wheel that leads to its folder.
BACKEND = """
import os, zipfile

def build_editable(folder, *_):
    name = "made_up-1.0.0-py3-none-any.whl"
    with zipfile.ZipFile(os.path.join(folder, name), "w") as wheel:
        wheel.writestr("made_up.pth", os.getcwd())
        for file, text in {
            "METADATA": "Metadata-Version: 2.1\\nName: made-up\\nVersion: 1.0.0\\n",
            "WHEEL": "Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n",
            "RECORD": "",
        }.items():
            wheel.writestr(f"made_up-1.0.0.dist-info/{file}", text)
    return name
"""
PROJECT = """
[build-system]
requires = []
build-backend = "backend"
backend-path = ["."]

[project]
name = "made-up"
version = "1.0.0"
"""


class MadeUpProject:
    """In `folder`, with this project's set-up and one package, `site_package`."""

    def __init__(self, folder: Path, packages: Registry):
        self.folder, self._packages = folder, packages
        for name in ("scripts/setup", "scripts/setup.py", "gateway_docs/__init__.py"):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, folder / name)
        ignored = shutil.ignore_patterns("__pycache__")
        for name in ("gateway_docs/environments", "gateway_docs/keys"):
            shutil.copytree(ROOT / name, folder / name, ignore=ignored)
        (folder / "requirements").mkdir()
        uv = {"uv-1.0.0.data/scripts/uv": (BIN / "uv").read_bytes()}
        (folder / "requirements/setup.txt").write_text(packages.add_python("uv", uv))
        (folder / "requirements/site.txt").write_text(packages.add_python("site_package", {"site_package.py": b"OK=1"}))
        (folder / "backend.py").write_text(BACKEND)
        (folder / "pyproject.toml").write_text(PROJECT)

    def command(self, *before: str) -> list[str]:
        return [*before, str(self.folder / "scripts/setup"), "site"]

    def environment(self, home: Path, **more: str) -> Mapping[str, str]:
        index = f"{self._packages.url}/simple/"
        return {"HOME": str(home), "PATH": os.environ["PATH"], "PIP_INDEX_URL": index, "LANG": "C.UTF-8", **more}

    def set_up(self, home: Path, *before: str, **more: str) -> subprocess.CompletedProcess[str]:
        """Run `scripts/setup site`, behind the command `before` if there is one."""
        return subprocess.run(
            self.command(*before),
            env=self.environment(home, **more),
            capture_output=True,
            text=True,
            timeout=HANGING_SECONDS,
        )

    def start(self, home: Path) -> subprocess.Popen[str]:
        return subprocess.Popen(
            self.command(),
            env=self.environment(home),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )

    @property
    def whole(self) -> bool:
        """Whether what set-up installs can be used."""
        program = textwrap.dedent("import site_package, gateway_docs; raise SystemExit(site_package.OK - 1)")
        python = self.folder / ".venv/bin/python"
        return python.exists() and subprocess.run([python, "-c", program], capture_output=True).returncode == 0
