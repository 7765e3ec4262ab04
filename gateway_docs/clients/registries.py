"""Clients that ask a package registry by themselves: its host comes from the registry's own client, not from here."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

#: What `contacts` of a client.yml says in place of a host.
NPM, PYTHON = "npm-registry", "python-index"


def hosts(contacts: Iterable[str]) -> dict[str, str]:
    """Host -> what client.yml calls it."""
    known = {NPM: npm_registry, PYTHON: python_index}
    return {known[contact]() if contact in known else contact: contact for contact in contacts}


def registry_names(contacts: Iterable[str]) -> dict[str, str]:
    """Host of each registry among `contacts` -> its name."""
    return {host: contact for host, contact in hosts(contacts).items() if contact in (NPM, PYTHON)}


@cache
def npm_registry() -> str:
    """The host that npm asks where nobody has set another one."""
    unset = {"npm_config_userconfig": "/no/such/user", "npm_config_globalconfig": "/no/such/global"}
    npm = Path(sys.executable).with_name("npm")
    asked = subprocess.run(
        [npm, "config", "get", "registry"],
        capture_output=True,
        text=True,
        check=True,
        cwd="/",
        env={**os.environ, **unset},
    )
    return urlsplit(asked.stdout.strip()).hostname or ""


@cache
def python_index() -> str:
    """The host that pip asks where nobody has set another one."""
    from pip._internal.models.index import PyPI

    return PyPI.netloc
