"""Writes the search index of a language: what the pages say by section, and what the search knows beyond it."""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from gateway_docs.pages.locale import words
from gateway_docs.search.examples import packed
from gateway_docs.search.extract import Section, sections
from gateway_docs.search.knowledge import Asked, Knowledge, knowledge
from gateway_docs.search.own_software import signs_besides
from gateway_docs.search.shelves import write_shelves
from gateway_docs.software import Software

#: A page in this folder answers one question, how to set up its client; each section of another page answers one.
GUIDES = re.compile(r"(?:^|/)clients/([^/]+)/$")
CODE_WORD = re.compile(r"[A-Za-z_][\w.-]*[A-Za-z]")
COLUMNS = ("page", "anchor", "title", "text", "code", "asked", "weight")
#: So many bytes of pages, compressed one by one, go into the index; together they take about two thirds of that.
#: Other pages are fetched when asked for.
PAGES_BYTES = 40_000
#: The rank of pages that answer what people ask. They are there always, because the search weighs all answers against
#: each other; with them, a first search stays under 80 KB.
ANSWERS = 0
#: The section for clients that have no page.
OTHER_CLIENT = "other-client"
#: The page about messages of all kinds of software, and what it weighs where the gateway's own is known.
OTHER_SOFTWARE, OTHERS = re.compile(r"(?:^|/)messages/$"), 0.5


@dataclass
class SearchIndex:
    """The pages of one build, in the order in which they were made. URLs are relative to the site's root.

    `software` is the gateway's, if it is known: its messages lead, those of others recede.
    """

    pages: dict[str, tuple[str, list[Section]]] = field(default_factory=dict)
    software: Software | None = None

    def add(self, url: str, title: str, html: str) -> None:
        self.pages[url.removeprefix("./")] = (title, sections(html))

    def write(self, folder: Path, language: str) -> None:
        """Writes `language`.json into `folder`, and into a folder of that name what is fetched when it is asked for."""
        known = knowledge()
        entries = self.entries(known, language)
        near, far = split(entries)
        data = self.data(known, near) | {"said": words(language)["search"]}
        data["shelves"] = write_shelves(folder / language, [(entry["page"], columns(entry["rows"])) for entry in far])
        asked = asked_elsewhere(known, language)
        said = {*json.dumps([entries, asked], ensure_ascii=False)}
        simple = {other: one for other, one in known.traditional.items() if one in said and other not in said}
        write_json(folder / language / "asked.json", asked)
        for script in ("han", "latin"):
            write_json(folder / language / f"examples-{script}.json", packed(_ids(entries), han=script == "han"))
        write_json(folder / language / "traditional.json", simple)
        write_json(folder / f"{language}.json", data)

    def data(self, known: Knowledge, entries: list[dict[str, Any]]) -> dict[str, Any]:
        """What the browser reads first."""
        rows = [row | {"page": number} for number, entry in enumerate(entries) for row in entry["rows"]]
        return {
            "pages": [entry["page"] for entry in entries],
            "sections": columns(rows),
            "concepts": known.concepts,
            "silent": known.silent,
            "asides": known.asides,
            "beginnings": known.beginnings,
            "hosts": known.hosts,
            "signals": self.signals(known),
        }

    def signals(self, known: Knowledge) -> list[tuple[str, dict[str, float]]]:
        """Pattern -> sections: what is said of all, or what this software says alone and beside the kinds."""
        if self.software is None:
            return [(signal.pattern, signal.sections) for signal in known.signals]
        kinds = [one for one in [*known.signals, *known.gateways] if not one.of or self.software.id in one.of]
        return [(one.pattern, one.sections) for one in kinds] + signs_besides(self.software, kinds)

    def entries(self, known: Knowledge, language: str) -> list[dict[str, Any]]:
        """Each page with its sections: those that the search knows best first, then guides, then the others."""
        answered = self._answered(known, language)
        found = []
        for url, (title, parts) in self.pages.items():
            guide = GUIDES.search(url)
            rows = list(_rows(parts, known, language, answered, bool(guide)))
            for row in rows if self.software else ():
                row["weight"] *= OTHERS if OTHER_SOFTWARE.search(url) else 1
            rank = 1 if guide else ANSWERS if any(section.anchor in known.sections for section in parts) else 2
            page = {"url": url, "title": title, "guide": bool(guide), "names": _names(title, guide and guide[1], known)}
            found.append((rank, {"page": page, "rows": rows, "stays": rank == ANSWERS}))
        return [entry for _, entry in sorted(found, key=lambda item: item[0])]

    def _answered(self, known: Knowledge, language: str) -> dict[str, list[str]]:
        """id -> what other sections say that only point there, and the names of clients that have no page."""
        guides = {guide[1] for guide in map(GUIDES.search, self.pages) if guide}
        texts = {OTHER_CLIENT: [name for page, names in known.clients.items() if page not in guides for name in names]}
        for url, (_, found) in self.pages.items():
            for section in found if not GUIDES.search(url) else []:
                asked = known.sections.get(section.anchor)
                if asked and asked.answered_by:
                    texts.setdefault(asked.answered_by, []).extend(asked.inside(language))
        return texts


def _ids(entries: list[dict[str, Any]]) -> set[str]:
    """Of the sections, and of the clients that have a guide."""
    guides = {guide[1] for entry in entries if (guide := GUIDES.search(entry["page"]["url"]))}
    return guides | {row["anchor"] for entry in entries if not entry["page"]["guide"] for row in entry["rows"]}


def _names(title: str, client: str | None, known: Knowledge) -> list[str]:
    bare = [] if client in known.common else [title, *([client.replace("-", " ")] if client else [])]
    return bare + known.clients.get(client or "", [])


def _rows(
    parts: Iterable[Section], known: Knowledge, language: str, answered: dict[str, list[str]], guide: bool
) -> Iterable[dict[str, Any]]:
    for section in parts:
        name = section.anchor if not guide else "*/" if section.level == 1 else f"*/{section.anchor}"
        asked = known.sections.get(name, Asked())
        if asked.answered_by is None and (section.texts or section.code):
            yield {
                "anchor": section.anchor,
                "title": section.title,
                "text": "\n".join(section.texts),
                "code": " ".join(dict.fromkeys(CODE_WORD.findall(" ".join(section.code)))),
                "asked": "\n".join([*asked.inside(language), *answered.get(section.anchor, [])]),
                "weight": asked.weight,
            }


def split(entries: list[dict[str, Any]]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Those that the browser reads first, and those for which there is no room."""
    left = PAGES_BYTES
    for number, entry in enumerate(entries):
        left -= len(zlib.compress(json.dumps(entry["rows"], ensure_ascii=False).encode()))
        if left < 0 and not entry["stays"]:
            return entries[:number], entries[number:]
    return entries, []


def columns(rows: list[dict[str, Any]]) -> dict[str, list[Any]]:
    """One list for each field: it is smaller so."""
    return {name: [row.get(name) for row in rows] for name in COLUMNS}


def asked_elsewhere(known: Knowledge, language: str) -> dict[str, str]:
    """id -> how readers ask for it in other languages."""
    asked = {anchor: "\n".join(section.outside(language)) for anchor, section in known.sections.items()}
    return {anchor: text for anchor, text in asked.items() if text and not anchor.startswith("*")}


def write_json(path: Path, data: Any) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(data, ensure_ascii=False, separators=(",", ":")), "utf-8")
