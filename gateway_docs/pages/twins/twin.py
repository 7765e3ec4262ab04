"""The Markdown twin of one page, `/faq/index.md` beside `/faq/`."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from gateway_docs.pages.markdown_lines import LINK, outside_code
from gateway_docs.pages.twins.portable import portable

_TITLE = re.compile(r"\A\s*# (?P<title>.+?)(?:\s*\{[^}]*\})?\s*\n")


@dataclass(frozen=True)
class Twin:
    """`address` is where the twin is read, `page` where its page is; both are complete URLs."""

    title: str
    description: str
    address: str
    page: str
    body: str

    @property
    def text(self) -> str:
        """The whole file: title, description, where it is from, and the body with headings from level two."""
        lead = f"> {self.description}\n\n" if self.description else ""
        return f"# {self.title}\n\n{lead}<{self.page}>\n\n{self.body}"


def make_twin(
    expanded: str,
    title: str,
    description: str,
    address: str,
    resolve: Callable[[str], str | None] = lambda target: None,
    block: Callable[[str], str | None] = lambda line: None,
) -> Twin:
    """The twin of a page whose Markdown, with includes and facts in place, is `expanded`.

    `resolve` leads from the path of a link to a complete address, None: to nothing of this site. `block` is that of
    `portable`.
    """
    body = portable(expanded, block)
    if match := _TITLE.match(body):
        title, body = match["title"], body[match.end() :].lstrip("\n")
    page = posixpath.dirname(address) + "/" if address.endswith("/index.md") else address.removesuffix(".md") + ".html"
    return Twin(title, description, address, page, with_addresses(body, address, resolve))


def with_addresses(text: str, here: str, resolve: Callable[[str], str | None]) -> str:
    """`text` with complete addresses as link targets, so that a pasted page still leads somewhere."""

    def complete(match: re.Match[str]) -> str:
        target = match["target"]
        parts = urlsplit(target)
        if parts.scheme or parts.netloc:
            return target
        place = resolve(parts.path) if parts.path else here
        return target if place is None else place + (f"#{parts.fragment}" if parts.fragment else "")

    return outside_code(text, "](", lambda line: LINK.sub(complete, line))
