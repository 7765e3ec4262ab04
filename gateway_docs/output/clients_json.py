"""/clients.json: the table of all clients for programs."""

from __future__ import annotations

import json
from typing import Any

from gateway_docs.output.built_site import BuiltSite
from gateway_docs.pages.named import ClientNames
from gateway_docs.pages.names import names_in


def _entry(client: ClientNames) -> dict[str, Any]:
    """`verified` is the day of the last run with these versions, or null."""
    vendors = {
        vendor: {"base_url": base_url, "key_variable": client.key_variable[vendor]}
        for vendor, base_url in client.base_url.items()
    }
    return {
        "id": client.id,
        "name": client.name,
        "kind": client.kind,
        "page": f"clients/{client.id}/",
        "vendors": vendors,
        "config_file": client.config_file,
        "restart": client.restart,
        "run_here": not client.not_run,
        "versions": client.versions,
        "verified": str(client.verified) if client.verified else None,
        "contacts": client.contacts,
    }


def write(site: BuiltSite) -> None:
    """Write clients.json to the folder of the built site: the clients that are offered."""
    clients = names_in(site.facts, site.facts.languages[0]).clients.values()
    listed = {"clients": [_entry(client) for client in clients if client]}
    site.root.joinpath("clients.json").write_text(json.dumps(listed, indent=2, ensure_ascii=False) + "\n", "utf-8")
