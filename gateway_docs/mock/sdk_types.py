"""The types of an SDK's requests without the rest of it: its packages import every other type, which takes a second."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.machinery import PathFinder
from pathlib import Path
from types import ModuleType


@contextmanager
def modules_alone(*packages: str) -> Iterator[None]:
    """Import modules of `packages`, and not what these packages import of themselves; parents come first.

    A package that is imported already stays what it is, and one that is imported afterwards is whole.
    """
    empty = [_empty(name) for name in packages if name not in sys.modules]
    try:
        yield
    finally:
        for module in empty:
            del sys.modules[module.__name__]


def _empty(name: str) -> ModuleType:
    parent, _, last = name.rpartition(".")
    if parent:
        folders = [str(Path(folder) / last) for folder in sys.modules[parent].__path__]
    else:
        found = PathFinder.find_spec(name)
        assert found, f"pyproject.toml names {name}"
        folders = list(found.submodule_search_locations or ())
    module = sys.modules[name] = ModuleType(name)
    module.__path__ = folders
    return module
