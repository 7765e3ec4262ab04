"""Reads client.yml files."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import yaml
from pydantic import ValidationError

from gateway_docs.clients.model import KINDS, Client
from gateway_docs.project import ROOT
from gateway_docs.project.own import search_path
from gateway_docs.project.yaml_files import read_yaml


def client_ids(root: Path = ROOT) -> list[str]:
    """The ids of all clients, sorted; reads no file."""
    return sorted(
        {path.parent.name for folder in search_path(root, "snippets") for path in folder.glob("*/client.yml")}
    )


def load_clients(root: Path = ROOT) -> dict[str, Client]:
    """Every client by id, in the order of the navigation. ValueError names file, field and what is wrong."""
    found = [_read(client_file(root, id_), id_) for id_ in client_ids(root)]
    found.sort(key=lambda client: (client.not_run is not None, KINDS.index(client.kind), client.name.lower()))
    return {client.id: client for client in found}


@cache
def fingerprint(root: Path = ROOT) -> tuple[tuple[str, int], ...]:
    """Changes whenever a file changes that says something of a client. Looked at anew after its `cache_clear`."""
    patterns = (
        "snippets/*/client.yml",
        "operator/snippets/*/client.yml",
        "snippets/errors/*/*",
        "snippets/software/*/errors/*/*",
        "operator/snippets/errors/*/*",
        "snippets/verified.yml",
    )
    files = [path for pattern in patterns for path in root.glob(pattern)]
    return tuple(sorted((str(path), path.stat().st_mtime_ns) for path in files))


def client_file(root: Path, id_: str) -> Path:
    """The client.yml that counts: an operator's stands over ours."""
    files = [folder / id_ / "client.yml" for folder in search_path(root, "snippets")]
    return next(file for file in files if file.exists())


def _read(path: Path, id_: str) -> Client:
    try:
        return Client.model_validate({"id": id_, **(read_yaml(path) or {})})
    except (ValidationError, yaml.YAMLError) as error:
        raise ValueError(f"{path}: {error}") from None
