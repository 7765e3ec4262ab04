"""A strict mock of the gateway: it accepts what the real one accepts, and says why it refuses the rest."""

from gateway_docs.mock.journal import Exchange, Journal
from gateway_docs.mock.keys import Key, Keyring
from gateway_docs.mock.server import MockGateway, serve

__all__ = ["Exchange", "Journal", "Key", "Keyring", "MockGateway", "serve"]
