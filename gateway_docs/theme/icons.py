"""The icon of a client, put into the HTML where a page names it: `data-client="codex"` on a link or a word."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from gateway_docs.clients import Client, Kind, load_clients
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
_NEEDLESS = re.compile(r'<!--.*?-->|\s*xmlns="[^"]*"|\s*\n\s*', re.DOTALL)


class Icons:
    """Looks into `.icons` of the operator's `themes` first, then into Material's."""

    def __init__(self, themes: Iterable[str | Path]):
        self._folders = [Path(theme) / ".icons" for theme in (*themes, STOCK_THEME)]
        self._clients = load_clients()

    def put(self, html: str) -> str:
        """`html` with the icon at the start of each element that names a client."""
        return _PLACE.sub(lambda found: found[2] + self.svg(self._clients[found[1]]), html)

    def svg(self, client: Client) -> str:
        """One `<svg>`; what surrounds it names the client. FileNotFoundError: Material has no such icon."""
        name = f"{client.icon or OF_KIND[client.kind]}.svg"
        path = next((path for folder in self._folders if (path := folder / name).is_file()), None)
        if path is None:
            raise FileNotFoundError(f"client.yml of {client.id}: icon: Material has no {name}")
        svg = _NEEDLESS.sub("", path.read_text("utf-8"))
        return svg.replace("<svg", '<svg class="client-icon" aria-hidden="true"', 1)
