"""What the site says by itself, in each language: headings of tables, labels of buttons, messages."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from gateway_docs.yaml_files import read_yaml

FOLDER = Path(__file__).parent
FALLBACK_LANGUAGE = "en"


@cache
def words(language: str) -> dict[str, Any]:
    """Feature -> its words in `language`; a word that the language lacks is in English."""
    fallback = _read(FALLBACK_LANGUAGE)
    return fallback if language == FALLBACK_LANGUAGE else _over(fallback, _read(language))


def _read(language: str) -> dict[str, Any]:
    files = [FOLDER / f"{language}.yml", *sorted((FOLDER / language).glob("*.yml"))]
    parts = [read_yaml(path) for path in files if path.exists()]
    return {feature: said for part in parts for feature, said in part.items()}


def _over(below: Any, above: Any) -> Any:
    if isinstance(below, dict) and isinstance(above, dict):
        return {name: _over(value, above.get(name, value)) for name, value in below.items()}
    return above
