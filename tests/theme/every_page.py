"""Every page looks the same with its part of the style sheets: half an hour, so pytest does it only when named.

Each push looks at one page of each kind, which all have the same sheet: test_trimmed_pixels.py.
"""

from __future__ import annotations

from states import look_alike
from tour import SENDS_ON


def test_every_page_looks_the_same(twins, browser, site):
    pages = [path for path in sorted(site.rglob("*.html")) if SENDS_ON not in path.read_text("utf-8")]
    names = [path.relative_to(site).as_posix() for path in pages]
    found = {name: look_alike(browser, twins, f"whole/{name}", f"trimmed/{name}") for name in names}
    assert {name: differ for name, differ in found.items() if differ} == {}
