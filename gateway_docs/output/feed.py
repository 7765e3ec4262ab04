"""The changelog page of each language as an Atom feed, /changelog.xml."""

from __future__ import annotations

import re
from html import escape, unescape

from gateway_docs.output.built_site import BuiltSite

_ENTRY = re.compile(
    r'<h2 id="(?P<id>(?P<day>\d{4}-\d\d-\d\d)-[\w-]+)">(?P<title>.*?)</h2>(?P<text>.*?)(?=<h2|</article>|\Z)', re.S
)
_MARKS = re.compile(r"<a[^>]*headerlink.*?</a>|<[^>]+>")


def write(site: BuiltSite) -> None:
    """Write one feed beside each changelog page."""
    for language in site.facts.languages:
        folder = site.facts.folder(language)
        if page := site.pages.get(f"{folder}changelog/index.html"):
            text = atom(page.text, site.facts.home(language), site.facts.name, language)
            (site.root / folder / "changelog.xml").write_text(text, "utf-8")


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
