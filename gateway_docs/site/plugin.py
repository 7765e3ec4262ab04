"""The MkDocs plugin: the site takes its name, addresses and texts from gateway.yml."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Literal

from jinja2 import Environment
from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from gateway_docs.facts import Facts, FactsError, load_facts
from gateway_docs.live import LiveRebuild
from gateway_docs.site.names import names
from gateway_docs.site.template import TemplateProblem, render

THEME = Path(__file__).parent / "theme"
EXTENSION = "gateway_docs.site.facts_extension"
NOT_TRANSLATED = '!!! note "本页尚未翻译"\n    This page is not translated yet and is shown in English.\n\n'


class GatewayConfig(Config):
    facts = config_options.Type(str, default="gateway.yml")


class GatewayPlugin(BasePlugin[GatewayConfig]):
    """`facts` is the path of gateway.yml, relative to mkdocs.yml."""

    facts: Facts
    live: LiveRebuild | None = None

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """With this event MkDocs keeps the plugin from one build to the next."""
        self.live = LiveRebuild() if command == "serve" else None

    @event_priority(-200)  # after static-i18n
    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> None:
        if self.live:
            self.live.on_nav(nav)

    @event_priority(-200)
    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> None:
        if self.live:
            self.live.on_env(env, config, files)

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[[], None]) -> None:
        if self.live:
            self.live.attach(server, builder)

    @property
    def names(self) -> dict[str, Any]:
        """What front matter and site settings may use; texts are in English."""
        return names(self.facts, "en")

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        path = Path(config.config_file_path).parent / self.config.facts
        try:
            self.facts = load_facts(path)
        except FactsError as error:
            raise PluginError(str(error)) from None
        config.site_name, config.site_url = self.facts.name, self.facts.site_url
        config.site_description = render(config.site_description or "", self.names)
        config.watch = sorted({*config.watch, str(path), str(THEME)})
        config.theme.dirs.insert(0, str(THEME))
        if EXTENSION not in config.markdown_extensions:
            config.markdown_extensions.append(EXTENSION)
        config.mdx_configs[EXTENSION] = {"facts": str(path)}
        return config

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Before the old site is removed: every name on a page or in a snippet is one of a fact."""
        root, docs = Path(config.config_file_path).parent, Path(config.docs_dir)
        texts = {language: sorted(docs.joinpath(language).rglob("*.md")) for language in _languages(docs)}
        texts.setdefault("en", []).extend(path for path in sorted((root / "snippets").rglob("*")) if path.is_file())
        problems = [
            f"{os.path.relpath(path, root)}:{problem.line}: {problem}" for path, problem in self._problems(texts)
        ]
        if problems:
            raise PluginError("\n".join(problems))

    def _problems(self, texts: dict[str, list[Path]]) -> Iterator[tuple[Path, TemplateProblem]]:
        for language, paths in texts.items():
            known = names(self.facts, language)
            for path in paths:
                try:
                    render(path.read_text("utf-8-sig"), known)
                except TemplateProblem as problem:
                    yield path, problem

    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        written_in = getattr(page.file, "locale", "en")
        shown_as = getattr(page.file, "locale_alternate_of", written_in)
        config.mdx_configs[EXTENSION]["language"] = written_in
        known = names(self.facts, written_in)
        page.meta.update({key: render(text, known) for key, text in page.meta.items() if isinstance(text, str)})
        return markdown if written_in == shown_as else _after_title(markdown, NOT_TRANSLATED)

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Says which language a page is in that is shown among the pages of another one."""
        written_in = getattr(page.file, "locale", "en")
        shown_as = getattr(page.file, "locale_alternate_of", written_in)
        return html if written_in == shown_as else f'<div lang="{written_in}">{html}</div>'


def _languages(docs: Path) -> list[str]:
    return sorted(folder.name for folder in docs.iterdir() if folder.is_dir())


def _after_title(markdown: str, notice: str) -> str:
    title, _, rest = markdown.partition("\n")
    return f"{title}\n\n{notice}{rest}" if title.startswith("# ") else notice + markdown
