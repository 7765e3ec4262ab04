"""The rows of the table on the page Clients, and the list on the front page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from gateway_docs.facts import Vendor
from gateway_docs.pages.locale import words as words_in
from gateway_docs.pages.named import ClientNames

#: Where the page puts the controls that sort and filter the table; without JavaScript there are none.
CONTROLS = '<div data-gateway-tool="clients"></div>'
#: The rank of a client that is not on the front page.
UNRANKED = 99


def client_rows(
    vendors: Sequence[Vendor], clients: Iterable[ClientNames], words: Mapping[Any, str]
) -> Iterable[tuple[str, ...]]:
    """One row per client in the order of use, with a line per vendor, for a page beside the clients' own."""
    for client in sorted(clients, key=lambda client: client.rank):
        own = [vendor for vendor in vendors if vendor.id in client.vendors]
        version = words["not_run"] if client.not_run else ", ".join(client.versions) or words["system"]
        yield (
            _link(client, ""),
            _lines(vendor.name for vendor in own),
            _lines(f"`{client.base_url[vendor.id]}`" for vendor in own),
            _lines(f"`{client.key_variable[vendor.id]}`" for vendor in own),
            f"`{client.config_file}`" if client.config_file else "–",
            words["yes" if client.restart else "no"],
            _lines([version, *([str(client.verified)] if client.verified else [])]),
        )


def clients_by_use(clients: Sequence[ClientNames], language: str) -> str:
    """A Markdown list for the front page: the clients with a rank, and a link to the page of all."""
    ranked = [client for client in clients if client.rank < UNRANKED]
    shown = sorted(ranked, key=lambda client: client.rank) or clients
    every = words_in(language)["clients"]["every"].format(len(clients))
    return "\n".join(
        f"- {item}" for item in (*(_link(client, "clients/") for client in shown), f"[{every}](clients/index.md)")
    )


def _link(client: ClientNames, folder: str) -> str:
    return f'[{client.name}]({folder}{client.id}.md){{ data-client="{client.id}" }}'


def _lines(items: Iterable[str]) -> str:
    return "<br>".join(items)
