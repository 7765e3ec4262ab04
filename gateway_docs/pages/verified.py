"""The sentence that says with which versions a client's page was run, and when."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gateway_docs.clients import Client
from gateway_docs.clients.stamps import Stamp
from gateway_docs.pages.enumerations import enumerated
from gateway_docs.pages.locale import spoken, words


def speaks(client: Client, known: Mapping[str, Any], language: str) -> str:
    """Markdown that says whose formats `client` speaks, of the vendors in `known`; the site puts its icon there."""
    names = [known[vendor].name for vendor in client.vendors if known[vendor]]
    said: str = words(language)["atlas"]["speaks"]
    return said.format(enumerated(names, language), f'{{ data-client="{client.id}" }}')


def stamp(client: Client, last: Stamp | None, language: str) -> str:
    """Markdown for the page of `client`. Without a run of what is pinned now it names no day."""
    say: dict[str, str] = words(language)["atlas"]
    if client.not_run:
        return say["not_run"].format(spoken(client.not_run, language))
    versions = say["versions_and"].join(client.versions)
    day = [str(last.day)] if last and last.fits(client) else []
    kind = ("stamp" if versions else "stamp_system") + ("" if day else "_undated")
    return say[kind].format(*filter(None, [versions]), *day)
