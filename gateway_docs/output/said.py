"""What every client says to a fault is a third of Troubleshooting and folded away: scripts fetch it from a file.

In its place stands a link to the guides, which have the same words: so it can be read without scripts, too.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path, PurePosixPath

from gateway_docs.facts import Facts
from gateway_docs.output.built_site import BuiltSite
from gateway_docs.output.fingerprints import folders
from gateway_docs.pages.locale import words

FOLDER = "assets/said"
_BLOCK = re.compile(r'(?<=<details class="quote said">\n)(<summary>.*?</summary>\n)(.*?)(?=</details>)', re.DOTALL)
_GUIDES = re.compile(r'<a (href="[^"]*clients/)[^"]+/">')


def write(site: BuiltSite) -> None:
    """A JSON file for each page with such blocks, in which each is a text, in the page's order."""
    for name, page in site.pages.items():
        blocks = [inside for _, inside in _BLOCK.findall(page.text)]
        if not blocks:
            continue
        path = PurePosixPath(FOLDER, name).with_suffix(".json")
        file = site.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(blocks, ensure_ascii=False), "utf-8")
        up = "../" * name.count("/")
        script = f'<template data-script="{up}assets/said.js" data-recordings="{up}{path}"></template>\n'
        page.text = _BLOCK.sub(_with_link(name, site.facts), page.text).replace("</article>", f"{script}</article>", 1)


def said_on(root: Path, name: str) -> list[str]:
    """The blocks of the page `name` of a built site; none for most pages."""
    path = root / folders(root)["assets"] / "said" / PurePosixPath(name).with_suffix(".json")
    texts: list[str] = json.loads(path.read_text("utf-8")) if path.is_file() else []
    return texts


def _with_link(name: str, facts: Facts) -> Callable[[re.Match[str]], str]:
    """What stands on the page `name` in place of a block."""
    language = next(one for one in reversed(facts.languages) if name.startswith(facts.folder(one)))
    text = words(language)["atlas"]["in_guides"]

    def instead(found: re.Match[str]) -> str:
        guides = _GUIDES.search(found[2])
        return f'{found[1]}<p><a {guides[1]}">{text}</a></p>\n' if guides else found[1]

    return instead
