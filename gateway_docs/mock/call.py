"""A request on its way through the mock, and what it is answered."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from starlette.requests import Request

from gateway_docs.dialects import Dialect, Endpoint
from gateway_docs.facts import Facts, Model, Vendor
from gateway_docs.mock.journal import Said
from gateway_docs.mock.keys import Key
from gateway_docs.software import Software


@dataclass
class Call:
    """A request on its way through the gateway. Fields are filled in as they become known.

    `path` is the path of the endpoint that was found, as it is to be sent: the way to a real gateway.
    """

    facts: Facts
    number: int
    request: Request
    software: Software | None = None
    raw: bytes = b""
    vendor: Vendor = field(init=False)
    dialect: Dialect = field(init=False)
    endpoint: Endpoint = field(init=False)
    path: str = field(init=False)
    key: Key = field(init=False)
    model_id: str | None = None
    model: Model = field(init=False)
    body: Any = None

    @property
    def request_id(self) -> str:
        return f"req_{self.number:012d}"

    @property
    def admitted(self) -> Key | None:
        """Its key, if it was found to have one: not what is public, nor what was refused before."""
        return vars(self).get("key")

    def never(self, refusal_id: str) -> bool:
        """Whether the gateway's software does not refuse for that reason."""
        return self.software is not None and self.software.never(refusal_id)

    def models(self) -> list[Model]:
        """The models that the key's group offers today."""
        here, group = self.vendor, self.key.group_id
        return [model for model in self.facts.models_in(here) if self.facts.sells(group, model, here)]


@dataclass(frozen=True)
class Reply:
    """An answer. A stream has one chunk per event."""

    chunks: list[bytes]
    media_type: str = "application/json"
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    stream: bool = False
    said: Said | None = None
