"""The client tools that a gateway can tell from others, by what client.yml says of their User-Agent."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import yaml

from gateway_docs.project import ROOT
from gateway_docs.project.own import search_path
from gateway_docs.project.yaml_files import read_yaml


@cache
def user_agents(root: Path = ROOT) -> dict[str, tuple[str, str]]:
    """Id -> name and beginning of the User-Agent. What is wrong with a client.yml is told where clients are loaded."""
    found = {}
    for folder in reversed(search_path(root, "snippets")):  # an operator's own file counts before the project's
        for path in sorted(folder.glob("*/client.yml")):
            try:
                known = read_yaml(path)
            except yaml.YAMLError:
                continue
            if isinstance(known, dict) and known.get("user_agent"):
                found[path.parent.name] = str(known.get("name")), str(known["user_agent"])
    return found


def recognisable_clients(root: Path = ROOT) -> list[str]:
    """The ids of clients that a group can be limited to, sorted."""
    return sorted(user_agents(root))
