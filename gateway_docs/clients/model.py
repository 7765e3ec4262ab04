"""What client.yml may say."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Annotated, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field, model_validator

from gateway_docs.dialects import DialectId, dialect

#: What a client is, in the order of the navigation.
Kind = Literal["terminal", "sdk", "cli", "framework", "app"]
KINDS: tuple[Kind, ...] = get_args(Kind)
#: Why a fault of a client is not recorded; the words for readers stand in locale, under atlas.reasons.
Reason = Literal["no-login", "no-version", "no-outside", "never-ends", "slow", "varies", "not-yet"]

Text = Annotated[dict[str, str], Field(description="language -> text; English is needed")]
Package = Annotated[str, Field(pattern=r"^(npm:(@[\w.-]+/)?[\w.-]+@|pypi:[\w.-]+(\[[\w,-]+\])?==)\d[\w.+-]*$")]


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Pitfall(Strict):
    """A setting that readers paste and that does not do what they expect; the check of settings knows it."""

    setting: str
    value: str | None = Field(default=None, description="regular expression of the whole value; any by default")
    beside: str | None = Field(default=None, description="it matters only together with this setting")
    problem: Literal["ignored", "removed", "conflict", "misplaced"]
    instead: str | None = Field(default=None, description="what to set in its place, or to keep of the two")
    section: str = Field(default="configure", description="section of the guide that explains it")


class Endurance(Strict):
    """How long a client goes on by itself, measured, where its recording is cut short."""

    requests: int | None = None
    seconds: int | None = Field(default=None, description="None: it never ends by itself")
    gives_up: bool = Field(default=True, description="False: it still tried when the measuring ended")


class Schema(Strict):
    """The address at which a client publishes the schema of its settings, and the page that says so."""

    address: str = Field(pattern=r"^https://\S+$")
    source: str = Field(pattern=r"^https://\S+$")


class ImportBy(Strict):
    """A link by which an app imports settings: what the app's documentation says stands before the Base64 of them."""

    address: str = Field(pattern=r"^[a-z][a-z0-9+.-]*://\S+=$")
    snippet: str = Field(description="settings in JSON, as the guide includes them; entries with a key are left out")
    source: str = Field(pattern=r"^https://\S+$", description="the page that says so")


class OtherLogin(Strict):
    """What an earlier login left: files below HOME, and variables."""

    files: dict[str, str] = {}
    environment: dict[str, str] = {}


class RecordingOptions(Strict):
    """How errors of a client are recorded, and what readers must know of them."""

    vendor: str | None = Field(default=None, description="the vendor whose key is used; default: the first")
    tab: str | None = Field(default=None, description="the tab of the guide that is followed; default: the first")
    environment: dict[str, str] = Field(default={}, description="variables of the recording alone, to retry less")
    replace: dict[str, str] = Field(default={}, description="text of a command -> what the recording runs instead")
    keep: str | None = Field(default=None, description="regular expression of the lines to keep; all by default")
    ends_well: bool = Field(default=False, description="whether it ends with status 0 in spite of an error")
    cut_requests: int | None = Field(
        default=None, description="ended at this request of those that went wrong, because it would go on for minutes"
    )
    goes_on: dict[str, Endurance] = Field(default={}, description="fault -> what it does without the above")
    misleads: dict[str, Text] = Field(default={}, description="fault -> what is really wrong")
    other_login: OtherLogin | None = None
    not_recorded: dict[str, Reason | Text] = Field(default={}, description="fault -> why not")


class Client(Strict):
    """What one client.yml says. Texts may use facts by name, such as [= openai.base_url =]."""

    id: str
    name: str
    kind: Kind
    rank: int = Field(default=99, ge=1, description="its place on the front page: the order of use")
    icon: str | None = Field(
        default=None, description="one of Material's, such as `simple/cursor`; else that of its kind"
    )
    vendors: Annotated[list[DialectId], Field(min_length=1)]
    embeds: bool = Field(default=False, description="its guide holds for a gateway without chat models, too")
    base_url: dict[str, str] = Field(description="vendor -> the exact base URL that this client wants")
    asks: dict[str, list[str]] = Field(default={}, description="vendor -> endpoints, where not the usual one alone")
    needs: list[str] = Field(default=[], description="endpoints without which the guide does not hold")
    key_variable: dict[str, str] = Field(description="vendor -> the environment variable or field that holds the key")
    config_file: str | None = None
    config_schema: Schema | None = Field(default=None, description="for editors; its pages name it and no other")
    import_link: ImportBy | None = None
    restart: bool = Field(description="whether the client must be started again after a change")
    packages: list[Package] = Field(default=[], description="what is installed; the first gives the version")
    older: dict[str, list[Package]] = Field(default={}, description="label -> packages of an older major version")
    python: str | None = Field(default=None, pattern=r"^<3\.\d+$", description="the Pythons that can install it")
    contacts: list[str] = Field(default=[], description="other hosts that this client asks for by itself")
    user_agent: str | None = Field(default=None, description="how its User-Agent begins, in lower case")
    not_run: Text | None = Field(default=None, description="why its guide is described and not run")
    reads: dict[str, list[str]] = Field(
        default={}, description="setting -> its values, empty: any; all that the guide of a client that is not run sets"
    )
    recording: RecordingOptions = RecordingOptions()
    pitfalls: list[Pitfall] = Field(default=[], description="settings that do not work, or not any more")

    @model_validator(mode="after")
    def _consistent(self) -> Client:
        for name in ("base_url", "key_variable"):
            if set(getattr(self, name)) != set(self.vendors):
                raise ValueError(f"{name} names other vendors than vendors does")
        if not set(self.asks) <= set(self.vendors):
            raise ValueError("asks names other vendors than vendors does")
        if self.not_run and (self.packages or self.older):
            raise ValueError("a client that is not run has no packages")
        if self.older and not self.packages:
            raise ValueError("an older version stands beside a current one: name its packages")
        return self

    def has_use(self, formats: Collection[str], chat: bool) -> bool:
        """Whether a gateway with these formats, and with or without chat models, sells what it needs."""
        return not {*self.vendors}.isdisjoint(formats) and (chat or self.embeds)

    @property
    def endpoints(self) -> dict[str, list[str]]:
        """Vendor -> what it asks for, version included; `…` stands for the model and what follows."""
        return {vendor: self.asks.get(vendor, [dialect(vendor).usual_address]) for vendor in self.vendors}

    def asked(self, chat: bool, gemini_v1: bool = True) -> dict[str, list[str]]:
        """`endpoints` of a gateway that sells chat models, or else those by which texts are embedded.

        Without Gemini's `/v1`, guides have clients ask below `/v1beta`.
        """
        known = {vendor: dialect(vendor) for vendor in self.vendors}
        embed = {vendor: [one.versions[0] + one.path("embeddings")] for vendor, one in known.items() if one.embeds}
        asked = self.endpoints if chat else embed
        if gemini_v1 or "gemini" not in asked:
            return asked
        return asked | {"gemini": [re.sub(r"^/v1/", "/v1beta/", endpoint) for endpoint in asked["gemini"]]}

    @property
    def version(self) -> str | None:
        """The version that the pages are run with. None: the system's own, or none at all."""
        return version_of(self.packages[0]) if self.packages else None

    @property
    def versions(self) -> list[str]:
        """The current version and the older ones that the guide is run with as well."""
        return [version_of(packages[0]) for packages in [self.packages, *self.older.values()] if packages]

    def environments(self) -> dict[str, list[str]]:
        """Environment id -> its packages."""
        current = {self.id: self.packages} if self.packages else {}
        return current | {f"{self.id}@{label}": packages for label, packages in self.older.items()}


def version_of(package: str) -> str:
    """The version in `npm:NAME@VERSION` or `pypi:NAME==VERSION`."""
    return package.rpartition("==" if package.startswith("pypi:") else "@")[2]
