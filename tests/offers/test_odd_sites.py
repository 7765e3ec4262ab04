"""A site says nothing of what its gateway lacks, and has no hole where it was."""

from __future__ import annotations

from collections.abc import Iterator

import gateways
import lacking
import pytest
from neutral_words import neutral_words_in

from gateway_docs.facts import load_facts
from gateway_docs.project import ROOT

FULL = load_facts(ROOT / "gateway.yml")


def mentions(odd) -> Iterator[str]:
    looked_for = lacking.patterns(odd.facts, FULL)
    for name, text in lacking.files(odd.site):
        for what, pattern in looked_for.items():
            for match in pattern.finditer(text):
                around = text[max(0, match.start() - 50) : match.end() + 40]
                yield f"{name}: {what}: …{' '.join(around.split())}…"


def test_nothing_of_what_it_lacks(odd):
    assert sorted(set(mentions(odd))) == []


def test_no_holes(odd):
    assert lacking.holes(odd.site) == []


@pytest.mark.thorough
@pytest.mark.parametrize("software", ["litellm", "sub2api"])
@pytest.mark.parametrize("name", [name for name in gateways.GATEWAYS if name not in gateways.FREE])
def test_nothing_of_the_neutral_gateway(sites, tmp_path, name, software):
    """Where the software is known, too, an odd gateway's site has its words, and no holes."""
    site = sites.begin(gateways.write(name, tmp_path, software)).result()
    assert neutral_words_in(site) == []
    assert lacking.holes(site) == []


def test_full_site_has_no_holes(site):
    assert lacking.holes(site) == []


@pytest.mark.parametrize("what", ["enterprise", "promotions", "status page", "refunds", "groups", "regions", "openai"])
def test_full_site_speaks_of(site, odd_gateways, what):
    """What is looked for in the odd sites stands in the full one, or the search proves nothing."""
    pattern = next(found[what] for odd in odd_gateways.values() if what in (found := lacking.patterns(odd.facts, FULL)))
    assert any(pattern.search(text) for _, text in lacking.files(site))


def test_pages_and_navigation(odd_gateways):
    site = odd_gateways["claude-alone"].site
    assert (site / "clients/claude-code/index.html").exists()
    assert not (site / "clients/codex").exists()
    assert not (site / "zh").exists()
    assert "clients/codex" not in (site / "sitemap.xml").read_text("utf-8")


def test_chinese_stands_at_root(odd_gateways):
    site = odd_gateways["openai-in-chinese"].site
    home = (site / "index.html").read_text("utf-8")
    assert '<html lang="zh"' in home
    assert "快速开始" in home
    assert not (site / "zh").exists()
    assert not (site / "en").exists()
