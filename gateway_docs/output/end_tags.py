"""Leaves out the end tags of cells, rows, items and paragraphs that browsers know without; long pages have hundreds."""

from __future__ import annotations

import re

from gateway_docs.output.built_site import BuiltSite

#: Only before what ends the element anyway. Items with a class, such as Material's tabs, may need the space behind.
_NEEDLESS = re.compile(
    r"</(?:t[dhr]|thead|tbody|li)>\s*(?=<t[dhr]\b|<tbody>|<li>|</(?:tr|thead|tbody|table|ul|ol)>)"
    r"|</p>\s*(?=<(?:p|h[1-6]|[uo]l|div|details|figure)\b)"
)


def leave_out(site: BuiltSite) -> None:
    for page in site.pages.values():
        page.text = without(page.text)


def without(html: str) -> str:
    return _NEEDLESS.sub("", html)
