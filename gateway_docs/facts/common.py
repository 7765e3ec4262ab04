"""What gateway.yml says whatever is sold: where, by whom, on which terms. Every field is documented here."""

from __future__ import annotations

from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field

from gateway_docs.facts import values
from gateway_docs.facts.plain_text import plain
from gateway_docs.facts.types import (
    Colour,
    ContactUrl,
    Count,
    Day,
    Fact,
    HttpsUrl,
    Id,
    Language,
    Price,
    Text,
)
from gateway_docs.software import SoftwareId


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


class Announcement(Fact):
    """A line above every page, from the first day to the last one, both included, in UTC."""

    text: Text
    url: HttpsUrl | None = Field(default=None, description="Where its text leads")
    starts: Day
    ends: Day


class SocialLink(Fact):
    """A link with an icon in the footer."""

    name: Annotated[str, Field(min_length=1)]
    icon: str = Field(pattern=r"^[a-z0-9/-]+$", description="One of Material's icons, such as simple/discord")
    url: HttpsUrl


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


class Console(Fact):
    """What the console calls its pages and buttons. Leave out what you do not want to promise."""

    keys: Text | None = Field(default=None, description="The page that lists a customer's keys")
    create_key: Text | None = Field(default=None, description="The button that makes a key")
    top_up: Text | None = Field(default=None, description="The page that shows the balance")
    usage: Text | None = Field(default=None, description="The page that lists the requests and what they cost")


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


class Common(Fact):
    """What gateway.yml says whatever is sold."""

    name: Annotated[str, Field(min_length=1), AfterValidator(values.name)]
    site_url: HttpsUrl
    console_url: HttpsUrl
    status_url: HttpsUrl | None = Field(default=None, description="The status page, if there is one")
    imprint_url: HttpsUrl | None = Field(default=None, description="The legal notice, linked in the footer")
    privacy_url: HttpsUrl | None = Field(
        default=None, description="What the site and console keep, linked in the footer"
    )
    social: list[SocialLink] = Field(default=[])
    announcement: Announcement | None = None
    software: SoftwareId | None = Field(
        default=None, description="What the gateway runs; pages then say what that answers. Leave it out for any other"
    )
    languages: Annotated[list[Language], Field(min_length=1)] = Field(
        default=["en", "zh"], description="The languages of the site; the first one stands at its root"
    )
    currency: Annotated[str, Field(pattern="^[A-Z]{3}$", description="ISO 4217 code, for example USD")]
    regions: Annotated[list[Region], Field(min_length=1)]
    contacts: Annotated[list[Contact], Field(min_length=1)]
    enterprise: bool = Field(
        default=True, description="Whether companies are served by contract: top-up, settlement, team features"
    )
    support: Support
    top_up: TopUp
    promotions: list[Promotion] = Field(default=[])
    limits: Limits
    key_options: list[Literal["spending", "models", "expiry", "addresses"]] = Field(
        default=[], description="How the console lets customers limit a key"
    )
    balance_path: Annotated[str, Field(pattern=r"^(/[A-Za-z0-9._-]+)+$")] | None = Field(
        default=None, description="Where a region answers what is left, asked with GET and a key, such as /v1/usage"
    )
    data_handling: DataHandling | None = None
    registration: Registration | None = None
    console: Console = Console()
    other_hosts: OtherHosts = OtherHosts()
    theme: Theme = Theme()
