"""Last touches on the HTML that Markdown made, before it is put into the page."""

from __future__ import annotations

from html import escape

from gateway_docs.site.locale import words


def finished(html: str, language: str) -> str:
    """`html` with tables that scroll by themselves, and with the page's language in the titles of section links."""
    permalink = escape(words(language)["shell"]["permalink"])
    html = html.replace('title="Permanent link"', f'title="{permalink}"')
    return html.replace("<table>", '<div class="table-box"><table>').replace("</table>", "</table></div>")
