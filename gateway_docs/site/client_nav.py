"""The navigation of the chapter Clients, made from the clients' folders: adding one takes no line in mkdocs.yml."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import Any

from gateway_docs.clients import KINDS, load_clients
from gateway_docs.pages.locale import FALLBACK_LANGUAGE, words

CHAPTER = "Clients"


def with_clients(nav: list[Any], docs: Path, gone: Collection[str]) -> list[Any]:
    """`nav` as mkdocs.yml has it, with every client's page below the chapter, by kind. Titles are English."""
    sections = _sections(docs, gone)
    return [
        {CHAPTER: [*entry[CHAPTER], *sections]} if isinstance(entry, dict) and CHAPTER in entry else entry
        for entry in nav
    ]


def nav_words(language: str) -> dict[str, str]:
    """The titles of the kinds, English -> `language`."""
    titles, translated = (words(code)["client_kinds"] for code in (FALLBACK_LANGUAGE, language))
    return {titles[kind]: translated[kind] for kind in titles}


def _sections(docs: Path, gone: Collection[str]) -> list[Any]:
    titles, clients = words(FALLBACK_LANGUAGE)["client_kinds"], load_clients().values()
    sections: list[Any] = []
    for kind in [*KINDS, "not_run"]:
        pages = [
            {client.name: f"clients/{client.id}.md"}
            for client in clients
            if ("not_run" if client.not_run else client.kind) == kind and _shown(client.id, docs, gone)
        ]
        if pages:
            sections.append({titles[kind]: pages})
    return sections


def _shown(id_: str, docs: Path, gone: Collection[str]) -> bool:
    page = f"clients/{id_}.md"
    return page not in gone and any(folder.joinpath(page).exists() for folder in docs.iterdir())
