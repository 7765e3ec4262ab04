"""Guides of clients that are not run, as pytest collects them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from gateway_docs.clients import Client
from gateway_docs.reader.described_page import slips
from gateway_docs.reader.known import known_of
from gateway_docs.reader.page import Page
from gateway_docs.reader.reader_item import ReaderItem, Told


class DescribedItem(ReaderItem):
    """Addresses, fields and models that the guide names are those of the gateway and of client.yml."""

    background = False
    client: Client

    def __init__(self, *, page: Page, client: Client, **kwargs: Any):
        super().__init__(**kwargs)
        self.page, self.client = page, client

    def runtest(self) -> None:
        gateway = self.shared.gateway
        if found := list(slips(self.page, self.client, known_of(gateway, self.client), gateway.facts)):
            raise Told("\n".join(f"{self.page.path}: {problem}" for problem in found))

    def reportinfo(self) -> tuple[Path, int, str]:
        return self.path, 0, f"{self.page.path} {self.name}"
