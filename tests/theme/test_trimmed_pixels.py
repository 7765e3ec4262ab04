"""A page of Material looks the same with its part of the style sheets as with all of them, to the pixel."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest
from hanging import HANGING_SECONDS
from PIL import Image
from states import ROUNDED, look_alike, same_to_the_eye

from gateway_docs.measure.browser import served
from gateway_docs.theme.shell import STOCK_THEME
from gateway_docs.theme.trimmed_styles import TrimmedStyles

STOCK = Path(__file__).parent / "stock"
BUNDLE = next((STOCK_THEME / "assets/javascripts").glob("bundle.*.min.js")).read_text("utf-8")
LINKED = re.compile(r'<link rel="stylesheet"[^>]*>')
BUNDLE_LOADED = re.compile(r'<script src="[^"]*bundle[^>]*></script>')
KINDS = ("index.html", "part/index.html", "part/code/index.html", "part/blocks/index.html", "404.html")
KINDS_BY_MARK = [KINDS[2], *(pytest.param(name, marks=pytest.mark.thorough) for name in KINDS if name != KINDS[2])]
#: One page of each kind that shares a sheet, the FAQ's by default.
OTHER_PAGES = (
    "index.html",
    "api-keys/index.html",
    "setup/index.html",
    "clients/index.html",
    "zh/clients/codex/index.html",
)
PAGES = ["faq/index.html", *(pytest.param(name, marks=pytest.mark.thorough) for name in OTHER_PAGES)]


def with_style(html: str, css: str) -> str:
    """A page with `css` in place of the sheets that it links."""
    first, *rest = LINKED.split(html)
    return f"{first}<style>{css}</style>{''.join(rest)}"


@pytest.fixture(scope="module")
def stock(material, tmp_path_factory):
    """Sites of plain Material, with its scripts and without."""
    folder = tmp_path_factory.mktemp("stock")
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict", "--site-dir", str(folder / "whole")]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    subprocess.run(command, cwd=STOCK, env=environment, check=True, timeout=HANGING_SECONDS)
    for name in ("trimmed", "whole-unscripted", "trimmed-unscripted"):
        shutil.copytree(folder / "whole", folder / name)
    styles = TrimmedStyles(material)
    for name in KINDS:
        html = (folder / "whole" / name).read_text("utf-8")
        unscripted = BUNDLE_LOADED.sub("", html)
        for site, text, css in (
            ("whole", html, "".join(material)),
            ("trimmed", html, styles.for_pages([html], [BUNDLE])),
            ("whole-unscripted", unscripted, "".join(material)),
            ("trimmed-unscripted", unscripted, styles.for_pages([unscripted])),
        ):
            (folder / site / name).write_text(with_style(text, css), "utf-8")
    with served(folder) as address:
        yield address


@pytest.mark.parametrize("scripts", ["", "-unscripted"])
@pytest.mark.parametrize("name", KINDS_BY_MARK)
def test_plain_material_looks_the_same(stock, browser, name, scripts):
    assert look_alike(browser, stock, f"whole{scripts}/{name}", f"trimmed{scripts}/{name}") == []


@pytest.mark.parametrize("name", PAGES)
def test_page_looks_the_same(twins, browser, name):
    assert look_alike(browser, twins, f"whole/{name}", f"trimmed/{name}") == []


def with_one_pixel(green: int, width: int = 20) -> bytes:
    """A white picture with one pixel of another colour."""
    image, file = Image.new("RGB", (width, 10), "white"), BytesIO()
    image.putpixel((3, 4), (255, green, 255))
    image.save(file, "PNG")
    return file.getvalue()


def test_one_pixel_of_another_colour_is_seen():
    assert same_to_the_eye(with_one_pixel(255), with_one_pixel(255 - ROUNDED))
    assert not same_to_the_eye(with_one_pixel(255), with_one_pixel(255 - ROUNDED - 1))
    assert not same_to_the_eye(with_one_pixel(255), with_one_pixel(255, width=21))
