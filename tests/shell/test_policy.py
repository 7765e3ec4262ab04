"""The content security policy allows what the build wrote inline; a page that it would break is refused."""

from __future__ import annotations

import re

import pytest
from mkdocs.exceptions import PluginError

from gateway_docs.site import policy
from gateway_docs.site.policy import META, sha256

PAGE = '<!doctype html><html><head><meta charset="utf-8"><title>x</title></head><body>{}</body></html>'


def policies(site) -> set[str]:
    return {META.search(path.read_text("utf-8"))[1] for path in site.rglob("*.html")}


def test_every_page_has_a_policy(site):
    for text in policies(site):
        assert "unsafe" not in text
        assert text.startswith("default-src 'none'; script-src 'self'")


def test_header_allows_what_any_page_allows(site):
    header = dict(directive.split(" ", 1) for directive in policy.of_site(site).split("; "))
    for text in policies(site):
        for directive in text.split("; "):
            name, sources = directive.split(" ", 1)
            assert set(sources.split()) <= set(header[name].split())


def test_policy_stands_before_what_it_governs(site):
    for path in site.rglob("*.html"):
        html = path.read_text("utf-8")
        assert html.index("Content-Security-Policy") < min(html.find(tag) % len(html) for tag in ("<script", "<style"))
        assert html.index("<meta charset") < 1024


def test_inline_code_is_allowed(site):
    for name in ("faq", "troubleshooting"):
        html = (site / name / "index.html").read_text("utf-8")
        text = META.search(html)[1]
        inline = re.findall(r"<(?:script|style)>(.*?)</(?:script|style)>", html, re.DOTALL)
        assert len(inline) >= 2
        assert all(sha256(code) in text for code in inline)
        assert text.count("'sha256-") == len(inline)


@pytest.fixture
def write(tmp_path, facts):
    def write(body: str) -> str:
        page = tmp_path / "index.html"
        page.write_text(PAGE.format(body))
        policy.write(tmp_path, None, facts)
        return page.read_text()

    return write


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ('<p style="color: red">', "<p style>"),
        ('<b onclick="x()">', "<b onclick>"),
        ('<a href=" JavaScript:x()">', "<a href>"),
    ],
)
def test_forbidden_is_named(write, body, said):
    with pytest.raises(PluginError, match=f"index.html: line 1: {re.escape(said)}"):
        write(body)


def test_second_run_changes_nothing(write, tmp_path, facts):
    once = write("<script>x</script>")
    policy.write(tmp_path, None, facts)
    assert (tmp_path / "index.html").read_text() == once


def test_data_needs_no_hash(write):
    assert "sha256" not in write('<script type="application/json">{}</script>')
