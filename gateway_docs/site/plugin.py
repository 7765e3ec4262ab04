"""The MkDocs plugin: the site takes its name, addresses and texts from gateway.yml."""

from __future__ import annotations

import gc
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

from jinja2 import Environment
from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from gateway_docs.live import LiveRebuild
from gateway_docs.pages.offer import Edition, i18n
from gateway_docs.site.configure import check_names, configure
from gateway_docs.site.finish import finish
from gateway_docs.site.language_build import LanguageBuild
from gateway_docs.theme.shell import site_files, with_material


class GatewayConfig(Config):  # type: ignore[no-untyped-call]  # __init_subclass__ of MkDocs
    facts = config_options.Type(str, default="")


class GatewayPlugin(BasePlugin[GatewayConfig]):  # type: ignore[no-untyped-call]
    """`facts` is the path of a facts file, relative to mkdocs.yml; empty: the operator's, or the demo gateway's.

    i18n builds the other languages in the event that ends the build of the first one.
    """

    edition: Edition
    live: LiveRebuild | None = None
    command: str | None = None

    def __init__(self) -> None:
        self.builds: dict[str, LanguageBuild] = {}

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """With this event MkDocs keeps the plugin from one build to the next."""
        self.command, self.live = command, LiveRebuild() if command == "serve" else None
        # A build makes millions of objects that last until its end; looking through them again and again frees nothing.
        gc.set_threshold(100_000, 50, 100)

    @event_priority(100)  # an operator's plugins take part from the next one on
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        if not i18n(config).building:
            self.edition = configure(config, self.config.facts, self.command)
        return config

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Before the old site is removed."""
        if not i18n(config).building:
            check_names(config, self.edition)

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        kept = site_files(file for file in files if self.edition.has(file.src_uri))
        return with_material(kept, config)

    @event_priority(-200)  # after static-i18n
    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> None:
        build = LanguageBuild(self.edition, config, files, nav)
        self.builds[build.language] = build

    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        return self._build(config).markdown(markdown, page)

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        return self._build(config).content(html, page)

    @event_priority(-200)
    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> None:
        build = self._build(config)
        build.prepare(env, serving=self.live is not None)
        if self.live:
            self.live.add(build.language, config, files, build.nav, env)

    def on_post_template(self, output: str, *, template_name: str, config: MkDocsConfig) -> str:
        return self._build(config).template(output, template_name)

    @event_priority(-200)  # after static-i18n, whose links to other languages begin at the host's root
    def on_page_context(self, context: Any, *, page: Page, config: MkDocsConfig, nav: Navigation) -> Any:
        return context | self._build(config).shell.page_context(page, config)

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        return self._build(config).page(output, page)

    def _finish_language(self, *, config: MkDocsConfig) -> None:
        self._build(config).finish()

    @event_priority(-200)
    def _finish_site(self, *, config: MkDocsConfig) -> None:
        if not i18n(config).building:
            finish(Path(config.site_dir), self.edition, serving=self.live is not None)

    on_post_build = CombinedEvent(_finish_language, _finish_site)

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[[], None]) -> None:
        if self.live:
            self.live.attach(server, builder)

    def _build(self, config: MkDocsConfig) -> LanguageBuild:
        return self.builds[i18n(config).current_language]
