"""Marks every place of a page that names the address of the first region, so that a script can show another one.

The text of the page stays the same. Addresses inside highlighted code may be cut by elements anywhere.
"""

from __future__ import annotations

import re

from gateway_docs.facts import Facts

_TAGS = r"(?:<[^>]*>)*"
#: Nobody reads an address there, or an element may not stand there.
_SKIPPED = r"<(?P<outer>head|script|style|textarea|select|noscript)\b.*?</(?P=outer)>|<!--.*?-->"
_LISTS = re.compile(r"<(table|ul|ol|dl|p|pre)\b.*?</\1>", re.DOTALL)
_ROW = re.compile(r"<tr>(?=(.*?)</tr>)", re.DOTALL)
_PIECE = re.compile(r"<[^>]*>|[^<]+")


class Marker:
    """Marks the pages of one gateway. With one region there is nothing to switch, and pages stay as they are."""

    def __init__(self, facts: Facts):
        self._first, *self._others = facts.regions
        avoided = [url.partition("://")[2] for url in (facts.console_url, facts.site_url, facts.status_url) if url]
        address, host = _pattern(self._first.address, avoided), _pattern(self._first.host, avoided)
        self._places = re.compile(
            rf"{_SKIPPED}|(?P<drawing><svg\b.*?</svg>)|<[^>]*>|(?P<address>{address})|(?P<host>{host})", re.DOTALL
        )
        self._regions = {region.id: re.compile(_pattern(region.address)) for region in facts.regions}

    def mark(self, html: str) -> str:
        """`html`, a whole page, with a `data-region` element around each place that names the first region."""
        if not self._others:
            return html
        parts, end = [], 0
        for match in _LISTS.finditer(html):
            parts += [self._mark(html[end : match.start()]), self._mark_list(match[0])]
            end = match.end()
        return "".join([*parts, self._mark(html[end:])])

    def _mark(self, html: str, element: str = "span") -> str:
        def replace(match: re.Match[str]) -> str:
            if match["drawing"]:
                return "<svg" + self._mark(match[0][4:], "tspan")
            kind = "address" if match["address"] else "host" if match["host"] else ""
            return _wrap(match[0], kind, element) if kind else match[0]

        return self._places.sub(replace, html)

    def _mark_list(self, html: str) -> str:
        """A table, list or paragraph that names another region as well says which is which, whatever is shown."""
        if not any(self._regions[region.id].search(html) for region in self._others):
            return self._mark(html)
        return _ROW.sub(self._mark_row, html) if html.startswith("<table") else html

    def _mark_row(self, match: re.Match[str]) -> str:
        """A row of a table of regions says whose it is; that of the first region is the current one."""
        named = [id for id, pattern in self._regions.items() if pattern.search(match[1])]
        current = ' aria-current="true"' if named == [self._first.id] else ""
        return f'<tr data-region-of="{named[0]}"{current}>' if len(named) == 1 else match[0]


def _pattern(text: str, avoided: list[str] | None = None) -> str:
    """Finds `text` as a whole name, with elements anywhere in it, but not as the beginning of an `avoided` address."""
    inner = _TAGS.join(re.escape(piece) for piece in re.findall(r"\w+|\W", text))
    longer = [other[len(text) :] for other in avoided or [] if other.startswith(text)]
    unless = "".join(rf"(?!{re.escape(rest)})" for rest in longer if rest.strip("/"))
    return rf"(?<![\w.-]){inner}(?![\w-]|\.\w){unless}"


def _wrap(html: str, kind: str, element: str) -> str:
    kinds = iter([kind])
    return "".join(
        piece if piece.startswith("<") else f'<{element} data-region="{next(kinds, "rest")}">{piece}</{element}>'
        for piece in _PIECE.findall(html)
    )
