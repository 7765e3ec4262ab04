"""What the site says by itself, in each language: headings of tables, labels of buttons, messages."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from gateway_docs.project.yaml_files import read_yaml

FOLDER = Path(__file__).parent
FALLBACK_LANGUAGE = "en"
Said = TypeVar("Said")


@cache
def words(language: str) -> dict[str, Any]:
    """Feature -> its words in `language`; a word that the language lacks is in English."""
    fallback = _read(FALLBACK_LANGUAGE)
    return fallback if language == FALLBACK_LANGUAGE else _over(fallback, _read(language))


def spoken(said: Mapping[str, Said], language: str) -> Said:
    """Of what is said in several languages, that in `language`, or in English where it lacks."""
    return said.get(language, said[FALLBACK_LANGUAGE])


def _read(language: str) -> dict[str, Any]:
    files = [FOLDER / f"{language}.yml", *sorted((FOLDER / language).glob("*.yml"))]
    parts = [read_yaml(path) for path in files if path.exists()]
    return {feature: said for part in parts for feature, said in part.items()}


def _over(below: Any, above: Any) -> Any:
    if isinstance(below, dict) and isinstance(above, dict):
        return {name: _over(value, above.get(name, value)) for name, value in below.items()}
    return above
