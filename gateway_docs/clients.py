"""The client tools that have a guide: snippets/<client>/client.yml and the version that the lock files pin."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Annotated, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field

ROOT = Path(__file__).resolve().parent.parent


class RecordingOptions(BaseModel):
    """How errors of a client are recorded: extra variables, and which lines of a long output say what went wrong."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    environment: dict[str, str] = {}
    keep: str | None = Field(default=None, description="regular expression of the lines to keep; all by default")


class Client(BaseModel):
    """What one client.yml says. Texts may use facts by name, such as [= openai.base_url =]."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    id: str
    name: str
    vendors: Annotated[list[Literal["openai", "anthropic", "gemini"]], Field(min_length=1)]
    base_url: dict[str, str] = Field(description="vendor -> the exact base URL that this client wants")
    key_variable: dict[str, str] = Field(description="vendor -> the environment variable or field that holds the key")
    config_file: str | None = None
    restart: bool = Field(description="whether the client must be started again after a change")
    package: str | None = Field(default=None, description="npm:NAME or pypi:NAME, as the lock files name it")
    contacts: list[str] = Field(default=[], description="other hosts that this client asks for by itself")

    recording: RecordingOptions = RecordingOptions()

    @property
    def version(self) -> str | None:
        """The version that the lock files pin, so the one that the pages are run with. None: the system's own."""
        if self.package is None:
            return None
        ecosystem, _, name = self.package.partition(":")
        return {"npm": npm_version, "pypi": pypi_version}[ecosystem](name)


def load_clients(root: Path = ROOT) -> dict[str, Client]:
    """Every client by id, in the order of their names. ValueError (pydantic's) names a wrong field."""
    files = sorted((root / "snippets").glob("*/client.yml"))
    found = [
        Client.model_validate({"id": path.parent.name, **yaml.safe_load(path.read_text("utf-8"))}) for path in files
    ]
    return {client.id: client for client in sorted(found, key=lambda client: client.name.lower())}


def fingerprint(root: Path = ROOT) -> tuple[tuple[str, int], ...]:
    """Changes whenever a file changes that says something of a client: its own or a lock file."""
    files = [*(root / "snippets").glob("*/client.yml"), *(root / "clients").glob("*-lock.json")]
    files += (root / "requirements").glob("*.txt")
    return tuple(sorted((str(path), path.stat().st_mtime_ns) for path in files))


def npm_version(name: str, root: Path = ROOT) -> str:
    """The version of an npm package in clients/package-lock.json. KeyError: not locked."""
    lock = json.loads((root / "clients" / "package-lock.json").read_text("utf-8"))
    return lock["packages"][f"node_modules/{name}"]["version"]


def pypi_version(name: str, root: Path = ROOT) -> str:
    """The version of a Python package in requirements/test.txt. KeyError: not locked."""
    lock = (root / "requirements" / "test.txt").read_text("utf-8")
    match = re.search(rf"^{re.escape(name)}==(\S+)", lock, re.MULTILINE)
    if match is None:
        raise KeyError(name)
    return match[1]
