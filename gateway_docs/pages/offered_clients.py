"""Which clients the gateway has something for, and which of its addresses each asks."""

from __future__ import annotations

from gateway_docs.clients import Client, load_clients
from gateway_docs.facts import Facts
from gateway_docs.pages.served import serves, serves_gemini_v1


def endpoints_of(client: Client, facts: Facts) -> dict[str, list[str]]:
    """Vendor of the gateway -> the endpoints that `client` asks and that are served."""
    asked = client.asked(facts.chat, serves_gemini_v1(facts))
    offered = {vendor.id: asked[vendor.id] for vendor in facts.vendors if vendor.id in asked}
    return {id_: [path for path in paths if serves(facts, path)] for id_, paths in offered.items()}


def offered_clients(facts: Facts) -> list[Client]:
    """The clients for which the gateway has models, and serves what their guides need."""
    formats = {vendor.id for vendor in facts.vendors}
    return [
        client
        for client in load_clients().values()
        if client.has_use(formats, facts.chat)
        and any(endpoints_of(client, facts).values())
        and all(serves(facts, path) for path in client.needs)
    ]
