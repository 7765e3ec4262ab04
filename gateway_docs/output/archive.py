"""The whole site as one archive that is read from a folder, without a server.

When browsers read files, they run no modules and find no page by its folder. So its pages have no scripts, as the
site works without JavaScript, and their links name files.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from urllib.parse import urlsplit

from gateway_docs.output import policy
from gateway_docs.output.built_site import BuiltSite

NAME = "offline.zip"
#: What only a server or a script asks for.
_LEFT_OUT = (
    *(NAME, "404.html", "*/404.html", "search/*", "search/*/*", "assets/tools/*", "assets/tools/*/*"),
    *("*.js", "*.gz", "sitemap.xml", "robots.txt"),
)
_SCRIPT = re.compile(
    r"<script\b(?![^>]*application/(?:ld\+)?json).*?</script>\n?|<template data-script.*?</template>\n?", re.DOTALL
)
# What browsers show only where scripts are off, which here is everywhere.
_WITHOUT_SCRIPTS = (re.compile(r"\(scripting: ?none\)"), "all")
_CHANGES = (
    (re.compile(r"</?noscript>"), ""),
    _WITHOUT_SCRIPTS,
    # What leads out of the folder: old addresses go to folders by themselves, and the archive is not in itself.
    (re.compile(r'<meta http-equiv="refresh"[^>]*>\n?'), ""),
    (re.compile(rf'<a href="[^"]*{NAME}"[^>]*>[^<]*</a> ·\n?'), ""),
)
_ADDRESS = re.compile(r'(<(?:a|link|img|form)\b[^>]*?\b(?:href|src|action)=")([^"]*)"')
#: A fixed time, so that the same site is the same archive.
_TIME = (2026, 1, 1, 0, 0, 0)


def write(site: BuiltSite) -> None:
    """Write offline.zip, whose one folder holds every page, picture and Markdown twin."""
    host = urlsplit(site.facts.site_url).hostname
    with zipfile.ZipFile(site.root / NAME, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in site.files():
            if not any(name.match(pattern) for pattern in _LEFT_OUT):
                change = _CHANGED.get(name.suffix)
                entry = zipfile.ZipInfo(f"{host}/{name.as_posix()}", _TIME)
                archive.writestr(entry, change(data.decode()) if change else data, zipfile.ZIP_DEFLATED)


def page(html: str) -> str:
    """A page with links to files and without scripts."""
    html = _SCRIPT.sub("", policy.META.sub("", html))
    for pattern, instead in _CHANGES:
        html = pattern.sub(instead, html)
    return _ADDRESS.sub(lambda found: f'{found[1]}{_file(found[2])}"', html)


def style(css: str) -> str:
    """A style sheet as it is where there are no scripts."""
    pattern, instead = _WITHOUT_SCRIPTS
    return pattern.sub(instead, css)


#: Kind of file -> how its text changes.
_CHANGED = {".html": page, ".css": style}


def _file(address: str) -> str:
    """`address` with the file's own name where it names a folder."""
    parts = urlsplit(address)
    if parts.scheme or parts.netloc or not parts.path:
        return address
    if posixpath.basename(parts.path) in ("", ".", ".."):
        parts = parts._replace(path=f"{parts.path.rstrip('/')}/index.html", query="")
    return parts.geturl()
