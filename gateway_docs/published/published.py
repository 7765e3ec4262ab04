"""What is known of a site before it is judged: its version, its pages, and what they were built to be."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from gateway_docs.facts import Facts
from gateway_docs.output.redirects import redirect_rules
from gateway_docs.project import ROOT
from gateway_docs.published.asking import Answer, Site

SAMPLE = 12
_LOCATION = re.compile(r"<loc>([^<]+)</loc>")


@dataclass(frozen=True)
class Published:
    """`built` is the folder of a build to compare with; without it the site is held against what it says itself."""

    site: Site
    facts: Facts
    built: Path | None = None

    @cached_property
    def version(self) -> dict[str, object]:
        """version.json; empty if there is none."""
        try:
            found = json.loads(self.site.page("version.json").text)
        except ValueError:
            return {}
        return found if isinstance(found, dict) else {}

    @property
    def release(self) -> str:
        return str(self.version.get("release", ""))

    def folder(self, name: str) -> str:
        """`assets/3f9c0a1b` for assets; the bare name if version.json does not say."""
        known = self.version.get("folders")
        return (
            next((path for path in known if str(path).startswith(f"{name}/")), name)
            if isinstance(known, list)
            else name
        )

    @cached_property
    def pages(self) -> list[str]:
        """Every page that the sitemap names, from the front page."""
        root = self.facts.home()
        named = _LOCATION.findall(self.site.page("sitemap.xml").text)
        return [address.removeprefix(root) for address in named if address.startswith(root)]

    @cached_property
    def sample(self) -> list[Answer]:
        """The front page of each language, and pages from the whole of the sitemap."""
        homes = map(self.facts.folder, self.facts.languages)
        step = max(1, len(self.pages) // SAMPLE)
        return [self.site.page(name) for name in dict.fromkeys([*homes, *sorted(self.pages)[::step]])]

    @cached_property
    def files(self) -> dict[str, Answer]:
        """One file of each kind."""
        names = {
            "script": f"{self.folder('assets')}/site.js",
            "icon": f"{self.folder('assets')}/favicon.svg",
            "search": f"{self.folder('search')}/{self.facts.languages[0]}.json",
            "twin": "index.md",
            "list": "llms.txt",
            "sitemap": "sitemap.xml",
            **({"doctor": "doctor.py"} if self.facts.chat else {}),
            "worker": "sw.js",
            "version": "version.json",
        }
        return {kind: self.site.page(name) for kind, name in names.items()}

    @cached_property
    def missing(self) -> list[tuple[str, Answer]]:
        """Language, and what the server says to an address of it that does not exist."""
        facts = self.facts
        return [(language, self.site.page(f"{facts.folder(language)}no/such/page/")) for language in facts.languages]

    @cached_property
    def old_addresses(self) -> list[tuple[str, str]]:
        """(old, new) of those whose new page is there."""
        rules = redirect_rules(ROOT, self.facts)
        return [(old, new) for old, new in rules if new.partition("#")[0] in self.pages and old not in self.pages]

    @property
    def sends_no_headers(self) -> bool:
        """GitHub Pages takes no settings: there the policy stands in the pages alone."""
        return self.sample[0].header("server").lower() == "github.com"
