"""What pages load is where they say, under an address that holds a digest of its content."""

from __future__ import annotations

import re
from urllib.parse import urljoin

from gateway_docs.output.fingerprints import FINGERPRINTED, folders, release
from gateway_docs.project import ROOT

LOADED = re.compile(r'\b(?:data-script|data-index|src|href)="([^"#?]+\.(?:js|css|json|svg))"')


def test_what_pages_load_is_there(site):
    for page in site.rglob("*.html"):
        name = page.relative_to(site).as_posix()
        loaded = [urljoin(f"/{name}", address)[1:] for address in LOADED.findall(page.read_text("utf-8"))]
        assert loaded
        assert [path for path in loaded if not (site / path).is_file()] == [], name
        assert not [p for p in loaded if p.startswith(("assets/", "search/")) and not re.match(FINGERPRINTED, p)], name


def test_address_follows_content(build_site, site, tmp_path):
    """The same content has the same address; another text of one page another release, and no other script."""
    other = tmp_path / "gateway.yml"
    other.write_text((ROOT / "gateway.yml").read_text("utf-8").replace("name: Demo Gateway", "name: Another One", 1))
    built = build_site(other, tmp_path / "site")
    assert folders(built)["assets"] == folders(site)["assets"]
    assert release(built) != release(site)
