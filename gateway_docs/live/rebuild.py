"""Makes the changed pages again from what the last full build left in memory."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment
from mkdocs.commands.build import _build_page, _populate_page
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, BuildError
from mkdocs.livereload import LiveReloadServer
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from gateway_docs.live.changes import ChangeObserver
from gateway_docs.live.tab import with_script
from gateway_docs.project.snippets import is_snippet

log = logging.getLogger("mkdocs.gateway")

#: Editors write a file in several steps; this long after the last one it counts as saved.
SAVING_SECONDS = 0.03
#: From here on a full build is as quick.
MOST_PAGES = 8


@dataclass
class _Language:
    config: MkDocsConfig
    files: Files
    nav: Navigation
    env: Environment


class LiveRebuild:
    """Lives as long as `mkdocs serve`. A change that reaches further than a few pages ends in a full build."""

    def __init__(self) -> None:
        self._languages: dict[str, _Language] = {}
        self._snippets = Path()
        self._observer = ChangeObserver()
        self._failed: set[Path] = set()
        self._build_all: Callable[[], None] = lambda: None

    def add(self, language: str, config: MkDocsConfig, files: Files, nav: Navigation, env: Environment) -> None:
        """What a full build knows of one language when it begins to write pages."""
        self._languages[language] = _Language(config, files, nav, env)
        self._snippets = Path(config.config_file_path).parent / "snippets"

    def attach(self, server: LiveReloadServer, build_all: Callable[[], None]) -> None:
        self._build_all = build_all
        server.builder, server.build_delay = self._build, SAVING_SECONDS
        server.observer = self._observer  # type: ignore[assignment]  # it stands in for one of watchdog's
        server._inject_js_into_html = with_script  # type: ignore[method-assign]
        watched = list(server._watched_paths)  # so far by the observer that was there before
        server._watched_paths.clear()
        for path in watched:
            server.watch(path)

    def _build(self) -> None:
        changed = self._observer.take() | self._failed
        self._failed = changed
        pages = self._pages(changed)
        if pages is None or not all([self._rebuilt(language, page) for language, page in pages]):
            self._build_all()
        self._failed = set()

    def _pages(self, changed: set[Path]) -> list[tuple[str, Page]] | None:
        """The pages that show the changed files; None: more than a few, or the whole site."""
        sources = self._sources()
        wanted: set[Path] = set()
        for path in changed:
            showing = {path} if path in sources else self._showing(path, sources)
            if not path.exists() or not showing:
                return None
            wanted |= showing
        return [sources[path] for path in sorted(wanted)] if len(wanted) <= MOST_PAGES else None

    def _sources(self) -> dict[Path, tuple[str, Page]]:
        return {
            Path(file.abs_src_path): (language, file.page)
            for language, built in self._languages.items()
            for file in built.files.documentation_pages()
            if file.abs_src_path and file.page
        }

    def _showing(self, path: Path, sources: dict[Path, tuple[str, Page]]) -> set[Path]:
        """The pages that include the snippet at `path`; none for any other file."""
        if not path.is_relative_to(self._snippets) or not is_snippet(path):
            return set()
        include = f'"{path.relative_to(self._snippets).as_posix()}"'
        return {source for source in sources if include in source.read_text("utf-8-sig")}

    def _rebuilt(self, language: str, page: Page) -> bool:
        """Make `page` again. False: other pages show something of it that changed."""
        started, title, built = time.perf_counter(), page.title, self._languages[language]
        i18n: Any = built.config.plugins["i18n"]
        i18n.current_language = language
        i18n.reconfigure_mkdocs_config(built.config)
        try:
            _populate_page(page, built.config, built.files, False)
            if page.title != title:
                return False
            _build_page(page, built.config, built.files.documentation_pages(), built.nav, built.env, False)
        except BuildError as error:
            raise Abort(str(error)) from None
        log.info(f"Made {page.file.src_uri} again in {(time.perf_counter() - started) * 1000:.0f} ms")
        return True
