"""What dialect.yml may say, and the dialects that have one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from pydantic_core import PydanticCustomError

from gateway_docs.project.yaml_files import read_yaml

FOLDER = Path(__file__).parent


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class UnknownModel(Strict):
    """How an endpoint refuses a model that is not there. `status`: None is the usual one. `param`: OpenAI's."""

    status: int | None = None
    param: str | None = "model"


class Endpoint(Strict):
    """A path that a gateway serves, below the vendor's own. The model stands in it as {model}, or else in the body.

    `answer` and `events` are what the mock says where it has no code of its own, with values for names in braces.
    """

    name: str
    method: Literal["GET", "HEAD", "POST"] = "POST"
    path: str = Field(description="{version} stands for each of `versions`; without it, the base URL has the version")
    kind: Literal["chat", "embedding"] = "chat"
    limits: list[str] = Field(default=[], description="fields of the request that limit the answer, the usual first")
    effort: str | None = Field(default=None, description="field of the request for the effort of reasoning")
    public: bool = Field(default=False, description="no key is needed")
    unknown_model: UnknownModel = UnknownModel()
    status: int = 200
    answer: Any = None
    events: list[Any] = []


class Check(Strict):
    """The usual request by which one sees whether address, key and model work. It costs a few tokens."""

    endpoint: str
    body: dict[str, Any]
    stream: str = Field(description="the endpoint and the query of the same as a stream")
    stream_body: dict[str, Any] = Field(default={}, description="what is added for that")
    end: str = Field(description="what a whole stream holds")


class Error(Strict):
    """`types`: HTTP status -> {type}. `statuses`, `shapes`: refusal -> status or shape, where it is not the usual one.

    `headers`: refusal -> what its answer carries; `final`: the same of any that need not be sent again as it is.
    `too_long`: the vendor's words where a request has more {tokens} than the {most} of the model.
    """

    shape: dict[str, Any]
    shapes: dict[str, dict[str, Any]] = {}
    headers: dict[str, dict[str, str]] = {}
    final: dict[str, str] = {}
    types: dict[int, str] = {}
    other_type: str | None = None
    statuses: dict[str, int] = {}
    too_long: str = "The request has {tokens} tokens, more than the {most} of the model."


class Variables(Strict):
    """Variables of clients, in the order in which they count. `conflict`: two of `keys` at once are trouble."""

    keys: list[str]
    base_urls: list[str]
    models: list[str]
    conflict: bool = False


class Dialect(Strict):
    id: str
    order: int = Field(description="where it stands in lists")
    versions: list[str] = Field(description="as in /v1, the usual first")
    endpoints: list[Endpoint]
    model_entry: dict[str, Any] = Field(description="how lists describe a model")
    version_headers: dict[str, list[str]] = Field(default={}, description="header -> published values, the usual first")
    other_endpoints: list[str] = Field(default=[], description="what base URLs are seen to end in beside `endpoints`")
    elsewhere: list[str] = Field(default=[], description="what gateways commonly serve besides, below the version")
    keys: list[str] = Field(description="where a key may stand, what counts first: a header, or ?key=")
    headers: dict[str, str] = Field(description="what a request must carry, with {key}")
    answer_headers: dict[str, str] = Field(
        default={}, description="what an answer carries; {limit} requests a minute are allowed, and {left} are left"
    )
    request_id: str | None = Field(default=None, description="the header in which the vendor's SDKs look for an id")
    media_types: dict[str, str] = Field(default={}, description="a media type -> as the vendor writes it")
    check: Check
    tokens: list[str] = Field(description="fields of an answer that count what is paid for")
    error: Error
    hosts: list[str] = Field(description="domains of the vendor itself, which knows no key of a gateway")
    words: list[str] = Field(description="by which names of settings show that they are about this dialect")
    variables: Variables
    short_names: list[str] = Field(default=[], description="by which clients choose a model of the vendor")

    def path(self, name: str) -> str:
        """The path of an endpoint in the usual version, {model} in it."""
        return next(path for endpoint, path, _ in self.paths() if endpoint.name == name)

    def paths(self) -> Iterator[tuple[Endpoint, str, str]]:
        """Every endpoint with each of its paths, and the version in that: "" where the base URL has it."""
        for version in self.versions:
            for endpoint in self.endpoints:
                if "{version}" in endpoint.path:
                    yield endpoint, endpoint.path.replace("{version}", version), version
                elif version == self.versions[0]:
                    yield endpoint, endpoint.path, ""

    @property
    def embeds(self) -> bool:
        """Whether guides show how to embed in this format."""
        return any(endpoint.kind == "embedding" for endpoint in self.endpoints)

    def usual_check(self, model: str) -> tuple[str, dict[str, Any]]:
        """Path and body of the usual check of `model`."""
        body = {**self.check.body, **({"model": model} if "model" in self.check.body else {})}
        return self.path(self.check.endpoint).replace("{model}", model), body

    @property
    def usual_address(self) -> str:
        """What most clients ask, behind a host; … stands for the model and what follows it."""
        before, model, _ = self.path(self.check.endpoint).partition("{model}")
        return self.versions[0] + before.removeprefix(self.versions[0]) + "…" * bool(model)

    def headers_with(self, key: str) -> dict[str, str]:
        return {name: text.replace("{key}", key) for name, text in self.headers.items()}

    def key_in(self, headers: Mapping[str, str]) -> str:
        """The key that `headers_with` put there, or nothing."""
        name, text = next((name, text) for name, text in self.headers.items() if "{key}" in text)
        return headers.get(name, "").removeprefix(text.removesuffix("{key}"))


@cache
def dialects() -> tuple[Dialect, ...]:
    """All dialects, in their order. ValueError: one of them is not as it must be."""
    found = [_read(path) for path in FOLDER.glob("*/dialect.yml")]
    return tuple(sorted(found, key=lambda dialect: dialect.order))


def dialect_ids() -> list[str]:
    return [dialect.id for dialect in dialects()]


def _known(text: str) -> str:
    ids = [repr(id_) for id_ in dialect_ids()]
    if repr(text) not in ids:
        allowed = f"{', '.join(ids[:-1])} or {ids[-1]}"
        raise PydanticCustomError("literal_error", "Input should be {allowed}", {"allowed": allowed})
    return text


def _listed(schema: dict[str, Any]) -> None:
    schema["enum"] = dialect_ids()


#: The id of a dialect, looked up when a value is checked.
DialectId = Annotated[str, AfterValidator(_known), Field(json_schema_extra=_listed)]


def dialect(dialect_id: str) -> Dialect:
    """The dialect of that id. KeyError: there is none."""
    return {dialect.id: dialect for dialect in dialects()}[dialect_id]


def _read(path: Path) -> Dialect:
    said = read_yaml(path)
    endpoints = [{"name": name, **endpoint} for name, endpoint in said["endpoints"].items()]
    return Dialect.model_validate({**said, "id": path.parent.name, "endpoints": endpoints})
