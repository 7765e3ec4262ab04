"""What the data file of a gateway's software may say."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from gateway_docs.dialects import DialectId, dialect_ids
from gateway_docs.dialects.model import Strict
from gateway_docs.software.refusal import CATALOGUE, Charged, Refusal, Retry, Who


def _compiles(pattern: str) -> str:
    re.compile(pattern)
    return pattern


Pattern = Annotated[str, AfterValidator(_compiles)]
Message = str | dict[str, str]
Limit = Literal["minute", "parallel"]
NEVER = "never"
RUN = "run"


class Said(Strict):
    """What an answer is made of; a dialect's part holds what differs there.

    `type`: unless told, the dialect's own for the status. `message`: a format string, or one for each language that
    the software speaks. A header without text is not sent.
    """

    status: int | None = None
    shape: str | None = None
    type: str | None = None
    code: str | None = None
    message: Message | None = None
    headers: dict[str, str] | None = None


class Answer(Said):
    """How a refusal is answered. `source`: one of `sources`, or "run". What is told to readers is the catalogue's
    unless told."""

    source: str
    by: dict[DialectId, Said] = Field(default={})
    entry: str | None = None
    who: Who | None = None
    retry: Retry | None = None
    charged: Charged | None = None

    def in_dialect(self, dialect_id: str) -> Answer:
        """The answer with what differs in that dialect in place."""
        differs = self.by.get(dialect_id)
        return self.model_copy(update=differs.model_dump(exclude_none=True)) if differs else self


class Also(Strict):
    """An answer that no refusal of the catalogue is, such as a closed group."""

    status: int
    message: Message
    entry: str
    source: str
    who: Who = "you"
    retry: Retry = "no"


class Signs(Strict):
    """By what the software shows itself from outside, each enough by itself: patterns in a header of any answer, and
    in the JSON at a path, as Python's json writes it. A group `version` in a pattern is the version."""

    headers: dict[str, Pattern] = Field(default={})
    paths: dict[str, Pattern] = Field(default={})


class Software(Strict):
    """One software, as it answers in the version that was read."""

    id: str
    name: str
    version: str
    read: Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$", description="the day")]
    sources: dict[str, str] = Field(default={}, description="name -> path and commit")
    signs: Signs
    headers: dict[str, str] = Field(default={}, description="of every answer; {request_id} stands for itself")
    request_id: str | None = Field(default=None, description="the header that holds the request's id")
    protocols: list[DialectId] = Field(default_factory=dialect_ids, description="those it serves; all unless told")
    keys: Literal["one", "per-group"] = Field(description="one key for all dialects, or one for each group")
    keys_also: list[str] = Field(default=[], description="where a key is read in any format, besides its own places")
    limits: list[Limit] = Field(description="what its own limits count; empty: it has none")
    gemini_versions: list[str] = Field(default=[])
    console: Pattern | None = Field(default=None, description="paths that answer the console's page, status 200")
    serves_also: dict[Pattern, str] = Field(default={}, description="a path -> the right one that it answers like")
    besides: list[str] = Field(default=[], description="paths that it serves and no dialect has")
    unserved: dict[Pattern, str] = Field(default={}, description="a path that the dialects have -> the refusal")
    shapes: dict[str, Any] = Field(description="bodies, with names in braces; a text is sent as text")
    passed_on: Answer | None = Field(default=None, description="what vendors refuse; without it, in their words")
    refusals: dict[str, Answer | Literal["never", "vendor"]] = Field(description="vendor: in its words and shape")
    also: list[Also] = Field(default=[])

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        own = {id_ for id_, refusal in CATALOGUE.items() if refusal.of == "gateway"}
        known = {id_ for id_, refusal in CATALOGUE.items() if refusal.of != "mock"}
        if missing := own - {*self.refusals}:
            raise ValueError(f"no answer, and not never: {', '.join(sorted(missing))}")
        if unknown := {*self.refusals, *self.unserved.values()} - known:
            raise ValueError(f"no refusal of the catalogue: {', '.join(sorted(unknown))}")
        for name, answer in {"passed_on": self.passed_on, **self.refusals}.items():
            self._check(name, answer)
        for one in self.also:
            self._check_source(one.message, one.source)
        return self

    def _check(self, name: str, answer: Answer | str | None) -> None:
        if not isinstance(answer, Answer):
            return
        self._check_source(name, answer.source)
        for said in (answer, *map(answer.in_dialect, answer.by)):
            if said.shape not in self.shapes or said.message is None:
                raise ValueError(f"{name}: needs a message, and a shape of: {', '.join(self.shapes)}")

    def _check_source(self, name: object, source: str) -> None:
        if source not in (*self.sources, RUN):
            raise ValueError(f"{name}: its source must be one of: {', '.join([*self.sources, RUN])}")

    def never(self, refusal_id: str) -> bool:
        """Whether the software does not refuse for that reason."""
        return self.refusals.get(refusal_id) == NEVER

    def answer(self, refusal_id: str, dialect_id: str) -> Answer | None:
        """What it answers in a dialect; None: in the vendor's words and shape, or it never does."""
        passed_on = self.passed_on if CATALOGUE[refusal_id].of == "vendor" else None
        answer = self.refusals.get(refusal_id, passed_on)
        return answer.in_dialect(dialect_id) if isinstance(answer, Answer) else None

    def place_of(self, path: str) -> str:
        """The right path that `path` answers like: itself, unless the software serves it also."""
        return next(
            (re.sub(found, right, path) for found, right in self.serves_also.items() if re.search(found, path)), path
        )

    def lacks(self, path: str) -> str | None:
        """The refusal at a path that the dialects have and the software does not serve."""
        return next((refusal for found, refusal in self.unserved.items() if re.search(found, path)), None)

    def shows_console(self, path: str) -> bool:
        return self.console is not None and path not in self.besides and bool(re.search(self.console, path))


def told(refusal: Refusal, answer: Answer | None) -> Refusal:
    """The refusal with what readers are told of this answer."""
    said = {name: getattr(answer, name) for name in ("entry", "who", "retry", "charged", "status") if answer}
    return refusal.model_copy(update={name: value for name, value in said.items() if value is not None})


def spoken(message: Message, accepted: str, values: Mapping[str, Any]) -> str:
    """The message in the first accepted language that the software has, or in its first one, with values in place."""
    if isinstance(message, dict):
        wanted = accepted[:2].lower()
        message = message.get(wanted) or next(iter(message.values()))
    return message.format_map(_Known(values))


class _Known(dict[str, Any]):
    """A name without a value stands for itself."""

    def __missing__(self, name: str) -> str:
        return f"{{{name}}}"
