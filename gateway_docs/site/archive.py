"""The whole site as one archive that is read from a folder, without a server.

When browsers read files, they run no modules and find no page by its folder. So its pages have no scripts, as the
site works without JavaScript, and their links name files.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from mkdocs.config.defaults import MkDocsConfig

from gateway_docs.facts import Facts
from gateway_docs.site import policy

NAME = "offline.zip"
#: What only a server or a script asks for.
_LEFT_OUT = ("404.html", "*/404.html", "search/*", "assets/*.js", "*.gz", "sitemap.xml", "robots.txt", "sw.js")
_SCRIPT = re.compile(
    r"<script\b(?![^>]*application/(?:ld\+)?json).*?</script>\n?|<template data-script.*?</template>\n?", re.DOTALL
)
_CHANGES = (
    # What browsers show only where scripts are off, which here is everywhere.
    (re.compile(r"</?noscript>"), ""),
    (re.compile(r"\(scripting: ?none\)"), "all"),
    # What leads out of the folder: old addresses go to folders by themselves, and the archive is not in itself.
    (re.compile(r'<meta http-equiv="refresh"[^>]*>\n?'), ""),
    (re.compile(rf'<li><a href="[^"]*{NAME}"[^>]*>[^<]*</a></li>\n?'), ""),
)
_ADDRESS = re.compile(r'(<(?:a|link|img|form)\b[^>]*?\b(?:href|src|action)=")([^"]*)"')
#: A fixed time, so that the same site is the same archive.
_TIME = (2026, 1, 1, 0, 0, 0)


def write(site: Path, config: MkDocsConfig, facts: Facts) -> None:
    """Write offline.zip, whose one folder holds every page, picture and Markdown twin."""
    with zipfile.ZipFile(site / NAME, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in _files(site):
            name = path.relative_to(site).as_posix()
            data = page(path.read_text("utf-8")).encode() if path.suffix == ".html" else path.read_bytes()
            entry = zipfile.ZipInfo(f"{urlsplit(facts.site_url).hostname}/{name}", _TIME)
            archive.writestr(entry, data, zipfile.ZIP_DEFLATED)


def page(html: str) -> str:
    """A page with links to files and without scripts."""
    html = _SCRIPT.sub("", policy.META.sub("", html))
    for pattern, instead in _CHANGES:
        html = pattern.sub(instead, html)
    return _ADDRESS.sub(lambda found: f'{found[1]}{_file(found[2])}"', html)


def _files(site: Path) -> Iterator[Path]:
    for path in sorted(site.rglob("*")):
        name = path.relative_to(site)
        if path.is_file() and path.name != NAME and not any(name.match(pattern) for pattern in _LEFT_OUT):
            yield path


def _file(address: str) -> str:
    """`address` with the file's own name where it names a folder."""
    parts = urlsplit(address)
    if parts.scheme or parts.netloc or not parts.path:
        return address
    if posixpath.basename(parts.path) in ("", ".", ".."):
        parts = parts._replace(path=f"{parts.path.rstrip('/')}/index.html", query="")
    return parts.geturl()
