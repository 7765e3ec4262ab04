"""What a mistake leaves as it was: walks whose code blocks are the same hold, as `pytest docs` proves once for all."""

from __future__ import annotations

from pathlib import Path

import pytest

from gateway_docs.project import ROOT
from gateway_docs.reader.items import WalkItem, snippet_name
from gateway_docs.reader.page import Site
from gateway_docs.reader.reader_item import ReaderItem
from gateway_docs.reader.session import KEY
from gateway_docs.reader.walks import Walk, walks

#: A page, and language, title and text of each code block of a way through it.
Shown = tuple[str, tuple[tuple[str, str | None, str], ...]]


class Unharmed:
    """A plugin of pytest that does what a mistake changes: those walks, one by one, so that the first failure ends it.

    It is made where there is no mistake yet. The site's settings are read once: no code block decides them.
    """

    def __init__(self) -> None:
        self._site = Site(ROOT / "mkdocs.yml")
        self._known: dict[Path, set[Shown]] = {}
        self._now: set[Shown] = set()

    def look_at(self, file: Path) -> None:
        """Remember the walks that `pytest file` does, before there is a mistake in it."""
        self._now = {one for page in self._pages(file) for one in self._ways(page)}

    @pytest.hookimpl(trylast=True)
    def pytest_configure(self, config: pytest.Config) -> None:
        config.stash[KEY].__dict__["site"] = self._site

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        for item in items:
            if isinstance(item, ReaderItem):
                item.background = False
            if isinstance(item, WalkItem) and shown(item.walk) in self._now:
                item.runtest = _holds  # type: ignore[method-assign]

    def _pages(self, file: Path) -> list[Path]:
        """The page `file`, or the pages that show the snippet `file`."""
        if file.suffix == ".md":
            return [file]
        name = f'"{snippet_name(file)}"'
        return [page for page in self._site.pages() if name in page.read_text("utf-8")]

    def _ways(self, path: Path) -> set[Shown]:
        if path not in self._known:
            page = self._site.read(path)
            page.path = path.relative_to(ROOT)
            self._known[path] = {shown(walk) for walk in walks(page)}
        return self._known[path]


def shown(walk: Walk) -> Shown:
    """What decides how the walk goes."""
    fences = tuple((fence.language, fence.title, fence.published) for fence in walk.fences)
    return str(walk.page.path), fences


def _holds() -> None:
    """Nothing: there is no mistake on this walk."""
