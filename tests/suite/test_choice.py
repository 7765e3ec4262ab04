"""Each test is in one part of a whole run, and a run without walks reads no page."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from gateway_docs.project import ROOT
from gateway_docs.reader.items import PageFile
from gateway_docs.suite.choice import mark, without_walks


@pytest.mark.parametrize(("chosen", "read"), [("not walk", False), ("browser", False), ("walk", True), ("", True)])
def test_pages_are_read_where_they_are_walked(request: pytest.FixtureRequest, chosen: str, read: bool):
    page = PageFile.from_parent(request.session, path=ROOT / "docs/en/faq.md")
    module = request.node.getparent(pytest.Module)
    config = SimpleNamespace(getoption=lambda _: chosen)
    assert without_walks(config, [page, module]) == ([page, module] if read else [module])


@pytest.mark.parametrize(
    ("fixtures", "parts"), [(["robot", "browser"], ["walk"]), (["tours"], ["browser"]), (["facts"], [])]
)
def test_no_test_is_in_two_parts(request: pytest.FixtureRequest, fixtures: list[str], parts: list[str]):
    module = request.node.getparent(pytest.Module)
    test = pytest.Function.from_parent(module, name="test", callobj=lambda: None)
    test.fixturenames[:] = fixtures
    mark([test])
    assert [one.name for one in test.iter_markers()] == parts
