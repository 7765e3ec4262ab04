"""What a dialect is made of: endpoints, the places it reads a key from, and the shape of its errors."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any, Literal

from starlette.requests import Request

from gateway_docs.facts import Facts, Model, Vendor
from gateway_docs.mock.keys import Key
from gateway_docs.mock.refusals import Refused
from gateway_docs.mock.validation import RequestType


@dataclass
class Call:
    """A request on its way through the gateway. Fields are filled in as they become known."""

    facts: Facts
    number: int
    request: Request
    raw: bytes = b""
    vendor: Vendor | None = None
    dialect: Dialect | None = None
    endpoint: Endpoint | None = None
    key: Key | None = None
    model_id: str | None = None
    model: Model | None = None
    body: Any = None

    @property
    def request_id(self) -> str:
        return f"req_{self.number:012d}"

    def models(self) -> list[Model]:
        """The models that the key's group offers today."""
        return [
            model
            for model in self.facts.models
            if model.state != "retired" and self.key and self.key.group_id in model.groups
        ]


@dataclass(frozen=True)
class Reply:
    """An answer. A stream has one chunk per event."""

    chunks: list[bytes]
    media_type: str = "application/json"
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    stream: bool = False


def lazily(module: str, name: str) -> Callable[[Call], RequestType]:
    """A function of a module that is imported when it is first called: the SDKs' types take a second or two."""
    return lambda call: getattr(import_module(module), name)(call)


@dataclass(frozen=True)
class Endpoint:
    """`path` stands below the vendor's path; `{model}` in it matches a model id. `public`: no key needed."""

    method: str
    path: str
    answer: Callable[[Call], Reply]
    request_type: Callable[[Call], RequestType] | None = None
    kind: Literal["chat", "embedding"] = "chat"
    public: bool = False


@dataclass(frozen=True)
class Dialect:
    """`key_places` are in the order in which they count: authorization, x-api-key, x-goog-api-key or ?key=."""

    id: str
    endpoints: tuple[Endpoint, ...]
    key_places: tuple[str, ...]
    key_header: str
    error: Callable[[Refused, str], dict]
    check_headers: Callable[[Call], None] = lambda call: None
