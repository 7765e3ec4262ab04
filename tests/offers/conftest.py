from __future__ import annotations

import pytest

from gateway_docs.clients import ROOT
from gateway_docs.reader.page import Site


@pytest.fixture(scope="session")
def source() -> Site:
    """The site's own configuration and parser."""
    return Site(ROOT / "mkdocs.yml")
