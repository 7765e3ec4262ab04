"""The build of one language: what its pages are made with, and what they leave behind."""

from __future__ import annotations

from functools import partial
from pathlib import Path, PurePosixPath
from typing import Any

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from gateway_docs.pages.facts_extension import EXTENSION
from gateway_docs.pages.offer import Edition, i18n
from gateway_docs.pages.template import render
from gateway_docs.pages.twins.writer import TwinWriter
from gateway_docs.publish.version import version_of
from gateway_docs.search import SearchIndex
from gateway_docs.site.content import finished, tidied, titled
from gateway_docs.site.pictures.place import Pictures
from gateway_docs.site.regions import Marker, region_choices
from gateway_docs.site.tools import Tools
from gateway_docs.software import software
from gateway_docs.theme.icons import Icons
from gateway_docs.theme.shell import STOCK_THEME, Shell

MISSING = "404.html"


class LanguageBuild:
    """Begun when the pages of a language are known and none of them is read; MkDocs' events call its methods."""

    def __init__(self, edition: Edition, config: MkDocsConfig, files: Files, nav: Navigation):
        self.edition, self.config, self.files, self.nav = edition, config, files, nav
        self.language: str = i18n(config).current_language
        names = {entry.locale: entry.name for entry in i18n(config).config.languages}
        self.shell = Shell(edition.facts, self.language, names)
        self.twins = TwinWriter(config, self.language, files)
        self.search = SearchIndex(software=software(edition.facts.software) if edition.facts.software else None)
        self.marker = Marker(edition.facts)
        self.icons = Icons(config.theme.dirs)
        self.tools = Tools(edition.facts, self.language, config.theme.dirs, files)

    def _names(self, page: Page) -> dict[str, Any]:
        return self.edition.names(self.language, self._name(page))

    def _name(self, page: Page) -> str:
        return page.file.src_uri.removeprefix(f"{self.language}/")

    def prepare(self, env: Environment, serving: bool) -> None:
        """Let the templates that `env` finds make this site's pages."""
        # Only now: before, MkDocs would list its thousands of files, in every language, of which the site has none.
        assert isinstance(env.loader, FileSystemLoader)
        env.loader.searchpath.append(str(STOCK_THEME))
        facts = self.edition.facts
        self.shell.prepare(env, self.config, serving)
        env.globals |= {
            "facts": self.edition.names(self.language),
            "version": str(version_of(self.edition.project)),
            "gateway_region_choices": partial(region_choices, facts),
        }

    def markdown(self, text: str, page: Page) -> str:
        """The Markdown of a page before it is parsed; its front matter has the facts in place then."""
        self.config.mdx_configs[EXTENSION] |= {"language": self.language, "page": self._name(page)}
        known = self._names(page)
        page.meta.update({key: render(text, known) for key, text in page.meta.items() if isinstance(text, str)})
        return text

    def content(self, html: str, page: Page) -> str:
        """What the parser made of a page, as it stands between header and footer."""
        known = self._names(page)
        html = titled(html, page.toc, PurePosixPath(self._name(page)))
        self.search.add(page.url, page.title or "", html)
        pictures = Pictures(page, self.files, self.language, known)
        self.twins.add(page, known, pictures.block)
        return Markup(self.icons.put(finished(pictures.draw(html), self.language)))

    def page(self, html: str, page: Page) -> str:
        """A whole page, as it is written; its twin is written beside it."""
        self.twins.write_page(page)
        page.content = None  # MkDocs would keep it until the last page is built
        return tidied(self.marker.mark(self.tools.insert(html, page)))

    def template(self, html: str, name: str) -> str:
        """A page that is made from a template alone, if MkDocs shall write it. It would put each at the site's root."""
        folder = self.edition.facts.folder(self.language)
        if name != MISSING or not folder:
            return html
        place = Path(self.config.site_dir, folder)
        place.mkdir(parents=True, exist_ok=True)
        (place / MISSING).write_text(html, "utf-8")
        return ""

    def finish(self) -> None:
        """Write what is made of all pages together."""
        self.search.write(Path(self.config.site_dir) / "search", self.language)
        self.tools.write(Path(self.config.site_dir))
        self.twins.write_lists(self.nav, self.edition.names(self.language))
