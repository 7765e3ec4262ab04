"""The content security policy: a page may load its own site's files and the inline code that this build wrote."""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

from gateway_docs.facts import Facts
from gateway_docs.facts.model import OtherHosts

#: Script types that browsers do not execute; they need no hash.
DATA = ("application/json", "application/ld+json")
META = re.compile(r'\n?<meta http-equiv="Content-Security-Policy" content="([^"]*)">')
_BEFORE = (re.compile(r'<meta charset="[^"]*">', re.IGNORECASE), re.compile(r"<head[^>]*>", re.IGNORECASE))


def write(site: Path, config: MkDocsConfig, facts: Facts) -> None:
    """Put into each page the policy that it needs. PluginError names what on a page no strict policy would allow."""
    pages = {path: META.sub("", path.read_text("utf-8")) for path in sorted(site.rglob("*.html"))}
    readers = {path: _read(text) for path, text in pages.items()}
    problems = [f"{path.relative_to(site)}: {problem}" for path in pages for problem in readers[path].problems]
    if problems:
        raise PluginError("The content security policy forbids\n" + "\n".join(problems))
    for path, page in pages.items():
        inline = (sorted(set(readers[path].inline[tag])) for tag in _TAGS)
        path.write_text(_with_meta(page, policy(*inline, facts.other_hosts)), "utf-8")


def policy(scripts: list[str], styles: list[str], other: OtherHosts = OtherHosts()) -> str:  # noqa: B008 (frozen)
    """The policy that allows these inline scripts and styles, given as their text, and the operator's other hosts."""
    return "; ".join(
        (
            "default-src 'none'",
            " ".join(["script-src 'self'", *map(sha256, scripts), *other.scripts]),
            " ".join(["style-src 'self'", *map(sha256, styles)]),
            " ".join(["img-src 'self' data:", *other.images]),
            "font-src 'self'",
            " ".join(["connect-src 'self'", *other.requests]),
            "base-uri 'none'",
            "form-action 'self'",
        )
    )


def sha256(code: str) -> str:
    """The source expression that allows an inline element with this text."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()}'"


def of_site(site: Path) -> str:
    """The policy that allows what any page of a built site allows: for a header, which is the same for all of them."""
    found = (META.search(path.read_text("utf-8")) for path in site.rglob("*.html"))
    directives: dict[str, set[str]] = {}
    for text in sorted({match[1] for match in found if match}) or [policy([], [])]:
        for directive in text.split("; "):
            name, *sources = directive.split(" ")
            directives.setdefault(name, set()).update(sources)
    return "; ".join(" ".join([name, *sorted(sources)]) for name, sources in directives.items())


def _with_meta(page: str, text: str) -> str:
    # Before anything that it governs, but after the charset, which must stand in the first kilobyte.
    meta = f'<meta http-equiv="Content-Security-Policy" content="{text}">'
    place = next(pattern for pattern in _BEFORE if pattern.search(page))
    return place.sub(lambda found: f"{found[0]}\n{meta}", page, count=1)


_TAGS = ("script", "style")


#: What a page without problems consists of, so that it need not be read tag by tag.
_INLINE = re.compile(r"<(script|style)\b([^>]*)>(.*?)</\1>", re.DOTALL)
_SUSPICIOUS = re.compile(r"<[a-z][^<]*?(?:\sstyle\s*=|\son[a-z]+\s*=|javascript:)", re.IGNORECASE)


def _read(page: str) -> _Inline:
    reader = _Inline()
    if not _SUSPICIOUS.search(_INLINE.sub("", page)):
        for tag, attributes, code in _INLINE.findall(page):
            if " src=" not in attributes and not any(f'type="{kind}"' in attributes for kind in DATA):
                reader.inline[tag].append(code)
        return reader
    reader.feed(page)
    reader.close()
    return reader


class _Inline(HTMLParser):
    """Collects the text of inline scripts and styles, and what can have no hash: handlers and style attributes."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.inline: dict[str, list[str]] = {tag: [] for tag in _TAGS}
        self.problems: list[str] = []
        self._open: str | None = None

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        values = dict(attributes)
        wrong = [name for name in values if name == "style" or name.startswith("on")]
        wrong += [name for name, value in values.items() if (value or "").strip().lower().startswith("javascript:")]
        self.problems += [f"line {self.getpos()[0]}: <{tag} {name}>" for name in wrong]
        if tag in _TAGS and "src" not in values and values.get("type") not in DATA:
            self._open = tag
            self.inline[tag].append("")

    def handle_endtag(self, tag: str) -> None:
        if tag == self._open:
            self._open = None

    def handle_data(self, data: str) -> None:
        if self._open:
            self.inline[self._open][-1] += data
