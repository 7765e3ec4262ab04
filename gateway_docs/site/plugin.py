"""The MkDocs plugin: the site takes its name, addresses and texts from gateway.yml."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, Literal

from jinja2 import Environment
from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from gateway_docs.clients import fingerprint
from gateway_docs.facts import Facts, FactsError, facts_file, load_facts
from gateway_docs.live import LiveRebuild
from gateway_docs.own import OwnError, extra_pages, own, pages_folder, search_path
from gateway_docs.publish.version import version_of
from gateway_docs.site import finish, not_found, shell
from gateway_docs.site.branding import logo_file
from gateway_docs.site.client_nav import nav_words, with_clients
from gateway_docs.site.content import finished
from gateway_docs.site.facts_extension import EXTENSION
from gateway_docs.site.locale import words
from gateway_docs.site.names import names
from gateway_docs.site.offer import choose_languages, is_left_out, pages_left_out, prune
from gateway_docs.site.pictures.place import Pictures
from gateway_docs.site.regions import Marker, region_choices
from gateway_docs.site.search import SearchIndex
from gateway_docs.site.template import TemplateProblem, problems_of, render
from gateway_docs.site.tools import Tools
from gateway_docs.site.twins.writer import TwinWriter

THEME = shell.THEME
NOT_TRANSLATED = '!!! note "本页尚未翻译"\n    This page is not translated yet and is shown in English.\n\n'


class GatewayConfig(Config):
    facts = config_options.Type(str, default="")


class GatewayPlugin(BasePlugin[GatewayConfig]):
    """`facts` is the path of a facts file, relative to mkdocs.yml; empty: the operator's, or the demo gateway's."""

    facts: Facts
    gone: frozenset[str]
    known_languages: list[str]
    live: LiveRebuild | None = None
    search: SearchIndex

    def __init__(self) -> None:
        self.twins: dict[str, TwinWriter] = {}

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """With this event MkDocs keeps the plugin from one build to the next."""
        self.live = LiveRebuild() if command == "serve" else None
        # A build makes millions of objects that last until its end; looking through them again and again frees nothing.
        gc.set_threshold(100_000, 50, 100)

    @event_priority(-200)  # after static-i18n
    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> None:
        self.nav, self.files = nav, files
        if self.live:
            self.live.on_nav(nav)

    @event_priority(-200)
    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        # Only now: before, MkDocs would list its thousands of files, in every language, of which the site has none.
        env.loader.searchpath.append(str(shell.STOCK_THEME))
        shell.prepare(env, self.facts, serving=self.live is not None)
        env.globals["version"] = str(version_of(Path(config.config_file_path).parent))
        env.globals["gateway_region_choices"] = partial(region_choices, self.facts)
        self._marker, self._tools = Marker(self.facts), Tools(self.facts, env, files)
        if self.live:
            self.live.on_env(env, config, files)
        return env

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[[], None]) -> None:
        if self.live:
            self.live.attach(server, builder)

    def names(self, language: str | None = None, page: str = "index.md") -> dict[str, Any]:
        """What a page may use; texts are in the gateway's first language unless told."""
        return names(self.facts, language or self.facts.languages[0], page, self.gone)

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        project = Path(config.config_file_path).parent
        path = project / self.config.facts if self.config.facts else facts_file(project)
        try:
            self.facts = load_facts(path)
            logo_file(self.facts, path)
        except FactsError as error:
            raise PluginError(str(error)) from None
        self._put_own_over(config, project)
        self._choose(config, path)
        config.site_name, config.site_url = self.facts.name, self.facts.site_url
        description = words(self.facts.languages[0])["site"]["description"]
        config.site_description = render(config.site_description or description, self.names())
        config.watch = sorted({*config.watch, str(path), str(THEME)})
        themes = [str(folder) for folder in (own(project, "theme"), THEME) if folder]
        stock = str(shell.STOCK_THEME)
        config.theme.dirs = [*themes, *(folder for folder in config.theme.dirs if folder not in (*themes, stock))]
        if EXTENSION not in config.markdown_extensions:
            config.markdown_extensions.append(EXTENSION)
        config.mdx_configs[EXTENSION] = {
            "facts": str(path),
            "language": self.facts.languages[0],
            "gone": sorted(self.gone),
        }
        return config

    def _put_own_over(self, config: MkDocsConfig, project: Path) -> None:
        """The operator's pages and snippets stand over ours; for the next language nothing changes."""
        docs = Path(config.docs_dir)
        try:
            config.docs_dir = str(pages_folder(project, docs))
        except OwnError as error:
            raise PluginError(str(error)) from None
        if config.docs_dir != str(docs):
            config.nav = [*config.nav, *(page for page in extra_pages(project) if not page.startswith("clients/"))]
        if folders := [str(folder) for part in ("docs", "snippets", "theme") if (folder := own(project, part))]:
            config.watch = sorted({*config.watch, str(project / "docs"), *folders})
        config.mdx_configs["pymdownx.snippets"]["base_path"] = [str(path) for path in search_path(project, "snippets")]

    def _choose(self, config: MkDocsConfig, path: Path) -> None:
        """What this gateway does not offer leaves the site: languages, pages, entries of the navigation."""
        if (i18n := config.plugins["i18n"]).current_language is None:  # the first language of a build
            fingerprint.cache_clear()
            self.known_languages = i18n.all_languages
            for language in i18n.config.languages:
                language.nav_translations = {**(language.nav_translations or {}), **nav_words(language.locale)}
            try:
                choose_languages(i18n.config, self.facts)
            except ValueError as error:
                raise PluginError(f"{path}: {error}") from None
        self.gone = pages_left_out(self.facts, Path(config.docs_dir))
        config.nav = with_clients(prune(config.nav, self.gone), Path(config.docs_dir), self.gone)

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        for file in list(files):
            if is_left_out(file.src_uri, self.facts, self.known_languages, self.gone):
                files.remove(file)
        self.language = config.theme["language"]
        self.twins[self.language] = TwinWriter(config, self.language)
        return shell.site_files(files)

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Before the old site is removed: every name on a page, or in a snippet that it shows, is one of a fact."""
        self.search = SearchIndex()
        if config.plugins["i18n"].building:
            return  # every language was looked at before the first one was built
        root = Path(config.config_file_path).parent
        problems = dict.fromkeys(
            f"{os.path.relpath(path, root)}:{problem.line}: {problem}"
            for language in self.facts.languages
            for path, problem in self._problems(Path(config.docs_dir) / language, search_path(root, "snippets"))
        )
        if problems:
            raise PluginError("\n".join(problems))

    def _problems(self, folder: Path, snippets: list[Path]) -> Iterator[tuple[Path, TemplateProblem]]:
        for path in sorted(folder.rglob("*.md")):
            page = path.relative_to(folder).as_posix()
            if page not in self.gone:
                yield from problems_of(path, snippets, self.names(folder.name, page))

    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        written_in = getattr(page.file, "locale", "en")
        shown_as = getattr(page.file, "locale_alternate_of", written_in)
        name = page.file.src_uri.removeprefix(f"{written_in}/")
        config.mdx_configs[EXTENSION] |= {"language": written_in, "page": name}
        known = self.names(written_in, name)
        page.meta.update({key: render(text, known) for key, text in page.meta.items() if isinstance(text, str)})
        return markdown if written_in == shown_as else _after_title(markdown, NOT_TRANSLATED)

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Says which language a page is in that is shown among the pages of another one."""
        written_in = getattr(page.file, "locale", "en")
        shown_as = getattr(page.file, "locale_alternate_of", written_in)
        known = self.names(written_in, page.file.src_uri.removeprefix(f"{written_in}/"))
        self.search.add(page.url, page.title or "", html)
        pictures = Pictures(page, files, written_in, known)
        self.twins[shown_as].add(page, files, known, pictures.block)
        html = pictures.draw(html)
        html = finished(html, config.theme["language"])
        return html if written_in == shown_as else f'<div lang="{written_in}">{html}</div>'

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        self.twins[getattr(page.file, "locale_alternate_of", self.language)].write_page(page)
        return self._marker.mark(self._tools.insert(output, page))

    def _finish_language(self, *, config: MkDocsConfig) -> None:
        self.search.write(Path(config.site_dir) / "search", self.language)
        self.twins[self.language].write_lists(self.nav, self.files, self.names(self.language))

    def on_page_context(self, context: Any, *, page: Page, config: MkDocsConfig, nav: Navigation) -> Any:
        return context | self._context(config) | shell.page_context(page, config)

    def on_template_context(self, context: Any, *, template_name: str, config: MkDocsConfig) -> Any:
        return context | self._context(config)

    def _context(self, config: MkDocsConfig) -> dict[str, Any]:
        language = config.theme["language"]
        return shell.language_context(config) | {"facts": self.names(language)}

    def on_post_template(self, output: str, *, template_name: str, config: MkDocsConfig) -> str:
        return not_found.placed(output, template_name, config)

    @event_priority(-200)  # after the i18n plugin, which builds the other languages here
    def _finish_site(self, *, config: MkDocsConfig) -> None:
        if not config.plugins["i18n"].building:
            finish.finish(config, self.facts, serving=self.live is not None)

    on_post_build = CombinedEvent(_finish_language, _finish_site)


def _after_title(markdown: str, notice: str) -> str:
    title, _, rest = markdown.partition("\n")
    return f"{title}\n\n{notice}{rest}" if title.startswith("# ") else notice + markdown
