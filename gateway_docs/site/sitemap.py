"""sitemap.xml and robots.txt: every page with its address in each language."""

from __future__ import annotations

import gzip
import re
from html import escape, unescape
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from gateway_docs.facts import Facts

_LINK = re.compile(r'<link rel="(canonical|alternate)"(?: hreflang="([^"]+)")? href="([^"]+)">')
HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
)


def write(site: Path, config: MkDocsConfig, facts: Facts) -> None:
    """From the pages themselves, so that the sitemap says what they say."""
    text = HEAD + "".join(sorted(filter(None, map(_entry, site.rglob("*.html"))))) + "</urlset>\n"
    (site / "sitemap.xml").write_text(text, "utf-8")
    (site / "sitemap.xml.gz").write_bytes(gzip.compress(text.encode(), mtime=0))
    (site / "robots.txt").write_text(f"User-agent: *\nAllow: /\n\nSitemap: {config.site_url}sitemap.xml\n", "utf-8")


def _entry(page: Path) -> str | None:
    """One <url>; None for a page that is not to be found, such as the one for missing addresses."""
    head = page.read_text("utf-8").partition("</head>")[0]
    links = _LINK.findall(head)
    canonical = next((address for relation, _, address in links if relation == "canonical"), None)
    if canonical is None or 'name="robots" content="noindex"' in head:
        return None
    others = "".join(
        f'    <xhtml:link rel="alternate" hreflang="{language}" href="{_xml(address)}"/>\n'
        for _, language, address in links
        if language
    )
    return f"  <url>\n    <loc>{_xml(canonical)}</loc>\n{others}  </url>\n"


def _xml(address: str) -> str:
    return escape(unescape(address))
