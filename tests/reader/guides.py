"""Guides of the site as text that a test can break, and a robot to follow them."""

from __future__ import annotations

import re
from pathlib import Path
from tempfile import mkdtemp
from textwrap import indent

import pytest

from gateway_docs.environments import environments, environments_of
from gateway_docs.project import ROOT
from gateway_docs.reader.outcome import Proof
from gateway_docs.reader.page import Page
from gateway_docs.reader.python_fence import evaluator
from gateway_docs.reader.session import ReaderSession
from gateway_docs.reader.stage import Stage
from gateway_docs.reader.walker import Walker
from gateway_docs.reader.walks import walks

INCLUDE = re.compile(r'^( *)--8<-- "(?!errors/)(.+)"$', re.MULTILINE)


def guide(client: str) -> str:
    """The guide of a client with its snippets written out, so that a test can change a line of them."""
    text = (ROOT / "docs" / "en" / "clients" / f"{client}.md").read_text("utf-8")
    return INCLUDE.sub(lambda match: indent((ROOT / "snippets" / match[2]).read_text("utf-8").rstrip(), match[1]), text)


class Robot:
    """Writes pages below `folder` and follows them with what `shared` offers."""

    def __init__(self, shared: ReaderSession, folder: Path, item: pytest.Item):
        self._shared, self._folder, self._item = shared, folder, item
        #: Where the last page was followed.
        self.place = folder

    def read(self, text: str, client: str = "scratch") -> Page:
        path = Path(mkdtemp(dir=self._folder)) / "clients" / f"{client}.md"
        path.parent.mkdir()
        path.write_text(text, "utf-8")
        return self._shared.site.read(path)

    def follow(self, text: str, client: str = "scratch", seconds: float = 60) -> dict[int, Proof]:
        walk = walks(self.read(text, client))[0]
        own = environments_of(client)[:1] or environments()
        self.place = self._shared.folder("test")
        stage = Stage(self._shared.gateway, self.place / "walk", own, seconds=seconds)
        return Walker(walk, self._shared.clients.get(client), stage).follow(evaluator(self._folder, self._item))
