"""Links by which an app imports what its guide shows, without the key: the reader enters that in the app."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from gateway_docs.clients import Client
from gateway_docs.facts import Facts, Region
from gateway_docs.pages.template import render
from gateway_docs.project import ROOT
from gateway_docs.project.own import search_path


@dataclass(frozen=True)
class ImportLink:
    """One of each region. `label` is the region's."""

    label: str
    address: str


def import_links(client: Client, facts: Facts, known: Mapping[str, Any]) -> list[ImportLink]:
    """Of a client that imports by links, for each region. ValueError: its `import_link` names no snippet in JSON."""
    if client.import_link is None or not any(known[vendor] for vendor in client.vendors):
        return []
    text = render(_snippet(client.import_link.snippet), known)
    keys = {vendor.key for vendor in facts.vendors}
    texts = {str(region.label): _in_region(text, facts.regions[0], region) for region in facts.regions}
    begin = client.import_link.address
    return [ImportLink(label, begin + _encoded(json.loads(one), keys)) for label, one in texts.items()]


def _snippet(name: str) -> str:
    files = [folder / name for folder in search_path(ROOT, "snippets")]
    file = next((file for file in files if file.exists()), None)
    if file is None:
        raise ValueError(f"an import_link names {name}, which is not in snippets")
    return file.read_text("utf-8")


def _in_region(text: str, shown: Region, region: Region) -> str:
    there = text.replace(shown.url, region.url)
    return re.sub(rf"(?<![\w.-]){re.escape(shown.host)}(?![\w.-])", region.host, there)


def _encoded(settings: Any, keys: set[str]) -> str:
    """Base64 of the JSON, as a part of an address: its `+` would be read as a space there."""
    plain = json.dumps(_without(settings, keys), ensure_ascii=False, separators=(",", ":"))
    return quote(b64encode(plain.encode()), safe="")


def _without(value: Any, keys: set[str]) -> Any:
    """`value` without the entries that hold a key."""
    if isinstance(value, dict):
        held = [name for name, item in value.items() if isinstance(item, str) and item in keys]
        return {name: _without(item, keys) for name, item in value.items() if name not in held}
    return [_without(item, keys) for item in value] if isinstance(value, list) else value
