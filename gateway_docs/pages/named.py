"""What pages and snippets may name, as types."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic import Field

from gateway_docs.clients import Client
from gateway_docs.facts import Facts, Group, Region, Vendor
from gateway_docs.pages.cost_example import WorkedExample
from gateway_docs.pages.gateway_words import Says
from gateway_docs.pages.import_links import ImportLink
from gateway_docs.pages.refused import Refused


class VendorNames(Vendor):
    """A vendor as pages name it."""

    base_url: str = Field(description="In the region that pages show")
    base_urls: dict[str, str] = Field(description="By the id of a region")
    model: str = Field(description="The default model")
    context: int = Field(description="Context window of the default model, in tokens")
    small_context: int = Field(description="Context window of the small model, in tokens")
    model_outside: str | None = Field(description="A model that the default group does not have, if there is one")
    by_short_name: dict[str, str] = Field(description="A model of the default group for a short name of clients")
    embedding_model: str | None = Field(description="Of the default group, if it has one")
    other_makers: str = Field(description="Other vendors whose chat models are served in this format; empty: none")
    key_variable: str
    other: Vendor | None = Field(description="Another vendor of the gateway, if there is one")


class ClientNames(Client):
    """A client as pages name it; `base_url` holds the vendors that the gateway offers, with facts in place."""

    import_links: list[ImportLink] = Field(description="By which an app imports its settings without the key")
    failures: str
    stamp: str
    verified: date | None


@dataclass(frozen=True)
class Several:
    """What there is more than one of, so that readers have a choice."""

    vendors: bool
    formats: bool
    regions: bool
    groups: bool
    steps: bool
    languages: bool


@dataclass(frozen=True)
class Tables:
    """Each as Markdown."""

    regions: str
    base_urls: str
    groups: str
    models: str
    contacts: str
    promotions: str
    limits: str
    clients: str
    foreign: str


@dataclass(frozen=True)
class Lists:
    """`clients`: those that are used most, in the order of use, and a link to all; for the front page."""

    clients: str


@dataclass(frozen=True)
class Offer:
    """Every fact, and what follows from the facts alone. `vendor` is for pages that are about none in particular.

    Each of `by_dialect` has its own name in pages, and is None where the gateway does not offer it.
    """

    facts: Facts
    vendors: list[VendorNames]
    by_dialect: dict[str, VendorNames | None]
    vendor: VendorNames
    region: Region
    several: Several
    limited_groups: list[Group]
    placeholders: list[str]
    key_prefixes: list[str]
    cost: WorkedExample
    refused: dict[str, Refused]
    request_id_header: str
    one_key: bool
    chat: bool
    key_per_vendor: bool
    exceptions: dict[str, str]
    says: Says
    console_page: bool
    lost_version: Mapping[str, str]
    names_address: bool
    always_tells_id: bool
    serves_responses: bool
    serves_billing: bool
    gemini_v1: bool
    gemini_list: bool
    retry_after: bool
    hides_refusals: bool
    counts_minute: bool
    counts_parallel: bool
    own_words: Mapping[str, str]

    def by_name(self) -> dict[str, Any]:
        """As templates take them, each fact under its name in gateway.yml."""
        derived = dict(vars(self))
        return {**dict(derived.pop("facts")), **derived.pop("by_dialect"), **derived}


@dataclass(frozen=True)
class Names(Offer):
    """`clients` are None where the gateway offers none of their vendors; `atlas`: entry -> what clients say there.

    `recorded`: the recorded errors, such as `codex/wrong-key`, that the gateway's customers see.
    """

    clients: dict[str, ClientNames | None]
    atlas: dict[str, str]
    recorded: frozenset[str]
    table: Tables
    list: Lists
