"""Reads YAML files of the project with libyaml where it is there: a build reads hundreds of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_yaml(path: Path) -> Any:
    """What the UTF-8 file at `path` holds; None: nothing. yaml.YAMLError: it is not YAML."""
    return yaml.load(path.read_text("utf-8"), Loader=_Loader)
