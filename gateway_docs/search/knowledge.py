"""What the search knows beyond the pages: concepts of the field, signs in pasted errors, how people ask."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from gateway_docs.pages.locale import FALLBACK_LANGUAGE
from gateway_docs.project.yaml_files import read_texts
from gateway_docs.software import SoftwareId

FOLDER = Path(__file__).parent
FILES = ("signals", "gateways", "clients", "sections")


class Asked(BaseModel):
    """How readers ask for one section, as a list for each language, or that another one answers it."""

    model_config = ConfigDict(extra="allow", frozen=True)
    __pydantic_extra__: dict[str, list[str]] = Field(init=False)

    answered_by: str | None = Field(default=None, description="id of the section that is shown in its place")
    weight: Annotated[float, Field(gt=0, le=2)] = 1.0

    def inside(self, language: str) -> list[str]:
        """In the language of the site; English where there is no such list."""
        return self.__pydantic_extra__.get(self._known(language), [])

    def outside(self, language: str) -> list[str]:
        """In the other languages."""
        known = self._known(language)
        return [one for other, asked in self.__pydantic_extra__.items() if other != known for one in asked]

    def _known(self, language: str) -> str:
        return language if language in self.__pydantic_extra__ else FALLBACK_LANGUAGE


class Signal(BaseModel):
    """A pattern in a query (in lower case) and the sections it speaks for: id -> share of the best score."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    pattern: str
    sections: dict[str, float]
    of: list[SoftwareId] = Field(default=[], description="software that alone says it: sites of others lack it")


class Knowledge(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    concepts: list[list[str]]
    silent: list[str] = Field(description="words that say nothing about what is asked")
    asides: list[str] = Field(description="patterns of what a query says of tools that it does not ask about")
    beginnings: list[str] = Field(description="ids of the sections to show when nothing of a query is known")
    hosts: list[str] = Field(description="hosts whose name in an address tells something")
    signals: list[Signal]
    gateways: list[Signal] = Field(description="signals of what gateway software says, for sites that name theirs")
    common: list[str] = Field(description="clients whose bare name is a word of the field, and does not name them")
    clients: dict[str, list[str]] = Field(description="page of a client -> its other names")
    sections: dict[str, Asked]
    traditional: dict[str, str] = Field(description="traditional character -> simplified one")


@cache
def knowledge(folder: Path = FOLDER) -> Knowledge:
    """The data files beside this module. ValueError (pydantic's) names a wrong field."""
    # 404, no and 1.0 are words here.
    words, *files = (read_texts(folder / f"{name}.yml") for name in ("words", *FILES))
    traditional = read_texts(folder / "traditional.yml")["characters"].split()
    return Knowledge.model_validate(
        {
            **words,
            **dict(zip(FILES, files, strict=True)),
            "traditional": {other: simple for simple, *others in traditional for other in others},
        }
    )
