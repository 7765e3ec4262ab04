"""A page that was read before is the page that would be read now."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import pytest

from gateway_docs.project import ROOT
from gateway_docs.reader.kept_pages import KeptPages
from gateway_docs.reader.page import Page, Site
from gateway_docs.reader.unchanged import Unchanged


def told(page: Page) -> dict[str, object]:
    """All that a page says; the group of its examples is a name of its own each time."""
    fences = [(fence.published, fence.language, fence.title, tuple(fence.tabs), str(fence)) for fence in page.fences]
    return asdict(page) | {"fences": fences}


@pytest.mark.parametrize("name", ["clients/cursor.md", "clients/codex.md"])
def test_kept_page_is_the_page(source: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str):
    path = ROOT / "docs/en" / name
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    read = KeptPages(source, Unchanged(), may_take=False).read(path)
    monkeypatch.setattr(source, "read", None)
    assert told(KeptPages(source, Unchanged(), may_take=True).read(path)) == told(read)
