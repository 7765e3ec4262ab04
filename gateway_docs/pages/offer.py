"""What this gateway offers decides which pages there are. What it lacks leaves no page, no entry in the navigation."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs_static_i18n.config import I18nPluginConfig

from gateway_docs.clients import load_clients
from gateway_docs.facts import Facts
from gateway_docs.pages.front_matter import get_data
from gateway_docs.pages.names import names
from gateway_docs.pages.offered_clients import offered_clients
from gateway_docs.pages.template import holds

#: Front matter of a page: the condition under which the site has it, such as `needs: promotions`.
NEEDS = "needs"


@dataclass(frozen=True)
class Edition:
    """The site of one gateway. `path` is its facts'; `languages` are the project's, `gone` the pages that it lacks."""

    facts: Facts
    path: Path
    project: Path
    languages: tuple[str, ...]
    gone: frozenset[str]

    def names(self, language: str | None = None, page: str = "index.md") -> dict[str, Any]:
        """What a page may use; texts are in the gateway's first language unless told."""
        return names(self.facts, language or self.facts.languages[0], page, self.gone)

    def has(self, src_uri: str) -> bool:
        """Whether the file `en/faq.md` of the docs folder is part of the site."""
        language, _, name = src_uri.partition("/")
        return name not in self.gone and (language in self.facts.languages or language not in self.languages)


def pages_left_out(facts: Facts, docs: Path) -> frozenset[str]:
    """The pages, by their name below a language's folder, that this gateway's site does not have.

    Those are the guides of clients for which it serves nothing, and pages whose `needs` does not hold.
    """
    offered = {client.id for client in offered_clients(facts)}
    guides = {f"clients/{client}.md" for client in load_clients() if client not in offered}
    return frozenset(guides | set(_without_need(facts, docs)))


def _without_need(facts: Facts, docs: Path) -> Iterator[str]:
    known = names(facts, facts.languages[0])
    for language in facts.languages:
        for path in sorted((docs / language).rglob("*.md")):
            needs = get_data(path.read_text("utf-8-sig"))[1].get(NEEDS)
            if needs and not holds(needs, known):
                yield path.relative_to(docs / language).as_posix()


def i18n(config: MkDocsConfig) -> Any:
    """The plugin that builds one language after the other; it has no types."""
    return config.plugins["i18n"]


def choose_languages(settings: I18nPluginConfig, facts: Facts) -> None:
    """Let the i18n plugin build the gateway's languages, the first one at the root. ValueError: it knows none such."""
    known = {language.locale: language for language in settings.languages}
    if unknown := [language for language in facts.languages if language not in known]:
        raise ValueError(f"languages: must be of {', '.join(known)}; found {', '.join(unknown)}")
    settings.languages = [known[language] for language in facts.languages]
    for language in settings.languages:
        folder = facts.folder(language.locale)
        language.default, language.link, language.build = not folder, f"/{folder}", True


def prune(nav: Any, gone: Collection[str]) -> Any:
    """`nav` as mkdocs.yml has it, without the pages of `gone` and without sections that become empty."""
    if isinstance(nav, str):
        return None if nav in gone else nav
    if isinstance(nav, Mapping):
        kept = {title: prune(child, gone) for title, child in nav.items()}
        return {title: child for title, child in kept.items() if child} or None
    if isinstance(nav, list):
        return [child for child in (prune(child, gone) for child in nav) if child] or None
    return nav
