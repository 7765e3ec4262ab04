"""Links by which apps import what their guide shows: as the built page holds them."""

from __future__ import annotations

from html import unescape

import pytest

from gateway_docs.facts import load_facts
from gateway_docs.pages.names import names
from gateway_docs.project import ROOT


@pytest.mark.parametrize(("language", "folder"), [("en", ""), ("zh", "zh/")])
def test_the_guide_offers_a_link_for_each_region(site, language, folder):
    facts = load_facts(ROOT / "gateway.yml")
    page = unescape((site / folder / "clients/chatbox/index.html").read_text("utf-8"))
    links = names(facts, language)["clients"]["chatbox"].import_links
    assert [link.label for link in links] == [region.label[language] for region in facts.regions]
    for link in links:
        assert (
            f'<a href="{link.address}">{link.label}</a>' in page or f"<a href={link.address}>{link.label}</a>" in page
        )
