"""A page and what it loads are of one release: addresses of assets hold a digest of their content, pages their release.

`assets/site.js` becomes `assets/3f9c0a1b/site.js`. The whole folder moves, so what its files load from each other
needs no change, and a browser may keep them for good.
"""

from __future__ import annotations

import hashlib
import json
import posixpath
import re
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path
from urllib.parse import unquote, urlsplit

from gateway_docs.facts import FAVICON
from gateway_docs.output.built_site import BuiltSite
from gateway_docs.pages.markdown_lines import outside_code
from gateway_docs.publish import version
from gateway_docs.theme.shell import THEME

#: What pages load, in two folders, because the texts of the search change more often than scripts.
FOLDERS = ("assets", "search")
DIGITS = 8
#: A regular expression, from the site's root.
FINGERPRINTED = rf"(?:{'|'.join(FOLDERS)})/[0-9a-f]{{{DIGITS}}}/"
#: What asks for a newer release cannot itself be of an old one.
RENEW = "renew.js"
_NAMES = "|".join(FOLDERS)
#: What stands before the folder, the folder, the rest of the path: in attributes and in data. Code that readers copy
#: into settings outlives the release; a quote in it stands behind a space or a tag.
_IN_PAGES = re.compile(rf'(?<=[=:,\[]")((?:[^"<>\s]*?/)??)({_NAMES})/([^"<>\s?#]+)(?=["?#])')
_IN_TEXTS = re.compile(rf"(https?://[^\s()\[\]<>\"'?#]*?/)({_NAMES})/([^\s()\[\]<>\"'?#]+)")
_TEXTS = (".md", ".txt", ".xml")


def write(site: BuiltSite) -> None:
    """Move the folders, change the addresses in pages, and write the release into pages and version.json."""
    root, home = site.root, site.facts.home()
    moved = {name: f"{name}/{_digest_of_folder(root / name)}" for name in FOLDERS if (root / name).is_dir()}
    for page, built in site.pages.items():
        built.text = _changed(built.text, page, root, home, moved)
    for path in root.rglob("*"):
        if path.suffix in _TEXTS and path.is_file():
            text, page = path.read_text("utf-8"), path.relative_to(root).as_posix()
            if (new := _changed(text, page, root, home, moved)) != text:
                path.write_text(new, "utf-8")
    for name, target in moved.items():
        (root / name).rename(root / f".{name}")
        (root / name).mkdir()
        (root / f".{name}").rename(root / target)
    shutil.copyfile(THEME / "assets" / RENEW, root / RENEW)
    shutil.copyfile(root / moved["assets"] / posixpath.basename(FAVICON), root / FAVICON)  # settings of clients name it
    _name_release(site, sorted(moved.values()))


def digest(files: Iterable[tuple[Path, bytes]]) -> str:
    """Of names and contents, in that order; DIGITS hexadecimal digits."""
    found = hashlib.sha256()
    for path, content in files:
        found.update(f"{path.name}\0{len(content)}\0".encode() + content)
    return found.hexdigest()[:DIGITS]


def _digest_of_folder(folder: Path) -> str:
    return digest((path, path.read_bytes()) for path in sorted(folder.rglob("*")) if path.is_file())


def folders(site: Path) -> dict[str, str]:
    """Where a built site has each of FOLDERS: assets -> assets/3f9c0a1b."""
    return {path.partition("/")[0]: path for path in json.loads((site / version.FILE).read_text("utf-8"))["folders"]}


def release(site: Path) -> str:
    """The digest of a built site; empty where version.json says none."""
    return str(json.loads((site / version.FILE).read_text("utf-8")).get("release", ""))


def _changed(text: str, page: str, site: Path, root: str, moved: Mapping[str, str]) -> str:
    """The text of `page` with the new addresses; `root` is the address of the site."""

    def changed(found: re.Match[str]) -> str:
        before, folder, name = found.groups()
        there = _folder(before, page, root) == "." and (site / folder / unquote(name)).is_file()
        return f"{before}{moved[folder]}/{name}" if there else found[0]

    if page.endswith(".html"):
        return _IN_PAGES.sub(changed, text)
    # What readers copy into settings outlives the release.
    return outside_code(text, "://", lambda line: _IN_TEXTS.sub(changed, line))


def _folder(address: str, page: str, root: str) -> str:
    """The folder that an address on `page` names, from the site's root, which is "."."""
    if address.startswith(("http:", "https:")):
        return posixpath.relpath(address, root)
    base = urlsplit(root).path
    return posixpath.relpath(posixpath.join(base, posixpath.dirname(page), address), base)


def _name_release(site: BuiltSite, names: list[str]) -> None:
    name, file = digest(site.files()), site.root / version.FILE
    for page in site.pages.values():
        page.text = re.sub(r"<html\b[^>]*", rf'\g<0> data-release="{name}"', page.text, count=1)
    told = json.loads(file.read_text("utf-8")) | {"release": name, "folders": names}
    file.write_text(json.dumps(told) + "\n", "utf-8")
