"""The service worker: visited pages, and the rest of their language, can be read when the network is gone."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from gateway_docs.facts import Facts
from gateway_docs.site.shell import THEME, default_language, languages

SOURCE = THEME / "assets/worker.js"
NAME = "sw.js"
#: What pages are made of, and what they load when it is used.
SHELL = ("assets/**/*.js", "assets/**/*.css", "assets/*.svg")


def write(site: Path, config: MkDocsConfig, facts: Facts) -> None:
    """At the site's root, so that its scope is the whole site. Its version changes whenever a file does."""
    (site / "assets" / SOURCE.name).unlink(missing_ok=True)
    others = [locale for locale in languages(config) if locale != default_language(config)]
    settings = {
        "version": _version(site),
        "shell": sorted(path.relative_to(site).as_posix() for glob in SHELL for path in site.glob(glob)),
        "missing": ["404.html", *(f"{locale}/404.html" for locale in others)],
        "languages": others,
        "search": {locale: _index(site, locale) for locale in languages(config)},
    }
    text = SOURCE.read_text("utf-8").replace("/* SETTINGS */ {}", json.dumps(settings))
    (site / NAME).write_text(text, "utf-8")


def _index(site: Path, locale: str) -> list[str]:
    """What the search of one language loads first; its details of single pages are kept once they were used."""
    found = [site / "search" / f"{locale}.json", site / "search" / locale / "asked.json"]
    return [path.relative_to(site).as_posix() for path in found if path.exists()]


def _version(site: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(path for path in site.rglob("*") if path.is_file() and path.suffix in (".html", ".js", ".json")):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
