"""The content security policy allows what the build wrote inline; a page that it would break is refused."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from mkdocs.exceptions import PluginError

from gateway_docs.output import policy
from gateway_docs.output.built_site import BuiltSite
from gateway_docs.output.policy import META, sha256

PAGE = """<!doctype html><html><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{}"><title>x</title></head><body>
{}</body></html>"""


def policies(site) -> set[str]:
    return {META.search(path.read_text("utf-8"))[1] for path in site.rglob("*.html")}


def test_every_page_has_a_policy(site):
    for text in policies(site):
        assert "unsafe" not in text
        assert text.startswith("default-src 'none'; script-src 'self'")


def test_header_allows_what_any_page_allows(site, facts):
    header = dict(directive.split(" ", 1) for directive in policy.of_site(BuiltSite(site, facts)).split("; "))
    for text in policies(site):
        for directive in text.split("; "):
            name, sources = directive.split(" ", 1)
            assert set(sources.split()) <= set(header[name].split())


def test_policy_stands_before_what_it_governs(site):
    for path in site.rglob("*.html"):
        html = path.read_text("utf-8")
        assert html.index("Content-Security-Policy") < min(html.find(tag) % len(html) for tag in ("<script", "<style"))
        assert html.index("<meta charset") < 1024


class Inline(HTMLParser):
    """The inline code of a page, by the element that holds it."""

    def __init__(self, html: str):
        super().__init__(convert_charrefs=False)
        self.found, self._open = [], None
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attributes):
        if tag in ("script", "style") and "src" not in dict(attributes):
            self._open = None if "json" in dict(attributes).get("type", "") else tag
            self.found += [(tag, "")] if self._open else []

    def handle_endtag(self, tag):
        self._open = None if tag == self._open else self._open

    def handle_data(self, data):
        if self._open:
            self.found[-1] = (self._open, self.found[-1][1] + data)


def test_policy_allows_what_each_page_holds_and_no_more(site):
    for path in site.rglob("*.html"):
        html = path.read_text("utf-8")
        directives = dict(directive.split(" ", 1) for directive in META.search(html)[1].split("; "))
        for tag in ("script", "style"):
            allowed = set(re.findall("'sha256-[^']+'", directives[f"{tag}-src"]))
            assert allowed == {sha256(code) for element, code in Inline(html).found if element == tag}, path


@pytest.fixture
def check(tmp_path, facts):
    def check(body: str, known: str = "") -> None:
        text = PAGE.format(policy.policy(facts.other_hosts, known), body)
        (tmp_path / "index.html").write_text(text)
        policy.check(BuiltSite(tmp_path, facts))

    return check


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ('<p style="color: red">', "<p style>"),
        ('<b onclick="x()">', "<b onclick>"),
        ('<a href=" JavaScript:x()">', "<a href>"),
        ('<a href="java\tscript:x()">', "<a href>"),
        ('<form action="javascript:x()">', "<form action>"),
    ],
)
def test_forbidden_is_named(check, body, said):
    with pytest.raises(PluginError, match=f"index.html: line 3: {re.escape(said)}"):
        check(body)


def test_text_is_no_address(check):
    check('<meta name="description" content="javascript: what we speak"><p title="javascript:x">javascript:x</p>')


def test_facts_may_begin_like_an_address(renamed_site):
    """The name stands in the head of every page."""
    home = (renamed_site / "index.html").read_text("utf-8")
    assert '<meta property="og:site_name" content="javascript:alert(1)">' in home
    assert not re.search(r'(?:href|src|action)="\s*javascript:', home)


@pytest.mark.parametrize("code", ["<script>let x = 1</script>", "<style>p {}</style>"])
def test_inline_code_that_no_template_named(check, code):
    """A browser would refuse it, so the build does."""
    with pytest.raises(PluginError, match=re.escape(f"index.html: {code[:8]}")):
        check(code)
    check(code, known=code)


def test_data_needs_no_hash(check):
    check('<script type="application/json">{}</script>')
