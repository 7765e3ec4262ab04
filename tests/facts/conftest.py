from __future__ import annotations

from pathlib import Path

import pytest

from gateway_docs.project import ROOT

DEMO = (ROOT / "gateway.yml").read_text("utf-8")


@pytest.fixture
def demo() -> str:
    """The text of the demo gateway's facts."""
    return DEMO


@pytest.fixture
def write(tmp_path: Path):
    """Writes a gateway.yml of its own for the test."""

    def write(content: str | bytes) -> Path:
        path = tmp_path / "gateway.yml"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write
