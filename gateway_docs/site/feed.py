"""The changelog page of each language as an Atom feed, /changelog.xml."""

from __future__ import annotations

import re
from html import escape, unescape
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from gateway_docs.facts import Facts

_ENTRY = re.compile(
    r'<h2 id="(?P<id>(?P<day>\d{4}-\d\d-\d\d)-[\w-]+)">(?P<title>.*?)</h2>(?P<text>.*?)(?=<h2|</article>|\Z)', re.S
)
_MARKS = re.compile(r"<a[^>]*headerlink.*?</a>|<[^>]+>")


def write(site: Path, config: MkDocsConfig, facts: Facts) -> None:
    """Write one feed beside each changelog page."""
    root = facts.site_url.rstrip("/") + "/"
    for number, language in enumerate(facts.languages):
        folder = "" if number == 0 else f"{language}/"
        page = site / folder / "changelog" / "index.html"
        if page.exists():
            text = atom(page.read_text("utf-8"), f"{root}{folder}", facts.name, language)
            (site / folder / "changelog.xml").write_text(text, "utf-8")


def atom(html: str, home: str, name: str, language: str) -> str:
    """The feed of a changelog page. `home` is the root of the language. Headings of entries have ids such as
    2026-11-24-doctor and begin with that day."""
    address = f"{home}changelog/"
    entries = [_entry(match, address) for match in _ENTRY.finditer(html)]
    days = [match["day"] for match in _ENTRY.finditer(html)]
    return (
        f'<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{language}">\n'
        f"  <title>{escape(name)}</title>\n  <id>{escape(address)}</id>\n"
        f'  <link rel="alternate" type="text/html" href="{escape(address)}"/>\n'
        f'  <link rel="self" type="application/atom+xml" href="{escape(home)}changelog.xml"/>\n'
        f"  <updated>{max(days, default='1970-01-01')}T00:00:00Z</updated>\n"
        f"  <author><name>{escape(name)}</name></author>\n{''.join(entries)}</feed>\n"
    )


def _entry(match: re.Match[str], address: str) -> str:
    title = unescape(_MARKS.sub("", match["title"])).strip()
    title = title.removeprefix(match["day"]).lstrip(":： ")
    link, day = escape(f"{address}#{match['id']}"), match["day"]
    return (
        f"  <entry>\n    <title>{escape(title)}</title>\n    <id>{link}</id>\n"
        f'    <link rel="alternate" type="text/html" href="{link}"/>\n    <updated>{day}T00:00:00Z</updated>\n'
        f'    <content type="html" xml:base="{escape(address)}">{escape(match["text"].strip())}</content>\n  </entry>\n'
    )
