"""The style sheets of the site, small: the operator's colours and the numbered parts of theme/assets/css on each page.

The other parts hold what few pages show; those pages have them as well.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from types import SimpleNamespace

PARTS = Path(__file__).parent / "theme/assets/css"
#: Part -> what stands in the content of the pages that need it.
NEEDED_BY = {
    "code": ("<pre", 'data-gateway-tool="setup"'),
    "tabs": ('class="tabbed-set',),
    "pictures": ('class="picture"',),
}
_STRING = r""""(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'"""
_COMMENT_OR_STRING = re.compile(rf"/\*.*?\*/|({_STRING})", re.DOTALL)
_SPACE_AROUND = re.compile(rf"({_STRING})|\s*([{{}};,>])\s*|(:)\s+|\s+")


def style_sheet(colours: SimpleNamespace) -> str:
    """CSS for a `<style>` element. It is the same on every page, so that one hash allows it."""
    return minified(variables(colours)) + _joined(sorted(PARTS.glob("[0-9]*.css")))


def sheets_for(content: str) -> list[str]:
    """CSS of the parts that a page with this content needs besides what every page has."""
    sheets = other_sheets()
    return [sheets[part] for part, signs in NEEDED_BY.items() if any(sign in content for sign in signs)]


def other_sheets() -> dict[str, str]:
    """CSS by the name of its part, of the parts that are not on every page."""
    return {path.stem: _joined([path]) for path in PARTS.glob("[!0-9]*.css")}


def variables(colours: SimpleNamespace) -> str:
    """The custom properties that hold the operator's colours."""
    light, dark = colours.light, colours.dark
    fields = {"bg": "bg", "bg-soft": "soft", "code-bg": "code", "link": "link", "accent": "accent"}
    pairs = {name: f"light-dark({getattr(light, field)}, {getattr(dark, field)})" for name, field in fields.items()}
    pairs |= {"brand": colours.brand, "on-brand": colours.on_brand}
    return ":root {" + "".join(f"--{name}: {value};" for name, value in pairs.items()) + "}"


def minified(css: str) -> str:
    """`css` without comments and without the spaces that mean nothing. Strings are kept as they are."""
    css = _COMMENT_OR_STRING.sub(lambda found: found[1] or "", css)
    css = _SPACE_AROUND.sub(lambda found: found[1] or found[2] or found[3] or " ", css)
    return css.replace(";}", "}").strip()


def _joined(paths: list[Path]) -> str:
    return _parts(tuple((path, path.stat().st_mtime_ns) for path in paths))


@cache
def _parts(stamped: tuple[tuple[Path, int], ...]) -> str:
    return minified("\n".join(path.read_text("utf-8") for path, _ in stamped))
