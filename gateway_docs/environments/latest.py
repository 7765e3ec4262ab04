"""Tries the newest releases of clients in a scratch copy: `python -m gateway_docs.environments.latest latest codex`."""

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

from gateway_docs.clients import ROOT, Client, load_clients

#: What a run needs; nothing that is made.
COPIED = ("clients", "docs", "gateway_docs", "scripts", "snippets", "requirements", "tests")
FILES = ("gateway.yml", "mkdocs.yml", "pyproject.toml", "glossary.yml", "gateway.schema.json")
SAME, CHANGED, BROKEN = "same", "changed text", "broken"


@dataclass
class Outcome:
    """What the newest releases did to one client. `told` is the part of the report that says why."""

    client: Client
    newest: list[str]
    result: str
    told: str = ""

    def __str__(self) -> str:
        before = ", ".join(self.client.packages)
        return f"{self.client.id}: {self.result} ({before} -> {', '.join(self.newest)})"


def main(arguments: Sequence[str]) -> int:
    """`latest`, then client ids or none for all. The exit status: 1 if a client is broken, 2 for wrong usage."""
    clients = {id_: client for id_, client in load_clients().items() if client.packages}
    command, *names = arguments or [""]
    if command != "latest" or (unknown := set(names) - set(clients)):
        wrong = f"no client with packages is called {min(unknown)}" if command == "latest" else "say: latest [CLIENT …]"
        print(f"scripts/clients: {wrong}", file=sys.stderr)
        return 2
    outcomes = []
    for id_ in names or clients:
        outcomes.append(tried(clients[id_]))
        print(f"{outcomes[-1]}\n{outcomes[-1].told}".rstrip(), flush=True)
    print("\n" + "\n".join(map(str, outcomes)))
    return int(any(outcome.result == BROKEN for outcome in outcomes))


def tried(client: Client) -> Outcome:
    """Lock, install and run the newest release of `client` in a copy of the project."""
    newest = [newest_of(package) for package in client.packages]
    if newest == client.packages:
        return Outcome(client, newest, SAME)
    with TemporaryDirectory(prefix="latest-") as folder:
        copy_project(Path(folder))
        repin(Path(folder) / "snippets" / client.id / "client.yml", dict(zip(client.packages, newest, strict=True)))
        return Outcome(client, newest, *_run(client, Path(folder)))


def newest_of(package: str) -> str:
    """The pin of the newest release of what `package` pins. CalledProcessError: the registry does not answer."""
    if package.startswith("npm:"):
        name = package.removeprefix("npm:").rpartition("@")[0]
        return f"npm:{name}@{_output('npm', 'view', name, 'version').strip()}"
    name = package.removeprefix("pypi:").partition("==")[0]
    bare = name.partition("[")[0]
    command = ("uv", "pip", "compile", "--quiet", "--no-deps", "--no-header", "--no-annotate", "--no-config", "-")
    resolved = _output(*command, text=bare)
    version = re.search(r"==(\S+)", resolved)[1]
    return f"pypi:{name}=={version}"


def _output(*command: str, text: str | None = None) -> str:
    return subprocess.run(command, input=text, capture_output=True, text=True, check=True).stdout


def copy_project(folder: Path) -> None:
    """The project as it stands, without what is installed or built."""
    ignore = shutil.ignore_patterns("__pycache__", "node_modules")
    for name in COPIED:
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


def _run(client: Client, folder: Path) -> tuple[str, str]:
    """The result, and what the report says. Errors are accepted in the copy, so that all differences are told."""
    steps = (
        ("gateway_docs.environments.lock", client.id),
        ("gateway_docs.environments.fetch", client.id),
        ("pytest", "-q", "-p", "no:cacheprovider", *_places(client, folder), "--accept-errors"),
    )
    environment = {**os.environ, "PYTHONPATH": str(folder), "CLIENTS": ""}
    for step in steps:
        command = [sys.executable, "-m", *step]
        ended = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)
        if ended.returncode:
            return BROKEN, ended.stdout + ended.stderr
    return (CHANGED, ended.stdout) if ": accepted" in ended.stdout else (SAME, "")


def _places(client: Client, folder: Path) -> list[str]:
    pages = [f"docs/{language.name}/clients/{client.id}.md" for language in sorted((folder / "docs").iterdir())]
    errors = folder / "snippets" / "errors" / client.id
    return [*pages, *([str(errors)] if errors.exists() else [])]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
