"""Marks how much of a page is painted at once: what would move if half of it was painted before the rest arrives.

The head of each page asks the browser to wait for this mark (`rel="expect"`).
"""

from __future__ import annotations

END = '<template id="first-view-end"></template>'
#: A table that begins so early, in characters, is in the first view; its columns change while rows arrive.
EARLY = 3000


def with_early_table(html: str) -> str:
    """`html`, the content of a page, with the mark behind a table in the first view; without one it stays as it is."""
    if not 0 <= html.find("<table>") < EARLY:
        return html
    before, table_end, after = html.partition("</table>")
    return before + table_end + END + after


def end_of_header(content: str) -> str:
    """The mark for a page with this content, where only its header would move."""
    return "" if END in content else END
