from __future__ import annotations

import pytest

from gateway_docs.facts import Facts, load_facts
from gateway_docs.project import ROOT


@pytest.fixture(scope="session")
def facts() -> Facts:
    return load_facts(ROOT / "gateway.yml")
