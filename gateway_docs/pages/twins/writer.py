"""Writes the twins and llms.txt of one language while MkDocs builds it."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page

from gateway_docs.pages.facts_extension import expand, facts_of, parser
from gateway_docs.pages.locale import words
from gateway_docs.pages.twins.llms import Chapter, agent_instructions, llms_full_txt, llms_txt
from gateway_docs.pages.twins.twin import Twin, make_twin, with_addresses

Block = Callable[[str], str | None]


def twin_uri(page_uri: str) -> str:
    """`faq/index.md` for the page written to `faq/index.html`."""
    return page_uri.removesuffix(".html") + ".md"


class TwinWriter:
    """The twins of one build. Built once per language, because each language is a build of its own."""

    def __init__(self, config: MkDocsConfig, language: str, files: Files):
        self._config, self._language, self._files = config, language, files
        self._site_url = config.site_url or ""
        self._parser = parser(config, language)
        self._twins: dict[str, Twin] = {}

    def add(self, page: Page, names: Mapping[str, Any], block: Block) -> None:
        """Make the twin of a page whose Markdown was read. `names` are the page's, `block` is that of `portable`."""
        facts_of(self._parser).names = names
        uri = twin_uri(page.file.dest_uri)
        self._twins[page.file.src_uri] = make_twin(
            expand(page.markdown or "", self._parser),
            title=str(page.title or ""),
            description=str(page.meta.get("description", "")),
            address=self._site_url + uri,
            resolve=lambda path: self._address(posixpath.join(posixpath.dirname(page.file.src_uri), path)),
            block=block,
        )

    def write_page(self, page: Page) -> None:
        """Write the twin beside its page."""
        self._write(twin_uri(page.file.dest_uri), self._twins[page.file.src_uri].text)

    def write_lists(self, nav: Navigation, names: Mapping[str, Any]) -> None:
        """Write llms.txt and llms-full.txt at the root of the language."""
        home = nav.homepage.file if nav.homepage else None
        folder = posixpath.dirname(home.dest_uri) if home else ""
        source = posixpath.dirname(home.src_uri) if home else ""
        text = agent_instructions(names, self._language)
        text = with_addresses(text, self._site_url, lambda path: self._address(posixpath.join(source, path)))
        chapters = self._chapters(nav, words(self._language)["twins"])
        self._write(posixpath.join(folder, "llms.txt"), llms_txt(text, chapters))
        self._write(posixpath.join(folder, "llms-full.txt"), llms_full_txt(text, chapters))

    def _address(self, src_uri: str) -> str | None:
        file = self._files.get_file_from_path(posixpath.normpath(src_uri))
        if file is None:
            return None
        return self._site_url + (twin_uri(file.dest_uri) if file.is_documentation_page() else file.dest_uri)

    def _chapters(self, nav: Navigation, titles: Mapping[str, str]) -> list[Chapter]:
        sections = [item for item in nav.items if isinstance(item, Section)]
        alone = [item for item in nav.items if isinstance(item, Page)]
        chapters = [Chapter(titles["pages"], self._of(alone))]
        chapters += [Chapter(section.title, self._of(_pages(section))) for section in sections]
        rest = [twin for twin in self._twins.values() if not any(twin in chapter.twins for chapter in chapters)]
        return [chapter for chapter in [*chapters, Chapter(titles["more"], tuple(rest))] if chapter.twins]

    def _of(self, pages: list[Page]) -> tuple[Twin, ...]:
        return tuple(self._twins[page.file.src_uri] for page in pages if page.file.src_uri in self._twins)

    def _write(self, uri: str, text: str) -> None:
        path = Path(self._config.site_dir) / uri
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


def _pages(section: Section) -> list[Page]:
    """The pages of a section, those of its own sections included."""
    found: list[Page] = []
    for item in section.children:
        found += [item] if isinstance(item, Page) else _pages(item) if isinstance(item, Section) else []
    return found
