"""Writes the search index of a language: what the pages say by section, and what the search knows beyond it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from gateway_docs.site.locale import words
from gateway_docs.site.search.extract import Section, sections
from gateway_docs.site.search.knowledge import Asked, Knowledge, knowledge

#: A page in this folder answers one question, how to set up its client; each section of another page answers one.
GUIDES = re.compile(r"(?:^|/)clients/([^/]+)/$")
CODE_WORD = re.compile(r"[A-Za-z_][\w.-]*[A-Za-z]")


@dataclass
class SearchIndex:
    """The pages of one build, in the order in which they were made. URLs are relative to the site's root."""

    pages: dict[str, tuple[str, list[Section]]] = field(default_factory=dict)

    def add(self, url: str, title: str, html: str) -> None:
        self.pages[url.removeprefix("./")] = (title, sections(html))

    def write(self, folder: Path, language: str) -> None:
        """Writes `language`.json into `folder`."""
        folder.mkdir(parents=True, exist_ok=True)
        data = {**self.data(knowledge()), "said": words(language)["search"]}
        text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
        folder.joinpath(f"{language}.json").write_text(text, "utf-8")

    def data(self, known: Knowledge) -> dict[str, Any]:
        """What the browser reads."""
        return {
            "pages": [_page(url, title, known) for url, (title, _) in self.pages.items()],
            "sections": list(self._sections(known)),
            "concepts": known.concepts,
            "silent": known.silent,
            "beginnings": known.beginnings,
            "hosts": known.hosts,
            "signals": [[signal.pattern, signal.sections] for signal in known.signals],
        }

    def _sections(self, known: Knowledge) -> Iterable[dict[str, Any]]:
        answered = self._answered(known)
        for number, (url, (_, found)) in enumerate(self.pages.items()):
            guide = GUIDES.search(url)
            for section in found:
                asked = known.sections.get(f"*/{section.anchor}" if guide else section.anchor, Asked())
                if asked.answered_by is None and (section.texts or section.code):
                    yield _section(number, section, asked, answered.get(section.anchor, []))

    def _answered(self, known: Knowledge) -> dict[str, list[str]]:
        """id -> what other sections say that only point there."""
        texts: dict[str, list[str]] = {}
        for url, (_, found) in self.pages.items():
            for section in found if not GUIDES.search(url) else []:
                asked = known.sections.get(section.anchor)
                if asked and asked.answered_by:
                    texts.setdefault(asked.answered_by, []).extend([section.title, *asked.en, *asked.zh])
        return texts


def _page(url: str, title: str, known: Knowledge) -> dict[str, Any]:
    guide = GUIDES.search(url)
    names = known.clients.get(guide[1], []) if guide else []
    return {"url": url, "title": title, "guide": bool(guide), "names": names}


def _section(page: int, section: Section, asked: Asked, answered: list[str]) -> dict[str, Any]:
    return {
        "page": page,
        "anchor": section.anchor,
        "title": section.title,
        "text": "\n".join(section.texts),
        "code": " ".join(dict.fromkeys(CODE_WORD.findall(" ".join(section.code)))),
        "asked": "\n".join([*asked.en, *asked.zh, *answered]),
        "weight": asked.weight,
    }
