"""What the templates of the site may use, and which of the theme's files go into it."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import material
from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from gateway_docs.facts import Facts
from gateway_docs.site.branding import logo_name
from gateway_docs.site.colours import palette
from gateway_docs.site.first_view import end_of_header
from gateway_docs.site.locale import words
from gateway_docs.site.styles import PARTS, other_sheets, sheets_for, style_sheet

THEME = Path(__file__).parent / "theme"
INLINE_SCRIPTS = [THEME / "assets/early.js", THEME / "assets/region.js"]
INLINE = THEME / "partials"
STOCK_THEME = Path(material.__file__).parent / "templates"


def prepare(env: Environment, facts: Facts, serving: bool) -> None:
    """Templates of ours escape what they print: facts are data. The others come from the theme below."""
    ours = {path.relative_to(THEME).as_posix() for path in THEME.rglob("*.html")}
    env.autoescape = lambda name: name in ours  # type: ignore[assignment]
    env.globals["own"] = lambda name: name if name in ours else "empty.html"
    colours = palette(facts.theme.primary, facts.theme.accent or facts.theme.primary)
    env.globals["colours"] = colours
    env.globals["styles"] = style_sheet(colours)
    env.globals["other_styles"] = other_sheets()
    env.globals["styles_for"] = sheets_for
    env.globals["end_of_header"] = end_of_header
    env.globals["early_script"] = early_script(regions=len(facts.regions))
    env.globals["logo"] = f"assets/{logo_name(facts)}" if facts.theme.logo else None
    # Under live reload a worker would answer with the page of yesterday.
    env.globals["worker"] = not serving


def early_script(regions: int) -> str:
    """What runs before anything is painted, in a block of its own, without indentation and comment lines."""
    scripts = INLINE_SCRIPTS if regions > 1 else INLINE_SCRIPTS[:1]
    lines = [line.strip() for script in scripts for line in script.read_text("utf-8").splitlines()]
    return "\n".join(["{", *(line for line in lines if line and not line.startswith("//")), "}"])


def keep(file: File) -> bool:
    """Whether the site needs `file`: not what pages have inline."""
    source = Path(file.abs_src_path) if file.abs_src_path else None
    return source is None or not (any(map(source.is_relative_to, (PARTS, INLINE, *INLINE_SCRIPTS))))


def site_files(files: Files) -> Files:
    """`files` without what the site does not need."""
    return Files([file for file in files if keep(file)])


def language_context(config: MkDocsConfig) -> dict[str, Any]:
    """What holds for every page of the language that is being built."""
    language = config.theme["language"]
    homes = [home(config, locale) for locale in languages(config)]
    return {
        "language": language,
        "words": words(language),
        "homes": homes,
        "home": next(entry["link"] for entry in homes if entry["language"] == language),
    }


def page_context(page: Page, config: MkDocsConfig) -> dict[str, Any]:
    """The page in each language: where it stands, or the language's front page where it has none."""
    alternates = [_alternate(page, config, locale) for locale in languages(config)]
    known = [entry for entry in alternates if entry["address"]]
    default = next((entry for entry in known if entry["language"] == default_language(config)), known[0])
    return {"alternates": alternates, "known": known, "default_address": default["address"]}


def languages(config: MkDocsConfig) -> dict[str, str]:
    """Locale -> name of each language of the site, the default one first."""
    return {entry.locale: entry.name for entry in config.plugins["i18n"].config.languages if entry.build}


def default_language(config: MkDocsConfig) -> str:
    """The language whose pages stand at the root of the site."""
    return config.plugins["i18n"].default_language


def home(config: MkDocsConfig, locale: str) -> dict[str, str]:
    link = "." if locale == default_language(config) else f"{locale}/"
    return {"language": locale, "name": languages(config)[locale], "link": link}


def _alternate(page: Page, config: MkDocsConfig, locale: str) -> dict[str, str | None]:
    file = getattr(page.file, "alternates", {}).get(locale)
    if file is None:
        return {**home(config, locale), "address": None}
    link = "." if file.url == "./" else file.url
    return {**home(config, locale), "link": link, "address": urljoin(config.site_url or "", file.url)}
