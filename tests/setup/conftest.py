"""What tests of set-up share: a registry with made-up packages, and the variables that lead installers to it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from registry import BIN, Registry, registry

from gateway_docs.environments.install import Tools


@pytest.fixture(scope="session")
def packages() -> Iterator[Registry]:
    with registry() as found:
        yield found


@pytest.fixture
def tools(packages: Registry, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Tools:
    """Installers that know the made-up registry alone, and keep what they load in this test's folder."""
    for name in [name for name in os.environ if name.lower().startswith(("npm_config_", "uv_", "pip_"))]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("PATH", f"{BIN}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("npm_config_registry", packages.url)
    monkeypatch.setenv("UV_DEFAULT_INDEX", f"{packages.url}/simple/")
    return Tools(BIN, dict(os.environ))
