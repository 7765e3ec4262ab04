"""What a page may name: the gateway's hosts, keys and models, and the base URLs of its client."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gateway_docs.clients import Client
from gateway_docs.connect.assemble import downloads
from gateway_docs.facts import FAVICON
from gateway_docs.pages.names import names_in

if TYPE_CHECKING:
    from gateway_docs.mock import MockGateway

#: What one word of an address, a key or the name of a model is made of.
_PART = r"[\w.-]"
_ADDRESS = re.compile(r'"(https?://[^"]+)"')


@dataclass(frozen=True)
class Known:
    """`models`: id -> the formats that serve it.

    `base_urls`: vendor id -> what the client of the page wants, none for other pages. Names of variables begin with
    one of `key_prefixes`. `addresses`: all that the facts name, such as the console's, and the files of the
    site that readers download.
    """

    hosts: frozenset[str]
    api_hosts: frozenset[str]
    keys: frozenset[str]
    models: Mapping[str, list[str]]
    base_urls: Mapping[str, str]
    key_prefixes: list[str]
    addresses: frozenset[str] = frozenset()


def known_of(gateway: MockGateway, client: Client | None) -> Known:
    """What `gateway` offers and the guide of `client` may name."""
    facts = gateway.facts
    names = names_in(facts, facts.languages[0])
    shown = names.clients.get(client.id) if client else None
    files = [FAVICON, *downloads(facts)]
    return Known(
        hosts=gateway.hosts,
        api_hosts=frozenset(region.host for region in facts.regions),
        keys=frozenset(key.text for key in gateway.keyring),
        models={model.id: model.protocols for model in facts.models},
        base_urls=shown.base_url if shown else {},
        key_prefixes=names.key_prefixes,
        addresses=frozenset([*_ADDRESS.findall(facts.model_dump_json()), *(facts.home() + name for name in files)]),
    )


def named(text: str, words: Iterable[str]) -> set[str]:
    """Those of `words` that stand in `text` as a whole: `gpt-5` is not named by `gpt-5-mini`."""
    return {word for word in words if word in text and _whole(word).search(text)}


def without(text: str, words: Iterable[str]) -> str:
    """`text` with none of `words`, which may hold slashes and colons."""
    for word in sorted(named(text, words), key=len, reverse=True):
        text = _whole(word).sub(" ", text)
    return text


def _whole(word: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!{_PART}){re.escape(word)}(?!{_PART})")
