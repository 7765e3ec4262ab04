"""What the search knows beyond the pages: concepts of the field, signs in pasted errors, how people ask."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Annotated

import yaml
from pydantic import BaseModel, ConfigDict, Field

FOLDER = Path(__file__).parent


class Asked(BaseModel):
    """How readers ask for one section, or that another one answers it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    en: list[str] = []
    zh: list[str] = []
    answered_by: str | None = Field(default=None, description="id of the section that is shown in its place")
    weight: Annotated[float, Field(gt=0, le=2)] = 1.0

    def inside(self, language: str) -> list[str]:
        """In the language of the site; English where there is no such list."""
        return self.zh if language == "zh" else self.en

    def outside(self, language: str) -> list[str]:
        """In the other languages."""
        return self.en if language == "zh" else self.zh


class Signal(BaseModel):
    """A pattern in a query (in lower case) and the sections it speaks for: id -> share of the best score."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    pattern: str
    sections: dict[str, float]


class Knowledge(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    concepts: list[list[str]]
    silent: list[str] = Field(description="words that say nothing about what is asked")
    beginnings: list[str] = Field(description="ids of the sections to show when nothing of a query is known")
    hosts: list[str] = Field(description="hosts whose name in an address tells something")
    signals: list[Signal]
    clients: dict[str, list[str]] = Field(description="page of a client -> its other names")
    sections: dict[str, Asked]


@cache
def knowledge(folder: Path = FOLDER) -> Knowledge:
    """The data files beside this module. ValueError (pydantic's) names a wrong field."""
    files = {name: _read(folder / f"{name}.yml") for name in ("words", "signals", "clients", "sections")}
    return Knowledge.model_validate(
        {**files["words"], "signals": files["signals"], "clients": files["clients"], "sections": files["sections"]}
    )


def _read(path: Path) -> object:
    # 404, no and 1.0 are words here.
    return yaml.load(path.read_text("utf-8"), getattr(yaml, "CBaseLoader", yaml.BaseLoader))
