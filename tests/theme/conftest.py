"""The demo gateway's site with its part of the style sheets, and with all of them."""

from __future__ import annotations

import re
import shutil

import pytest

from gateway_docs.measure.browser import served
from gateway_docs.output.policy import META
from gateway_docs.output.styles import FOCUS
from gateway_docs.theme.colours import palette
from gateway_docs.theme.shell import STOCK_THEME, THEME
from gateway_docs.theme.styles import SHEETS, brand_styles

FOUND = [next((STOCK_THEME / "assets/stylesheets").glob(f"{name}.*.min.css")) for name in ("main", "palette")]
OURS = [(THEME / name).read_text("utf-8") for name in SHEETS]
STYLE = re.compile(r"<style>.*?</style>", re.DOTALL)


@pytest.fixture(scope="session")
def material() -> list[str]:
    """The style sheets of the installed Material."""
    return [path.read_text("utf-8") for path in FOUND]


@pytest.fixture(scope="module")
def twins(site, material, facts, tmp_path_factory):
    """The demo gateway's site as built, and with whole sheets. The policy allows each page its own sheet alone."""
    folder = tmp_path_factory.mktemp("twins")
    shutil.copytree(site, folder / "trimmed")
    shutil.copytree(site, folder / "whole")
    colours = brand_styles(palette(facts.theme.primary, facts.theme.accent or facts.theme.primary))
    whole = f"<style>{''.join(FOCUS.sub(':', sheet) for sheet in material + OURS)}{colours}</style>"
    for path in folder.rglob("*.html"):
        html = META.sub("", path.read_text("utf-8"))
        if path.is_relative_to(folder / "whole"):
            html = STYLE.sub(lambda _: whole, html, count=1)
        path.write_text(html, "utf-8")
    with served(folder) as address:
        yield address
