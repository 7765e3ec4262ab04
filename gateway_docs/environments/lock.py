"""Writes the lock files of clients, as their client.yml pins: `python -m gateway_docs.environments.lock codex`."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from gateway_docs.clients import load_clients
from gateway_docs.environments.environment import LOCKS, OWN_LOCKS, lock_file, locked_by
from gateway_docs.environments.npm import write_npm_project
from gateway_docs.project import ROOT

COMPILE = (
    "pip compile --universal --python-version 3.11 --generate-hashes --no-annotate --no-header "
    "--no-emit-index-url --no-emit-find-links --no-config --quiet"
).split()


def main(names: Sequence[str]) -> int:
    """Lock these clients, or all. The exit status: 1 for a name that is none."""
    clients = load_clients()
    if unknown := set(names) - set(clients):
        print(f"no client is called {min(unknown)}: there is no snippets/{min(unknown)}/client.yml", file=sys.stderr)
        return 1
    for id_ in names or clients:
        for environment, packages in clients[id_].environments().items():
            print(f"Locking {environment}", flush=True)
            lock(environment, packages, clients[id_].python, _folder(id_))
    if not names:
        _remove_others({id_ for client in clients.values() for id_ in client.environments()})
    return 0


def _folder(client: str) -> Path:
    """Below which folder a client stands: the operator's, if it is there."""
    return OWN_LOCKS if (OWN_LOCKS / client).is_dir() else LOCKS


def lock(environment: str, packages: Iterable[str], python: str | None = None, folder: Path = LOCKS) -> None:
    """Write the lock files of one environment below `folder`. CalledProcessError: a package cannot be resolved."""
    by_ecosystem: dict[str, list[str]] = {"pypi": [], "npm": []}
    for package in packages:
        ecosystem, _, requirement = package.partition(":")
        by_ecosystem[ecosystem].append(requirement)
    if by_ecosystem["pypi"]:
        text = compile_python(by_ecosystem["pypi"], python)
        lock_file(environment, ".txt", folder).write_text(text, "utf-8")
    if by_ecosystem["npm"]:
        compile_npm(by_ecosystem["npm"], lock_file(environment, ".json", folder))


def compile_python(requirements: Sequence[str], python: str | None) -> str:
    """A requirements file with hashes. Its head names what was asked for, and the Pythons that it is for."""
    head = [*requirements, *([f"python {python}"] if python else [])]
    with TemporaryDirectory() as scratch:
        wanted, locked = Path(scratch, "in"), Path(scratch, "out")
        limit = f" ; python_version {python[0]} '{python[1:]}'" if python else ""
        wanted.write_text("".join(f"{requirement}{limit}\n" for requirement in requirements), "utf-8")
        subprocess.run([_tool("uv"), *COMPILE, str(wanted), "--output-file", str(locked)], check=True)
        return "".join(f"# {line}\n" for line in head) + locked.read_text("utf-8")


def compile_npm(requirements: Iterable[str], place: Path) -> None:
    """A package-lock.json without registry hosts."""
    wanted = {name: version for name, _, version in (text.rpartition("@") for text in requirements)}
    with TemporaryDirectory() as scratch:
        write_npm_project(wanted, Path(scratch))
        command = [_tool("npm"), "--prefix", scratch, "--loglevel=error", "install", "--package-lock-only"]
        subprocess.run(command, check=True, cwd=scratch)
        locked = Path(scratch, "package-lock.json").read_text("utf-8")
    place.write_text(_without_unresolved(locked), "utf-8")


def _without_unresolved(text: str) -> str:
    """The lock without optional packages that the registry did not have, such as those for another system.

    npm leaves them out of the lock, but not out of what needs them, and then refuses its own lock as incomplete.
    """
    lock = json.loads(text)
    names = {path.rpartition("node_modules/")[2] for path in lock["packages"]}
    for package in lock["packages"].values():
        for name in sorted(set(package.get("optionalDependencies", ())) - names):
            print(f"  left out, not on the registry: {name}", flush=True)
            del package["optionalDependencies"][name]
    return json.dumps(lock, indent=2) + "\n"


def _tool(name: str) -> str:
    return str(ROOT / ".venv" / "bin" / name)


def _remove_others(known: set[str]) -> None:
    for path in LOCKS.glob("*/client*.lock.*"):
        if locked_by(path) not in known:
            path.unlink()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
