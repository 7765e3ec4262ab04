"""Puts pictures where a page says `<figure data-picture="request"></figure>`, and words into the page's twin."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Mapping
from typing import Any

from mkdocs.exceptions import PluginError
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from gateway_docs.pages.locale import words
from gateway_docs.site.pictures.outline import as_html, as_markdown
from gateway_docs.site.pictures.picture import NAMES, Picture

_FIGURE = re.compile(r'<figure data-picture="(?P<name>[^"]*)"></figure>')


class Pictures:
    """The pictures of one page. `names` are the facts as the page uses them."""

    def __init__(self, page: Page, files: Files, language: str, names: Mapping[str, Any]):
        self._page, self._files, self._language, self._names = page, files, language, names

    def draw(self, html: str) -> str:
        """The page's HTML with each picture in place. PluginError: there is no such picture."""
        return _FIGURE.sub(lambda match: self._figure(self._picture(match["name"])), html)

    def block(self, line: str) -> str | None:
        """What stands for a line of Markdown in the page's twin; None: the line itself."""
        if (match := _FIGURE.search(line)) is None:
            return None
        picture = self._picture(match["name"])
        return f"**{picture.words['title']}**\n\n{as_markdown(self._from_here(picture))}"

    def _picture(self, name: str) -> Picture:
        if name not in NAMES:
            raise PluginError(f"{self._page.file.src_uri}: there is no picture {name!r}; there are: {', '.join(NAMES)}")
        return Picture(name, self._language, self._names)

    def _figure(self, picture: Picture) -> str:
        told = words(self._language)["pictures"]["in_words"]
        return (
            f'<figure class="picture" data-search-exclude>{picture.svg(self._resolve)}'
            f"<details><summary>{told}</summary>{as_html(picture.items, self._resolve)}</details></figure>"
        )

    def _from_here(self, picture: Picture) -> list[Any]:
        """The points of a picture with links relative to the page's source file."""
        folder = posixpath.dirname(self._page.file.src_uri)
        return _moved(picture.items, lambda link: posixpath.relpath(self._source(link), folder or "."))

    def _source(self, link: str) -> str:
        return posixpath.join(self._page.file.src_uri.partition("/")[0], link)

    def _resolve(self, link: str) -> str:
        path, _, section = self._source(link).partition("#")
        if path == self._page.file.src_uri:
            return f"#{section}"
        file = self._files.get_file_from_path(path)
        if file is None:
            raise PluginError(f"a picture leads to {path}, which is not a page")
        return f"{file.url_relative_to(self._page.file)}#{section}"


def _moved(items: Any, move: Callable[[str], str]) -> list[Any]:
    return [
        type(item)(item.text, move(item.link) if item.link else "", tuple(_moved(item.below, move))) for item in items
    ]
