"""The rows of the table on the page Clients."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from gateway_docs.facts import Vendor
from gateway_docs.pages.named import ClientNames

#: Where the page puts the controls that sort and filter the table; without JavaScript there are none.
CONTROLS = '<div data-gateway-tool="clients"></div>'


def client_rows(
    vendors: Sequence[Vendor], clients: Iterable[ClientNames], words: Mapping[Any, str]
) -> Iterable[tuple[str, ...]]:
    """One row per client and vendor. The page that shows the table stands beside the clients' pages."""
    for client in clients:
        for vendor in (vendor for vendor in vendors if vendor.id in client.vendors):
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
