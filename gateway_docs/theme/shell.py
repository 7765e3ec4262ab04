"""What the templates of the site may use, and which of the theme's files go into it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import material
from jinja2 import Environment
from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink

from gateway_docs.facts import FAVICON, Facts
from gateway_docs.pages.locale import words
from gateway_docs.theme.branding import logo_name
from gateway_docs.theme.colours import palette
from gateway_docs.theme.first_view import end_of_header
from gateway_docs.theme.options import needs_bundle
from gateway_docs.theme.styles import SHEETS, brand_styles

THEME = Path(__file__).parent / "templates"
INLINE_SCRIPTS = [THEME / f"assets/{name}.js" for name in ("search/keyless", "early", "region")]
PALETTE_SCRIPT = THEME / "assets/palette.js"
#: Written to the site's root.
AT_ROOT = [THEME / "assets/worker.js", THEME / "assets/renew.js"]
#: A string, or what stands between spaces that mean nothing.
_SPACES = re.compile(r"""("[^"\n]*"|`[^`]*`)| ?([={}(),?:&|<>!+]+) ?|(?<=[{;,>])\n""")
_RELATIVE_ALTERNATE = re.compile(r'<link rel="alternate" href="[^"]*" hreflang="[^"]*">\s*')
STOCK_FAVICON = "assets/images/favicon.png"
STOCK_THEME = Path(material.__file__).parent / "templates"


def early_script(regions: int) -> str:
    """What runs in the head before anything is painted."""
    return inline(*(INLINE_SCRIPTS if regions > 1 else INLINE_SCRIPTS[:-1]))


def inline(*scripts: Path) -> str:
    """The code of `scripts` in a block of its own, without comments and needless spaces."""
    lines = [line.partition(" // ")[0].strip() for script in scripts for line in script.read_text("utf-8").splitlines()]
    code = "\n".join(["{", *(line for line in lines if line and not line.startswith("//")), "}"])
    return _SPACES.sub(lambda found: found[1] or found[2] or "", code)


def _mark_titles(entries: Iterable[AnchorLink]) -> None:
    """Titles of sections are HTML already."""
    for entry in entries:
        entry.title = Markup(entry.title)
        _mark_titles(entry.children)


def without_alternates(head: Markup) -> Markup:
    """`head` without the addresses of other languages that are relative to the page: search engines want whole ones."""
    return Markup(_RELATIVE_ALTERNATE.sub("", head))


def site_files(files: Iterable[File]) -> Files:
    """`files` without the scripts that pages have inline, and those that are written to the root."""
    left_out = (*INLINE_SCRIPTS, PALETTE_SCRIPT, *AT_ROOT)
    return Files([file for file in files if not any(map(Path(file.abs_src_path or "").is_relative_to, left_out))])


def with_material(files: Files, config: MkDocsConfig) -> Files:
    """`files` with those that Material's templates name."""
    bundle = "assets/javascripts/bundle*.min.js" if needs_bundle(config) else ""
    for path in sorted(
        path for glob in ("assets/stylesheets/*.min.css", bundle) if glob for path in STOCK_THEME.glob(glob)
    ):
        name = path.relative_to(STOCK_THEME).as_posix()
        if files.get_file_from_path(name) is None:
            files.append(File(name, str(STOCK_THEME), config.site_dir, config.use_directory_urls))
    return files


def dress(config: MkDocsConfig, facts: Facts) -> None:
    """Give Material the operator's logo and icon, where mkdocs.yml names none."""
    theme = config.theme
    if config.copyright:
        config.copyright = Markup(config.copyright)  # HTML, as Material's manual says
    if theme["favicon"] == STOCK_FAVICON:
        theme["favicon"] = FAVICON
    if facts.theme.logo:
        theme["logo"] = f"assets/{logo_name(facts)}"
    theme["icon"] = {"logo": "gateway/mark", **(theme.get("icon") or {})}


class Shell:
    """What surrounds the text of pages in one language; `names` holds the name of each language."""

    def __init__(self, facts: Facts, language: str, names: Mapping[str, str]):
        self._facts, self._language, self._names = facts, language, names

    def prepare(self, env: Environment, config: MkDocsConfig, serving: bool) -> None:
        """All templates escape what they print: facts are data."""
        env.autoescape = True
        env.trim_blocks = env.lstrip_blocks = True
        env.filters["without_alternates"] = without_alternates
        theme = self._facts.theme
        colours = palette(theme.primary, theme.accent or theme.primary)
        env.globals |= {
            "language": self._language,
            "words": words(self._language),
            "home": self._home(self._language)["link"],
            "colours": colours,
            "sheets": SHEETS,
            "brand_styles": brand_styles(colours),
            "end_of_header": end_of_header,
            "early_script": early_script(regions=len(self._facts.regions)),
            "palette_script": inline(PALETTE_SCRIPT),
            "bundle": needs_bundle(config),
            "today": date.today(),
            "worker": not serving,  # under live reload it would answer with the page of yesterday
        }
        self._translate_palette(config)
        self._offer(config, [self._home(language) for language in self._facts.languages])

    def _translate_palette(self, config: MkDocsConfig) -> None:
        """The names of our toggles; what an operator calls theirs stays."""
        said = {key: [words(code)["shell"][key] for code in self._names] for key in ("to_light", "to_dark")}
        for option in config.theme.get("palette") or []:
            toggle = option.get("toggle") if isinstance(option, dict) else None
            for key, names in said.items():
                if toggle and toggle["name"] in names:
                    toggle["name"] = words(self._language)["shell"][key]

    def _offer(self, config: MkDocsConfig, entries: Iterable[Mapping[str, str | None]]) -> None:
        """Fill Material's choice of languages."""
        found = [{"lang": entry["language"], "name": entry["name"], "link": entry["link"]} for entry in entries]
        config.extra["alternate"] = found if len(found) > 1 else []
        # static-i18n writes it there, and templates look there first
        vars(config.extra)["alternate"] = config.extra["alternate"]

    def page_context(self, page: Page, config: MkDocsConfig) -> dict[str, Any]:
        """The page in each language: where it stands, or the language's front page where it has none."""
        files: Mapping[str, File] = getattr(page.file, "alternates", {})
        alternates = [self._alternate(language, files.get(language)) for language in self._facts.languages]
        self._offer(config, alternates)
        self._translate_palette(config)  # live reload makes one page of any language
        _mark_titles(page.toc)
        known = [entry for entry in alternates if entry["address"]]
        return {"known": known, "default_address": known[0]["address"]}

    def _alternate(self, language: str, file: File | None) -> dict[str, str | None]:
        if file is None:
            return {**self._home(language), "address": None}
        link = "." if file.url == "./" else file.url
        return {**self._home(language), "link": link, "address": urljoin(self._facts.home(), file.url)}

    def _home(self, language: str) -> dict[str, str]:
        link = self._facts.folder(language) or "."
        return {"language": language, "name": self._names[language], "link": link}
