"""All clients in one place: the table on the page Clients, and /clients.json for programs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from mkdocs.config.defaults import MkDocsConfig

from gateway_docs.facts import Facts

#: Where the page puts the controls that sort and filter the table; without JavaScript there are none.
CONTROLS = '<div data-gateway-tool="clients"></div>'


def client_rows(local: SimpleNamespace, words: Mapping[Any, str]) -> Iterable[tuple[str, ...]]:
    """One row per client and vendor. The page that shows the table stands beside the clients' pages."""
    for client in filter(None, local.clients.values()):
        for vendor in (vendor for vendor in local.vendors if vendor.id in client.vendors):
            yield (
                f"[{client.name}]({client.id}.md)",
                vendor.name,
                f"`{client.base_url[vendor.id]}`",
                f"`{client.key_variable[vendor.id]}`",
                f"`{client.config_file}`" if client.config_file else "–",
                words["yes" if client.restart else "no"],
                words["not_run"] if client.not_run else ", ".join(client.versions) or words["system"],
                str(client.verified or "–"),
            )


def client_json(local: SimpleNamespace) -> str:
    """The same as JSON; `verified` is the day of the last run with these versions, or null."""
    listed = [_entry(client) for client in filter(None, local.clients.values())]
    return json.dumps({"clients": listed}, indent=2, ensure_ascii=False) + "\n"


def _entry(client: SimpleNamespace) -> dict[str, Any]:
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


def write(site: Path, config: MkDocsConfig, facts: Facts) -> None:
    """Write clients.json to the folder of the built site."""
    from gateway_docs.site.names import names  # which needs the table of this module

    local = SimpleNamespace(**names(facts, facts.languages[0]))
    site.joinpath("clients.json").write_text(client_json(local), "utf-8")
