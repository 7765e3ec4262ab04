"""Stands in for the downloads of `scripts/setup test`: the present environment's packages as this clone's own.

The command itself runs behind it, and finds nothing missing. Run in the clone's folder: prepare.py PYTHON.
"""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

PROGRAMS = {
    "python": "",
    "pip": "-m pip",
    "mkdocs": "-m mkdocs",
    "pytest": "-m pytest",
    "gateway-docs": "-m gateway_docs.cli",
}


def main(python: str) -> None:
    clone = Path.cwd()
    programs = clone / ".venv" / "bin"
    programs.mkdir(parents=True)
    for name, module in PROGRAMS.items():
        path = programs / name
        path.write_text(f'#!/bin/sh\nPYTHONPATH="{clone}" exec "{python}" {module} "$@"\n')
        path.chmod(0o755)
    (programs / "activate").write_text(f'PATH="{programs}:$PATH"\nexport PATH\n')
    setup = _module(clone / "scripts" / "setup.py")
    for lock in ("site", "test"):
        file, fingerprint = setup.stamp(
            f"packages-{lock}", "pyproject.toml", "requirements/setup.txt", f"requirements/{lock}.txt"
        )
        file.write_text(fingerprint)
    file, fingerprint = setup.stamp("tools", "tools/package-lock.json", "tools/.npmrc")
    file.write_text(fingerprint)


def _module(path: Path):
    spec = importlib.util.spec_from_file_location("clone_setup", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    main(sys.argv[1])
