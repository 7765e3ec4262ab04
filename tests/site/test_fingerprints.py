"""What pages load is where they say, under an address that holds a digest of its content."""

from __future__ import annotations

import re
from urllib.parse import urljoin

from gateway_docs.output.fingerprints import FINGERPRINTED, folders, release

LOADED = re.compile(r'\b(?:data-script|data-index|src|href)="([^"#?]+\.(?:js|css|json|svg))"')


def test_what_pages_load_is_there(site):
    for page in site.rglob("*.html"):
        name = page.relative_to(site).as_posix()
        loaded = [urljoin(f"/{name}", address)[1:] for address in LOADED.findall(page.read_text("utf-8"))]
        assert loaded
        assert [path for path in loaded if not (site / path).is_file()] == [], name
        assert not [p for p in loaded if p.startswith(("assets/", "search/")) and not re.match(FINGERPRINTED, p)], name


def test_address_follows_content(renamed_site, site):
    """The same content has the same address; another text of one page another release, and no other script."""
    assert folders(renamed_site)["assets"] == folders(site)["assets"]
    assert release(renamed_site) != release(site)
