"""Puts a tool where a page says `<div data-gateway-tool="cost"></div>`."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url

from gateway_docs.facts import Facts
from gateway_docs.pages import locale
from gateway_docs.site.tools.check import check_data, places
from gateway_docs.site.tools.cost import cost_data
from gateway_docs.site.tools.setup import setup_data
from gateway_docs.site.tools.sorted_tables import clients_data, models_data

#: Of the scripts of tools, in the site.
FOLDER = "assets/tools"
PLACE = re.compile(r'<div data-gateway-tool="(\w+)"></div>')


def _over(words: dict[str, Any], others: dict[str, Any]) -> dict[str, Any]:
    """`words` with the `others` in place of those of the same name."""
    return {
        **words,
        **{name: _over(words[name], new) if isinstance(new, dict) else new for name, new in others.items()},
    }


#: Tool -> what its script needs to know, from the facts and the language.
DATA: dict[str, Callable[[Facts, str], dict[str, Any]]] = {
    "cost": cost_data,
    "setup": setup_data,
    "check": check_data,
    "clients": clients_data,
    "models": models_data,
}
#: Tools whose data is a file of its own, which is fetched when a reader touches the tool.
LATE = ("check",)
#: Tools whose template has another name.
TEMPLATES = dict.fromkeys(("clients", "models"), "table")


class Tools:
    """Renders `partials/tools/<tool>.html` with the tool's `data` and `words`.

    `themes` are the folders of templates, `files` the pages of the language, whose sections tools link to.
    """

    def __init__(self, facts: Facts, language: str, themes: Sequence[str], files: Files):
        self._facts, self._language, self._files = facts, language, files
        self._env = Environment(loader=FileSystemLoader(themes), autoescape=True)
        self._late: dict[str, Any] = {}
        self._settings: dict[str, Any] = {}

    def insert(self, html: str, page: Page) -> str:
        """`html`, a whole page, with its tools in place."""
        return PLACE.sub(lambda match: self._render(match[1], page), html)

    def write(self, root: Path) -> None:
        """The files that scripts of tools fetch, in the folder of the site."""
        late = {self._file(tool): data for tool, data in self._late.items()}
        settings = {f"known/{client}.json": data for client, data in self._settings.items()}
        for name, data in (late | settings).items():
            file = root / FOLDER / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(json.dumps(data, ensure_ascii=False, separators=(",", ":")), "utf-8")

    def _file(self, tool: str) -> str:
        return f"{tool}.{self._language}.json"

    def _words(self, tool: str) -> dict[str, Any]:
        """What the tool says; where vendors and formats are two things, one chooses a format."""
        said = locale.words(self._language)
        return _over(said[tool], said["formats"].get(tool, {}) if self._facts.formats_differ else {})

    def _render(self, tool: str, page: Page) -> str:
        data, words = DATA[tool](self._facts, self._language), self._words(tool)
        if tool == "check":
            data["places"] = places(self._files, page)
            self._settings = {one["id"]: one.pop("settings") for one in data["clients"] if "settings" in one}
        known = {**data, "words": words}
        if tool in LATE:
            self._late[tool] = known
        return self._env.get_template(f"partials/tools/{TEMPLATES.get(tool, tool)}.html").render(
            tool=tool,
            data=data,
            words=words,
            embedded=embedded(known),
            known_file=self._file(tool),
            asset=lambda name: get_relative_url(f"{FOLDER}/{name}", page.url),
        )


def embedded(data: Any) -> Markup:
    """`data` as JSON that may stand in a script element: no text in it can end the element."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("&", r"\u0026").replace("<", r"\u003c").replace(">", r"\u003e"))
