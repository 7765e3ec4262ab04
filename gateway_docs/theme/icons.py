"""The icon of a client, put into the HTML where a page names it: `data-client="codex"` on a link or a word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig

from gateway_docs.clients import Client, Kind, client_file, load_clients
from gateway_docs.facts import Facts, FactsError
from gateway_docs.facts.positions import read_located
from gateway_docs.theme.options import options
from gateway_docs.theme.shell import STOCK_THEME

#: For clients whose maker has no icon in Material.
OF_KIND: dict[Kind, str] = {
    "terminal": "material/console",
    "cli": "material/console",
    "sdk": "material/code-braces",
    "framework": "material/layers-outline",
    "app": "material/application-outline",
}
_PLACE = re.compile(r' data-client="([\w-]+)"([^>]*>)')
#: An icon is as large as a letter: a tenth of a unit is less than anybody sees of it.
_DRAWN = re.compile(r'(?<= d=")[^"]*')
_FINE = re.compile(r"(?<=\.)\d{2,}")
_NEEDLESS = re.compile(r'<!--.*?-->|\s*xmlns="[^"]*"|\s*\n\s*', re.DOTALL)


def icon_file(name: str, themes: Iterable[str | Path]) -> Path | None:
    """The SVG file of an icon such as `simple/cursor`: of `themes`, or Material's. None: there is none."""
    paths = (Path(theme) / ".icons" / f"{name}.svg" for theme in (*themes, STOCK_THEME))
    return next((path for path in paths if path.is_file()), None)


def social_links(facts: Facts, themes: Iterable[str | Path]) -> list[dict[str, str]]:
    """The social links of gateway.yml as Material takes them. FactsError: Material has no such icon."""
    folders = list(themes)
    for place, link in enumerate(facts.social):
        if not icon_file(link.icon, folders):
            raise FactsError(
                f"social.{place}.icon: Material has no icon {link.icon!r}: use one such as 'simple/discord'"
            )
    return [{"name": link.name, "icon": link.icon, "link": link.url} for link in facts.social]


def unknown_icons(config: MkDocsConfig) -> Iterator[str]:
    """What `config` names as an icon and is none, as `theme.options.refusals` words it."""
    toggles = [option.get("toggle") or {} for option in config.theme.get("palette") or [] if isinstance(option, dict)]
    named = {"theme.icon": config.theme.get("icon"), "theme.palette": [toggle.get("icon") for toggle in toggles]}
    named["extra.social"] = [link.get("icon") for link in config.extra.get("social") or []]
    for place, told in named.items():
        for name in _texts(told):
            if not icon_file(name, config.theme.dirs):
                yield f"{place}: {name}: {options()['unknown']['icon'].note}"


def _texts(told: Any) -> Iterator[str]:
    if isinstance(told, str):
        yield told
    for inside in told.values() if isinstance(told, dict) else told if isinstance(told, list) else ():
        yield from _texts(inside)


def unknown_icons_of_clients(project: Path, themes: Iterable[str | Path]) -> Iterator[str]:
    """The same of client.yml, with file and line."""
    folders = list(themes)
    for client in load_clients(project).values():
        if client.icon and not icon_file(client.icon, folders):
            path = client_file(project, client.id)
            line = read_located(path.read_text("utf-8")).line(("icon",))
            yield f"{path}:{line}: icon: {client.icon}: {options()['unknown']['icon'].note}"


class Icons:
    """Icons of the operator's `themes` and of Material."""

    def __init__(self, themes: Iterable[str | Path]):
        self._themes = list(themes)
        self._clients = load_clients()

    def put(self, html: str) -> str:
        """`html` with the icon at the start of each element that names a client. What a page has, it shows again."""
        shown = set[str]()

        def placed(found: re.Match[str]) -> str:
            client = self._clients[found[1]]
            id_ = f"icon-{(client.icon or OF_KIND[client.kind]).replace('/', '-')}"
            svg = self.svg(client)
            if svg.count("<") > len(("<svg", "<path", "</svg")):
                return found[2] + svg  # more than one shape
            if id_ in shown:
                svg = f'{svg.partition(">")[0]}><use href="#{id_}"/></svg>'
            shown.add(id_)
            return found[2] + svg.replace("<path", f'<path id="{id_}"', 1)

        return _PLACE.sub(placed, html)

    def svg(self, client: Client) -> str:
        """One `<svg>`; what surrounds it names the client. The icon is there, see `unknown_icons_of_clients`."""
        path = icon_file(client.icon or OF_KIND[client.kind], self._themes)
        assert path
        svg = _DRAWN.sub(lambda drawn: _FINE.sub(_one_digit, drawn[0]), _NEEDLESS.sub("", path.read_text("utf-8")))
        return svg.replace("<svg", '<svg class="client-icon" aria-hidden="true"', 1)


def _one_digit(fraction: re.Match[str]) -> str:
    """Always one, since numbers of a path stand side by side without spaces."""
    return f"{min(round(float(f'.{fraction[0]}') * 10), 9)}"
