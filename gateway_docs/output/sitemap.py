"""sitemap.xml and robots.txt: every page with its address in each language."""

from __future__ import annotations

import gzip
from html import escape

from gateway_docs.output.built_site import BuiltPage, BuiltSite

HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
)


def write(site: BuiltSite) -> None:
    """From the pages themselves, so that the sitemap says what they say."""
    text = HEAD + "".join(sorted(_entry(page) for page in site.pages.values())) + "</urlset>\n"
    (site.root / "sitemap.xml").write_text(text, "utf-8")
    (site.root / "sitemap.xml.gz").write_bytes(gzip.compress(text.encode(), mtime=0))
    (site.root / "robots.txt").write_text(f"User-agent: *\nAllow: /\n\nSitemap: {site.facts.home()}sitemap.xml\n")


def _entry(page: BuiltPage) -> str:
    """One <url>; empty for a page that is not to be found, such as the one for missing addresses."""
    canonical = next((link["href"] for link in page.links if link.get("rel") == "canonical"), None)
    if canonical is None or page.meta("name", "robots") == "noindex":
        return ""
    others = "".join(
        f'    <xhtml:link rel="alternate" hreflang="{link["hreflang"]}" href="{escape(link["href"])}"/>\n'
        for link in page.links
        if "hreflang" in link
    )
    return f"  <url>\n    <loc>{escape(canonical)}</loc>\n{others}  </url>\n"
