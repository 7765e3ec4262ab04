"""Last touches on the HTML that Markdown made, before it is put into the page."""

from __future__ import annotations

import re
from html import escape

from gateway_docs.site.locale import words

#: A path of Windows in a sentence; code of several lines stands in <pre> and is scrolled.
_WINDOWS_PATH = re.compile(r"(?<!<pre>)<code>[^<]*\\[^<]*</code>")

#: What the reader robot and Pygments need, and nobody who reads: one part in fourteen of the longest page.
_NOT_FOR_READERS = re.compile(r' data-recording="[^"]*"|(?<=<pre>)<span></span>')


def finished(html: str, language: str) -> str:
    """`html` with tables that scroll by themselves, and with the page's language in the titles of section links."""
    permalink = escape(words(language)["shell"]["permalink"])
    html = _NOT_FOR_READERS.sub("", html)
    html = html.replace('title="Permanent link"', f'title="{permalink}"')
    # Browsers break lines at / but not at \\, and then push a full stop alone onto the next line.
    html = _WINDOWS_PATH.sub(lambda found: found[0].replace("\\", "\\<wbr>"), html)
    return html.replace("<table>", '<div class="table-box"><table>').replace("</table>", "</table></div>")
