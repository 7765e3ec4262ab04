"""What gateway.yml may say. Every field is documented here; the JSON Schema is generated from this."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from gateway_docs.dialects import DialectId
from gateway_docs.facts import values
from gateway_docs.facts.plain_text import plain
from gateway_docs.software import SoftwareId

Id = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9.-]*$", description="Lower-case letters, digits, dots and dashes")]
ModelId = Annotated[
    str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._:/-]*$", description="The model's identifier, as clients send it")
]
Text = Annotated[
    str | dict[str, str],
    values.TEXT,
    Field(description="One string for all languages, or one per language: {en: …, zh: …}"),
]
HttpsUrl = Annotated[
    str, AfterValidator(values.https_url), Field(json_schema_extra={"format": "uri", "pattern": "^https://"})
]
ContactUrl = Annotated[str, AfterValidator(values.contact_url), Field(json_schema_extra={"format": "uri"})]
Colour = Annotated[str, Field(pattern="^#[0-9a-fA-F]{6}$", description="# and six hexadecimal digits")]
_AT_LEAST_NOTHING, _FACTOR = Field(ge=0), Field(gt=0, le=100)
Price = Annotated[Decimal, _AT_LEAST_NOTHING, values.number(_AT_LEAST_NOTHING)]
Multiplier = Annotated[Decimal, _FACTOR, values.number(_FACTOR)]
Count = Annotated[int, Field(gt=0)]
Day = Annotated[date, values.DAY]
Language = Annotated[str, Field(pattern="^[a-z]{2}(-[A-Z]{2})?$", description="A language of docs/, such as en")]
ClientId = Annotated[str, AfterValidator(values.client_id), Field(json_schema_extra=values.known_clients)]


class Fact(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Region(Fact):
    """A place that requests may be sent to."""

    id: Id
    label: Text
    url: Annotated[HttpsUrl, AfterValidator(values.region_url)] = Field(
        description="The region's address without a vendor path, for example https://api.example.com"
    )

    @property
    def address(self) -> str:
        """Its URL without the scheme, as it stands in every base URL: `api.example.com`."""
        return self.url.partition("://")[2]

    @property
    def host(self) -> str:
        """The host alone, as error messages name it."""
        return urlsplit(self.url).hostname or ""


class Group(Fact):
    """A price level of one vendor. A key belongs to exactly one group."""

    id: Id
    label: Text
    multiplier: Multiplier = Field(description="0.9 means 10 % below the vendor's price")
    clients: list[ClientId] = Field(default=[], description="Clients that may use the group; empty: every client")


class Vendor(Fact):
    """A vendor behind the gateway. Its base URL is a region's URL plus `path`."""

    id: DialectId
    name: Annotated[str, Field(min_length=1), AfterValidator(values.name)]
    path: Annotated[str, Field(pattern=r"^(/[A-Za-z0-9._-]+)*$", description="Nothing, or segments such as /v1")]
    default_group: Id
    default_model: ModelId
    small_model: ModelId = Field(description="The model that clients may use for small background tasks")
    groups: Annotated[list[Group], Field(min_length=1)]

    @property
    def group(self) -> Group:
        """The group whose key the pages ask the reader to use."""
        return next(group for group in self.groups if group.id == self.default_group)

    @property
    def key(self) -> str:
        """The placeholder that a reader replaces by a key of this vendor, for example YOUR_OPENAI_KEY."""
        return f"YOUR_{self.id.upper()}_KEY"


class ModelPrice(Fact):
    """The vendor's list price in `currency` per million tokens."""

    input: Price
    cached_input: Price | None = None
    output: Price


class Model(Fact):
    """A model that groups of one vendor expose."""

    id: ModelId
    snapshot: ModelId | None = Field(default=None, description="Dated name that answers carry, and that works, too")
    vendor: DialectId
    kind: Literal["chat", "embedding"] = "chat"
    groups: Annotated[list[Id], Field(min_length=1)]
    context: Count = Field(description="Context window in tokens")
    price: ModelPrice
    state: Literal["available", "deprecated", "retired"] = "available"

    @property
    def answers_as(self) -> str:
        """The name in answers of this model."""
        return self.snapshot or self.id


class Contact(Fact):
    """A way to reach support, shown in the section Contact of the chapter Overview."""

    id: Id
    audience: Literal["everyone", "individual", "enterprise"]
    label: Text
    value: Annotated[str, Field(min_length=1), AfterValidator(plain)]
    url: ContactUrl | None = None


class Support(Fact):
    hours: Text
    first_answer_hours: Count | None = None


class TopUp(Fact):
    """How individuals pay. Enterprises agree top-up and settlement by contract."""

    minimum: Price
    methods: Annotated[list[Text], Field(min_length=1)]
    credited_within_minutes: Count
    refund_within_days: Count | None = Field(default=None, description="Leave it out if nothing is refunded")
    invoice_within_days: Count | None = Field(default=None, description="Leave it out if there are no invoices")


class Promotion(Fact):
    id: Id
    label: Text
    description: Text
    starts: Day
    ends: Day


class Limits(Fact):
    """What the gateway allows per key."""

    requests_per_minute: Count
    tokens_per_minute: Count
    request_megabytes: Count
    request_timeout_seconds: Count


class DataHandling(Fact):
    """What happens to prompts and answers. Leave out what you make no promise about."""

    kept_days: Annotated[int, Field(ge=0)] | None = Field(default=None, description="0 if their text is not kept")
    used_for_training: bool | None = None
    upstream: Text | None = Field(default=None, description="Who answers behind the gateway, such as a cloud")
    policy_url: HttpsUrl | None = Field(default=None, description="Your privacy policy")


class Registration(Fact):
    """How a customer gets an account."""

    url: HttpsUrl
    asks_for: list[Text] = Field(default=[], description="What must be confirmed, such as an email address")
    gift: Price | None = Field(default=None, description="What a new account has to spend, in `currency`")


class Theme(Fact):
    """How the site looks. Shades that text has are derived from the colours, so that they can be read."""

    primary: Colour = Field(default="#3f51b5", description="The brand's colour, for example #4338ca")
    accent: Colour | None = Field(default=None, description="A second colour; the primary one unless told")
    logo: str | None = Field(
        default=None,
        pattern=r"^[A-Za-z0-9_-][A-Za-z0-9._/-]*\.(svg|png|webp)$",
        description="The path of an SVG, PNG or WebP file, from gateway.yml on",
    )


class OtherHosts(Fact):
    """Hosts that the site's pages may ask beside the site's own, for example for statistics. The default is none."""

    scripts: list[HttpsUrl] = Field(default=[], description="where scripts may come from, https://stats.example.com")
    requests: list[HttpsUrl] = Field(default=[], description="where scripts may send requests to")
    images: list[HttpsUrl] = Field(default=[], description="where pictures may come from")


class Facts(Fact):
    """The whole of gateway.yml."""

    name: Annotated[str, Field(min_length=1), AfterValidator(values.name)]
    site_url: HttpsUrl
    console_url: HttpsUrl
    status_url: HttpsUrl | None = Field(default=None, description="The status page, if there is one")
    software: SoftwareId | None = Field(
        default=None, description="What the gateway runs; pages then say what that answers. Leave it out for any other"
    )
    languages: Annotated[list[Language], Field(min_length=1)] = Field(
        default=["en", "zh"], description="The languages of the site; the first one stands at its root"
    )
    currency: Annotated[str, Field(pattern="^[A-Z]{3}$", description="ISO 4217 code, for example USD")]
    regions: Annotated[list[Region], Field(min_length=1)]
    vendors: Annotated[list[Vendor], Field(min_length=1)]
    models: Annotated[list[Model], Field(min_length=1)]
    contacts: Annotated[list[Contact], Field(min_length=1)]
    enterprise: bool = Field(
        default=True, description="Whether companies are served by contract: top-up, settlement, team features"
    )
    support: Support
    top_up: TopUp
    promotions: list[Promotion] = []
    limits: Limits
    key_options: list[Literal["spending", "models", "expiry", "addresses"]] = Field(
        default=[], description="How the console lets customers limit a key"
    )
    balance_path: Annotated[str, Field(pattern=r"^(/[A-Za-z0-9._-]+)+$")] | None = Field(
        default=None, description="Where a region answers what is left, asked with GET and a key, such as /v1/usage"
    )
    data_handling: DataHandling | None = None
    registration: Registration | None = None
    other_hosts: OtherHosts = OtherHosts()
    theme: Theme = Theme()

    def __hash__(self) -> int:
        return hash(self.model_dump_json())

    def folder(self, language: str) -> str:
        """Where a language stands below the site's root: "" for the first one, a folder such as "zh/" for others."""
        return "" if language == self.languages[0] else f"{language}/"

    def home(self, language: str | None = None) -> str:
        """The address of the site in a language, the first one unless told, with a slash at its end."""
        return self.site_url.rstrip("/") + "/" + (self.folder(language) if language else "")

    def vendor(self, vendor_id: str) -> Vendor:
        """The vendor of that id. KeyError: the gateway does not offer it."""
        offered: dict[str, Vendor] = {vendor.id: vendor for vendor in self.vendors}
        return offered[vendor_id]

    def model(self, model_id: str) -> Model:
        """The model of that id or snapshot. KeyError: the gateway does not know it."""
        dated = {model.snapshot: model for model in self.models if model.snapshot}
        return (dated | {model.id: model for model in self.models})[model_id]

    def model_outside(self, vendor: Vendor) -> Model:
        """A model of `vendor` that its default group does not expose; the default model where there is none."""
        models = [model for model in self.models if model.vendor == vendor.id and model.state != "retired"]
        outside = (model for model in models if vendor.default_group not in model.groups)
        return next(outside, self.model(vendor.default_model))

    def region(self, region_id: str) -> Region:
        """The region of that id. KeyError: there is none."""
        return {region.id: region for region in self.regions}[region_id]

    def base_url(self, vendor: Vendor, region: Region | None = None) -> str:
        """The base URL of a vendor in a region (the first one unless told), without a trailing slash."""
        return (region or self.regions[0]).url + vendor.path
