"""The client tools that have a guide: what snippets/<client>/client.yml says of each."""

from gateway_docs.clients.load import client_file, client_ids, fingerprint, load_clients
from gateway_docs.clients.model import KINDS, Client, Kind

__all__ = ["KINDS", "Client", "Kind", "client_file", "client_ids", "fingerprint", "load_clients"]
