"""What a run without walks does not read."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from gateway_docs.project import ROOT
from gateway_docs.reader.items import PageFile
from gateway_docs.suite.choice import without_walks


@pytest.mark.parametrize(("chosen", "read"), [("not walk", False), ("walk", True), ("", True)])
def test_pages_are_read_where_they_are_walked(request: pytest.FixtureRequest, chosen: str, read: bool):
    page = PageFile.from_parent(request.session, path=ROOT / "docs/en/faq.md")
    module = request.node.getparent(pytest.Module)
    config = SimpleNamespace(getoption=lambda _: chosen)
    assert without_walks(config, [page, module]) == ([page, module] if read else [module])
