"""Another release made from a built site: every page, twin and script says so."""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping
from pathlib import Path

from gateway_docs.output.fingerprints import FOLDERS, folders, release

#: Global in a page whose script is of that release.
SCRIPT = "window.release"


def another(site: Path, folder: Path, name: str) -> Path:
    """A copy of `site` in `folder` as if it were built from other texts: `name` stands in each file."""
    digests = {release(site): f"{len(name):08x}"}
    digests |= {digest: f"{len(name):08x}" for digest in (path.partition("/")[2] for path in folders(site).values())}
    shutil.copytree(site, folder)
    for path in FOLDERS:
        old = folders(site)[path]
        (folder / old).rename(folder / path / digests[old.partition("/")[2]])
    for path in folder.rglob("*"):
        if path.suffix in (".html", ".js", ".json", ".md", ".conf"):
            path.write_text(_said(path, path.read_text("utf-8"), name, digests), "utf-8")
    return folder


def _said(path: Path, text: str, name: str, digests: Mapping[str, str]) -> str:
    text = re.sub("|".join(digests), lambda found: digests[found[0]], text)
    if path.suffix == ".html":
        return re.sub(r"<h1\b.*?>", rf"\g<0>{name} ", text, count=1, flags=re.DOTALL)
    if path.name == "site.js":
        return f"{text}\n{SCRIPT} = '{name}';\n"
    return f"{text}\n{name}\n" if path.suffix == ".md" else text
