"""The service worker: visited pages, and the rest of their language, can be read when the network is gone."""

from __future__ import annotations

import json
import re
from pathlib import Path

from gateway_docs.output import fingerprints
from gateway_docs.output.built_site import BuiltSite
from gateway_docs.theme.shell import THEME

SOURCE = THEME / "assets/worker.js"
NAME = "sw.js"
#: What pages are made of, and what they load when it is used.
SHELL = ("assets/**/*.js", "assets/**/*.css", "assets/*.svg")


def write(site: BuiltSite) -> None:
    """At the site's root, so that its scope is the whole site. It changes whenever a file does."""
    facts, root = site.facts, site.root
    settings = {
        "release": fingerprints.release(root),
        "fingerprinted": fingerprints.FINGERPRINTED,
        "shell": sorted(path.relative_to(root).as_posix() for glob in SHELL for path in root.glob(glob)),
        "missing": [f"{facts.folder(language)}404.html" for language in facts.languages],
        "texts": {language: [*_chapters(site, language), *_data(root, language)] for language in facts.languages},
    }
    text = SOURCE.read_text("utf-8").replace("/* SETTINGS */ {}", json.dumps(settings))
    (root / NAME).write_text(text, "utf-8")


def _chapters(site: BuiltSite, language: str) -> list[str]:
    """Its pages but the guides: it is the reader's network. What only leads on has no twin."""
    folders = {site.facts.folder(one): one for one in site.facts.languages}
    found = []
    for page in (Path(name) for name in site.pages if (site.root / name).with_suffix(".md").exists()):
        home = f"{page.parts[0]}/" if f"{page.parts[0]}/" in folders else ""
        path = page.as_posix().removeprefix(home).removesuffix(page.name)
        if folders[home] == language and not re.match("clients/.", path):
            found.append(home + path)
    return found


def _data(root: Path, language: str) -> list[str]:
    """What the search of one language loads for all pages, and what its tools know; a page's details once used."""
    search, assets = (fingerprints.folders(root)[name] for name in ("search", "assets"))
    late = [f"{search}/{language}/{name}.json" for name in ("asked", "traditional", "examples-latin", "examples-han")]
    names = [f"{search}/{language}.json", *late]
    tools = (root / assets / "tools").glob(f"*.{language}.json")
    return [name for name in names if (root / name).exists()] + [path.relative_to(root).as_posix() for path in tools]
