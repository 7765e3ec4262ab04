"""Tries the newest releases of clients in a scratch copy: `python -m gateway_docs.environments.latest codex`.

What a reader gets who installs a client today is its newest release and the newest of what that needs. Either may
change what goes over the wire, so a client is the same without a run only where nothing in its lock files moved.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from gateway_docs.clients import Client, load_clients
from gateway_docs.environments.environment import environments_of, normal
from gateway_docs.environments.moved import moved
from gateway_docs.project import ROOT
from gateway_docs.project.own import search_path

#: What a run needs; nothing that is made.
COPIED = ("docs", "gateway_docs", "scripts", "snippets", "requirements", "tests", "operator")
FILES = ("gateway.yml", "mkdocs.yml", "pyproject.toml", "glossary.yml", "gateway.schema.json")
SAME, CHANGED, BROKEN = "same", "changed text", "broken"


@dataclass
class Outcome:
    """What the newest releases did to one client. `moved` are they, `told` is the part of the report that says why."""

    client: Client
    moved: list[str]
    result: str
    told: str = ""

    def __str__(self) -> str:
        return f"{self.client.id}: {self.result} ({', '.join(self.moved) or 'nothing is newer'})"


def main(names: Sequence[str]) -> int:
    """Client ids, or none for all. The exit status: 1 if a client is broken, 2 for wrong usage."""
    clients = {id_: client for id_, client in load_clients().items() if client.packages}
    if unknown := set(names) - set(clients):
        print(f"no client with packages is called {min(unknown)}", file=sys.stderr)
        return 2
    outcomes = []
    for id_ in names or clients:
        outcomes.append(tried(clients[id_]))
        print(f"{outcomes[-1]}\n{outcomes[-1].told}".rstrip(), flush=True)
    print("\n" + "\n".join(map(str, outcomes)))
    return int(any(outcome.result == BROKEN for outcome in outcomes))


def tried(client: Client) -> Outcome:
    """Lock, install and run the newest release of `client`, and of what it needs, in a copy of the project."""
    newest = {package: newest_of(package) for package in client.packages}
    with TemporaryDirectory(prefix="latest-") as folder:
        copy = Path(folder)
        copy_project(copy)
        place = _place(client, copy)
        repin(place / "client.yml", newest)
        if problem := _step(copy, "gateway_docs.environments.lock", client.id):
            return Outcome(client, _differences(newest), BROKEN, problem)
        changes = moved(environments_of(client.id), environments_of(client.id, place.parent))
        return Outcome(client, changes, *(_run(client, copy) if changes else (SAME, "")))


def _place(client: Client, copy: Path) -> Path:
    """The folder of client.yml, the project's or the operator's."""
    return next(folder / client.id for folder in search_path(copy, "snippets") if (folder / client.id).is_dir())


def _differences(newest: dict[str, str]) -> list[str]:
    return [f"{old} -> {new}" for old, new in newest.items() if old != new]


def newest_of(package: str) -> str:
    """The pin of the newest release of what `package` pins that can be installed. CalledProcessError: no answer."""
    if package.startswith("npm:"):
        name = package.removeprefix("npm:").rpartition("@")[0]
        return f"npm:{name}@{_output('npm', 'view', name, 'version').strip()}"
    name = package.removeprefix("pypi:").partition("==")[0]
    bare = name.partition("[")[0]
    # With what it needs, because pip takes an older release where that is not to be had.
    command = ("uv", "pip", "compile", "--quiet", "--no-header", "--no-annotate", "--no-config", "-")
    resolved = _output(*command, text=name)
    version = re.findall(rf"^{re.escape(normal(bare))}(?:\[.*\])?==(\S+)", resolved, re.MULTILINE)[0]
    return f"pypi:{name}=={version}"


def _output(*command: str, text: str | None = None) -> str:
    return subprocess.run(command, input=text, capture_output=True, text=True, check=True).stdout


def copy_project(folder: Path) -> None:
    """The project as it stands, without what is installed or built."""
    ignore = shutil.ignore_patterns("__pycache__", "node_modules")
    for name in filter(lambda name: (ROOT / name).is_dir(), COPIED):
        shutil.copytree(ROOT / name, folder / name, ignore=ignore)
    for name in FILES:
        shutil.copy(ROOT / name, folder / name)
    (folder / ".venv").symlink_to(ROOT / ".venv")


def repin(path: Path, newer: dict[str, str]) -> None:
    """Put newer pins into a client.yml, leaving everything else as it is written."""
    text = path.read_text("utf-8")
    for old, new in newer.items():
        text = text.replace(old, new)
    path.write_text(text, "utf-8")


def _run(client: Client, copy: Path) -> tuple[str, str]:
    """The result, and what the report says. Errors are accepted in the copy, so that all differences are told."""
    if problem := _step(copy, "gateway_docs.environments.fetch", client.id):
        return BROKEN, problem
    command = ("pytest", "-q", "-p", "no:cacheprovider", *_places(client, copy), "--accept-errors")
    ended = _python(copy, *command)
    if ended.returncode:
        return BROKEN, ended.stdout + ended.stderr
    return (CHANGED, ended.stdout) if ": accepted" in ended.stdout else (SAME, "")


def _step(copy: Path, *module: str) -> str:
    """What a step says that fails; nothing where it does not."""
    ended = _python(copy, *module)
    return ended.stdout + ended.stderr if ended.returncode else ""


def _python(copy: Path, *module: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(copy), "CLIENTS": ""}
    return subprocess.run([sys.executable, "-m", *module], cwd=copy, env=environment, capture_output=True, text=True)


def _places(client: Client, copy: Path) -> list[str]:
    pages = [path for docs in search_path(copy, "docs") for path in sorted(docs.glob(f"*/clients/{client.id}.md"))]
    errors = copy / "snippets" / "errors" / client.id
    return [*map(str, pages), *([str(errors)] if errors.exists() else [])]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
