"""Whether a built site is whole. The build itself is strict; this sees what was lost behind it, such as a full disk."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

_REFERENCE = re.compile(r'<(?:a|link|script|img|source)\b[^>]*?\b(?:href|src)="([^"#?]+)')
NEEDED = ("index.html", "404.html", "sitemap.xml", "version.json")
MOST_TOLD = 20


def check_site(site: Path) -> list[str]:
    """What is missing, at most MOST_TOLD lines; none: the site is whole."""
    missing = [f"{name}: is missing" for name in NEEDED if not (site / name).is_file()]
    return (missing or list(_problems(site)))[:MOST_TOLD]


def _problems(site: Path) -> Iterator[str]:
    for page in sorted(site.rglob("*.html")):
        text = page.read_text("utf-8", "replace")
        if not text.rstrip().endswith("</html>"):
            yield f"{page.relative_to(site)}: is cut off"
        if page.name != "404.html":  # whose addresses count from the root of the site, wherever that is
            yield from (f"{page.relative_to(site)}: {target}: is not there" for target in _lost(page, text, site))


def _lost(page: Path, text: str, site: Path) -> list[str]:
    """Addresses within the site that lead nowhere."""
    targets = {target for target in _REFERENCE.findall(text) if not urlsplit(target).scheme and target[0] != "/"}
    return sorted(target for target in targets if not _there((page.parent / unquote(target)).resolve(), site))


def _there(path: Path, site: Path) -> bool:
    return path.is_file() or (path / "index.html").is_file()
