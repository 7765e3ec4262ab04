"""The colours of every text on every page, light and dark: some minutes, so pytest does it only when named.

Each push looks at each kind of text where it is met first, at two widths: test_accessibility.py.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser
from tour import COLOURS, DESKTOP, axe, paths, violations

from gateway_docs.measure.browser import visit


@pytest.mark.parametrize("language", ["en", "zh"])
def test_colours_of_every_text(browser: Browser, site, address, language):
    found = []
    with browser.new_context(viewport=DESKTOP, color_scheme="light", reduced_motion="reduce") as context:
        page = context.new_page()
        for path in paths(site, language):
            visit(page, address + path)
            page.evaluate(axe())
            for scheme in ("dark", "light"):
                page.emulate_media(color_scheme=scheme)
                found += violations(page, COLOURS)
    assert found == []
