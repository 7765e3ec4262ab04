"""Last touches on the HTML that Markdown made, before it is put into the page."""

from __future__ import annotations

import re
from html import escape

from gateway_docs.site.first_view import END, with_early_table
from gateway_docs.site.locale import words

#: A path of Windows in a sentence; code of several lines stands in <pre> and is scrolled.
_WINDOWS_PATH = re.compile(r"(?<!<pre>)<code>[^<]*\\[^<]*</code>")
_TABLE_END = re.compile(f"</table>(?:{END})?")


def finished(html: str, language: str) -> str:
    """`html` with tables that scroll by themselves, and with the page's language in the titles of section links."""
    permalink = escape(words(language)["shell"]["permalink"])
    html = html.replace("<pre><span></span>", "<pre>")  # Pygments puts it there for a browser of long ago
    html = html.replace('title="Permanent link"', f'title="{permalink}"')
    # Browsers break lines at / but not at \\, and then push a full stop alone onto the next line.
    html = _WINDOWS_PATH.sub(lambda found: found[0].replace("\\", "\\<wbr>"), html)
    return _TABLE_END.sub(r"\g<0></div>", with_early_table(html).replace("<table>", '<div class="table-box"><table>'))
