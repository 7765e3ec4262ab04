"""What every client says to a fault is a third of Troubleshooting and folded away: scripts fetch it from a file.

In its place stand links to the guides, which have the same words: so it can be read without scripts, too.
"""

from __future__ import annotations

import json
import re
from pathlib import Path, PurePosixPath

from gateway_docs.output.built_site import BuiltSite
from gateway_docs.output.fingerprints import folders

FOLDER = "assets/said"
_BLOCK = re.compile(r'(?<=<details class="quote said">\n)(<summary>.*?</summary>\n)(.*?)(?=</details>)', re.DOTALL)
_GUIDE = re.compile(r'<a href="[^"]*clients/[^"]+/">[^<]*</a>')


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
        page.text = _BLOCK.sub(_with_guides, page.text).replace("</article>", f"{script}</article>", 1)


def said_on(root: Path, name: str) -> list[str]:
    """The blocks of the page `name` of a built site; none for most pages."""
    path = root / folders(root)["assets"] / "said" / PurePosixPath(name).with_suffix(".json")
    texts: list[str] = json.loads(path.read_text("utf-8")) if path.is_file() else []
    return texts


def _with_guides(found: re.Match[str]) -> str:
    guides = " · ".join(dict.fromkeys(_GUIDE.findall(found[2])))
    return f"{found[1]}<p>{guides}</p>\n"
