"""One picture in one language: its words from `data/`, with facts in place, as SVG and as a list."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

from gateway_docs.pages.locale import FALLBACK_LANGUAGE, spoken
from gateway_docs.pages.template import render
from gateway_docs.project.yaml_files import read_yaml
from gateway_docs.site.pictures.canvas import SIZE, WIDTH, Canvas
from gateway_docs.site.pictures.layouts import LAYOUTS
from gateway_docs.site.pictures.outline import outline

DATA = Path(__file__).parent / "data"
NAMES = tuple(sorted(path.stem for path in DATA.glob("*.yml")))


class Picture:
    """`name` is that of a file in `data/`; `names` are the facts of the page's language. KeyError: no such picture."""

    def __init__(self, name: str, language: str, names: Mapping[str, Any]):
        self.name = name
        self.words = _in_language(_read(name), language, names)
        if self.words["layout"] == "columns":
            self.words["vendors"] = _vendors(self.words, names)
        self.items = outline(self.words)

    @property
    def has_links(self) -> bool:
        return any(item.link or any(point.link for point in item.below) for item in self.items)

    def svg(self, resolve: Callable[[str], str]) -> str:
        """The drawing. `resolve` turns a source file with a section into an address for this page."""
        canvas = Canvas()
        LAYOUTS[self.words["layout"]](canvas, self.words, resolve)
        # As an image it would hide the links in it from screen readers.
        role = "group" if self.has_links else "img"
        return (
            f'<svg viewBox="0 0 {WIDTH} {canvas.height + 1:g}" role="{role}" aria-labelledby="picture-{self.name}"'
            f' direction="ltr" font-size="{SIZE}" fill="currentColor" stroke-width="1.25" text-anchor="middle">'
            f'<title id="picture-{self.name}">{escape(self.words["title"])}</title>{canvas.elements}</svg>'
        )


@cache
def _read(name: str) -> Any:
    if name not in NAMES:
        raise KeyError(name)
    return read_yaml(DATA / f"{name}.yml")


def _in_language(value: Any, language: str, names: Mapping[str, Any]) -> Any:
    if isinstance(value, dict) and FALLBACK_LANGUAGE in value:
        return _in_language(spoken(value, language), language, names)
    if isinstance(value, dict):
        return {key: _in_language(item, language, names) for key, item in value.items()}
    if isinstance(value, list):
        return [_in_language(item, language, names) for item in value]
    return render(value, names) if isinstance(value, str) else value


def _vendors(words: Mapping[str, Any], names: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The vendors of the facts with their groups; keys are numbered through."""
    made, number = [], 0
    for vendor in names["vendors"]:
        groups = []
        for group in vendor.groups:
            number += 1
            multiplier = words["multiplier"].format(group.multiplier)
            groups.append({"key": words["key"].format(number), "name": group.label, "multiplier": multiplier})
        made.append({"name": vendor.name, "groups": groups})
    return made
