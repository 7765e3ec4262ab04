"""The exact list of mistakes that no proof sees, because they cannot matter to a request."""

from __future__ import annotations

from collections.abc import Iterable
from fnmatch import fnmatchcase
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from gateway_docs.mutants.points import Mutant
from gateway_docs.project.yaml_files import read_yaml

LIST = Path(__file__).with_name("harmless.yml")


class Harmless(BaseModel):
    """Mistakes of `operator` in `file` where `was` stands, both as patterns of file names."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    file: str
    operator: str
    was: str
    reason: str = Field(min_length=20)

    def covers(self, mutant: Mutant) -> bool:
        """Whether `mutant` is one of these mistakes."""
        known = ((mutant.file, self.file), (mutant.operator, self.operator), (mutant.was, self.was))
        return all(fnmatchcase(text, pattern) for text, pattern in known)


def read_list(path: Path = LIST) -> list[Harmless]:
    """The list. pydantic.ValidationError: an entry is not as it must be."""
    return [Harmless.model_validate(entry) for entry in read_yaml(path) or []]


def idle(entries: Iterable[Harmless], mutants: Iterable[Mutant]) -> list[Harmless]:
    """The entries that name no mistake of the project."""
    known = list(mutants)
    return [entry for entry in entries if not any(map(entry.covers, known))]
