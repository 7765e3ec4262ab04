"""Pages read before: what the Markdown parser made of the same words, facts, snippets and code is not made again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

from pytest_examples import CodeExample

from gateway_docs.facts import Facts
from gateway_docs.project import ROOT
from gateway_docs.reader.fences import Fence
from gateway_docs.reader.page import Page, Site
from gateway_docs.reader.unchanged import Unchanged

#: What pages are made from besides their own words and the facts.
MATERIAL = ("gateway_docs", "snippets", "operator", "mkdocs.yml", "requirements/test.txt")
_EXAMPLE = ("source", "start_line", "end_line", "start_index", "end_index", "prefix", "indent")


class KeptPages:
    """Reads pages of `site`, and keeps in `store` those that were read well; takes them from there if it may."""

    def __init__(self, site: Site, store: Unchanged, may_take: bool, root: Path = ROOT):
        self._site, self._store, self._may_take = site, store, may_take
        self._material = material_digest(root, site.facts)

    def read(self, path: Path) -> Page:
        """The page at `path`, which lies in the folder of the site's pages. PageError: it cannot be followed."""
        about = f"page {path.relative_to(self._site.docs)} {self._material} "
        name = hashlib.sha256(about.encode() + path.read_bytes()).hexdigest()
        if self._may_take and (kept := self._store.read(name)) is not None:
            return _unpacked(kept, path)
        page = self._site.read(path)
        self._store.keep(name, _packed(page))
        return page


def material_digest(root: Path, facts: Facts) -> str:
    """A name for everything that pages are made from, their own words excepted."""
    found = hashlib.sha256(facts.model_dump_json().encode())
    for path in _material(root, MATERIAL):
        found.update(f"{path.relative_to(root)}\0".encode() + path.read_bytes() + b"\0")
    return found.hexdigest()


def _material(root: Path, names: Iterable[str]) -> Iterator[Path]:
    for name in names:
        place = root / name
        files = sorted(place.rglob("*")) if place.is_dir() else [place]
        yield from (file for file in files if file.is_file() and file.suffix != ".pyc")


def _packed(page: Page) -> dict[str, Any]:
    fences = [
        {
            "example": {name: getattr(fence.example, name) for name in _EXAMPLE},
            "fence": {"language": fence.language, "title": fence.title, "raw": fence.raw, "tabs": fence.tabs},
        }
        for fence in page.fences
    ]
    return {"fences": fences, "recorded": page.recorded, "prose": page.prose, "spans": page.spans}


def _unpacked(kept: dict[str, Any], path: Path) -> Page:
    group, fences = uuid4(), []
    for one in kept["fences"]:
        example = CodeExample(path=path, group=group, **one["example"])
        tabs = tuple((number, label) for number, label in one["fence"].pop("tabs"))
        fences.append(Fence(example, tabs=tabs, **one["fence"]))
    return Page(path, fences, kept["recorded"], kept["prose"], kept["spans"])
