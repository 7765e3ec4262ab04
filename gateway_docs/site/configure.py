"""MkDocs' configuration as the site of one gateway needs it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

from gateway_docs.clients import fingerprint
from gateway_docs.facts import Facts, FactsError, load_facts
from gateway_docs.pages.facts_extension import EXTENSION
from gateway_docs.pages.locale import words
from gateway_docs.pages.offer import Edition, choose_languages, i18n, pages_left_out, prune
from gateway_docs.pages.own_pages import OwnError, pages_folder
from gateway_docs.pages.template import problems_of, render
from gateway_docs.project.facts_file import facts_file
from gateway_docs.project.own import extra_pages, own, snippet_path
from gateway_docs.site.client_nav import nav_words, with_clients
from gateway_docs.site.own_options import OptionError, lay_over, located
from gateway_docs.theme.branding import logo_file
from gateway_docs.theme.icons import social_links, unknown_icons, unknown_icons_of_clients
from gateway_docs.theme.options import refusals
from gateway_docs.theme.shell import STOCK_THEME, THEME, dress


def configure(config: MkDocsConfig, told: str, command: str | None = None) -> Edition:
    """What the gateway offers whose facts stand at `told`, from mkdocs.yml on; empty: the operator's, or the demo's.

    `config` takes its name, languages, pages, navigation and the operator's options; `command` is that of MkDocs.
    PluginError: the facts or the operator's files are wrong.
    """
    fingerprint.cache_clear()
    project = Path(config.config_file_path).parent
    path = project / told if told else facts_file(project)
    languages = tuple(i18n(config).all_languages)
    try:
        facts = load_facts(path)
        logo_file(facts, path)
        lay_over(config, project, command)
        _put_own_over(config, project, facts)
    except (FactsError, OptionError, OwnError) as error:
        raise PluginError(str(error)) from None
    _choose(config, facts, path)
    docs = Path(config.docs_dir)
    edition = Edition(facts, path, project, languages, pages_left_out(facts, docs))
    config.nav = with_clients(prune(config.nav, edition.gone), docs, edition.gone)
    config.site_name, config.site_url = facts.name, facts.home()
    description = words(facts.languages[0])["site"]["description"]
    config.site_description = render(config.site_description or description, edition.names())
    config.watch = sorted({*config.watch, str(path), str(THEME)})
    themes = [str(folder) for folder in (own(project, "theme"), config.theme.custom_dir, THEME) if folder]
    config.theme.dirs = [
        *themes,
        *(folder for folder in config.theme.dirs if folder not in (str(STOCK_THEME), *themes)),
    ]
    try:
        links = social_links(facts, themes)
    except FactsError as error:
        raise PluginError(f"{path}: {error}") from None
    if links:
        config.extra["social"] = [*links, *(config.extra.get("social") or [])]
    refused = [located(config, project, problem) for problem in (*refusals(config, facts), *unknown_icons(config))]
    if refused := [*refused, *unknown_icons_of_clients(project, themes)]:
        raise PluginError("\n".join(refused))
    dress(config, facts)
    config.markdown_extensions.append(EXTENSION)
    config.mdx_configs[EXTENSION] = {"facts": str(path), "language": facts.languages[0], "gone": sorted(edition.gone)}
    return edition


def _put_own_over(config: MkDocsConfig, project: Path, facts: Facts) -> None:
    """The operator's pages and snippets stand over ours."""
    docs = Path(config.docs_dir)
    config.docs_dir = str(pages_folder(project, docs))
    if config.docs_dir != str(docs):
        config.nav = [*(config.nav or []), *(page for page in extra_pages(project) if not page.startswith("clients/"))]
    if folders := [str(folder) for part in ("docs", "snippets", "theme") if (folder := own(project, part))]:
        config.watch = sorted({*config.watch, str(project / "docs"), *folders})
    snippets = snippet_path(project, facts.software)
    config.mdx_configs["pymdownx.snippets"]["base_path"] = [str(folder) for folder in snippets]


def _choose(config: MkDocsConfig, facts: Facts, path: Path) -> None:
    """The languages that the gateway offers, and the titles of chapters in each."""
    settings = i18n(config).config
    for language in settings.languages:
        language.nav_translations = {**(language.nav_translations or {}), **nav_words(language.locale)}
    try:
        choose_languages(settings, facts)
    except ValueError as error:
        raise PluginError(f"{path}: {error}") from None


def check_names(config: MkDocsConfig, edition: Edition) -> None:
    """PluginError: a name on a page, or in a snippet that it shows, is that of no fact."""
    problems = dict.fromkeys(_problems(Path(config.docs_dir), edition))
    if problems:
        raise PluginError("\n".join(problems))


def _problems(docs: Path, edition: Edition) -> Iterator[str]:
    snippets = snippet_path(edition.project, edition.facts.software)
    for language in edition.facts.languages:
        for page in sorted((docs / language).rglob("*.md")):
            name = page.relative_to(docs / language).as_posix()
            if name not in edition.gone:
                for path, problem in problems_of(page, snippets, edition.names(language, name)):
                    yield f"{os.path.relpath(path, edition.project)}:{problem.line}: {problem}"
