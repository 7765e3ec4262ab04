"""The client tools that have a guide: what snippets/<client>/client.yml says of each."""

from gateway_docs.clients.load import ROOT, client_ids, fingerprint, load_clients, recognisable_clients, user_agents
from gateway_docs.clients.model import KINDS, Client

__all__ = [
    "KINDS",
    "ROOT",
    "Client",
    "client_ids",
    "fingerprint",
    "load_clients",
    "recognisable_clients",
    "user_agents",
]
