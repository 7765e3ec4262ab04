"""The facts as all other rooms read them: what is served in each format, by whom it is made, in which groups."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, Field
from pydantic.json_schema import SkipJsonSchema

from gateway_docs.dialects import DialectId
from gateway_docs.facts import values
from gateway_docs.facts.common import Common, Region
from gateway_docs.facts.types import (
    ClientId,
    Count,
    Fact,
    Id,
    KeyRule,
    Kind,
    ModelId,
    Multiplier,
    Price,
    Text,
    VendorPath,
)
from gateway_docs.software import software


class Group(Fact):
    """A price level. A key belongs to exactly one group, unless one key opens everything."""

    id: Id
    label: Text
    multiplier: Multiplier = Field(description="0.9 means 10 % below the vendor's price")
    clients: list[ClientId] = Field(default=[], description="Clients that may use the group; empty: every client")


class Vendor(Fact):
    """What is served in one format, with its base URL: a region's URL plus `path`.

    Where each vendor is served in its own format, as in the demo, that is the vendor; else whatever is sold in it.
    """

    id: DialectId
    name: Annotated[str, Field(min_length=1), AfterValidator(values.name)]
    path: VendorPath
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


class TokenPrice(Fact):
    """The vendor's list price in `currency` per million tokens."""

    input: Price
    cached_input: Price | None = None
    cache_write: Price | None = Field(default=None, description="For writing a cache, where that costs more than input")
    output: Price


class PriceStep(TokenPrice):
    """What a whole request costs whose input, cached or not, has more tokens than `above`."""

    above: Count


class ModelPrice(TokenPrice):
    """The price of a request, or of a short one where `steps` say what longer ones cost."""

    steps: list[PriceStep] = Field(default=[], description="Prices of longer requests, by the length of their input")

    def at(self, tokens: int) -> TokenPrice:
        """The price of a request with that many tokens of input."""
        return next((step for step in reversed(self.steps) if tokens > step.above), self)


class OtherPrice(Fact):
    """The vendor's list price in `currency` of what is not sold by tokens, or not by tokens alone."""

    request: Price | None = None
    image: Price | None = None
    second: Price | None = Field(default=None, description="Per second of sound or video")
    words: Text | None = Field(default=None, description="What no number says, such as steps by size")


class Sold(Fact):
    """What is said of every model, whoever made it."""

    id: ModelId
    snapshot: ModelId | None = Field(default=None, description="Dated name that answers carry, and that works, too")
    kind: Kind = "chat"
    context: Count | None = Field(default=None, description="Context window in tokens; defaults need one")
    max_output: Count | None = Field(
        default=None, description="Most tokens of an answer; unless told, no limit is checked"
    )
    unsupported: list[str] | None = Field(
        default=None, description="Parameters that it refuses, such as temperature; unless told, as its family does"
    )
    efforts: list[str] | None = Field(
        default=None, description="Levels of reasoning effort that it takes; unless told, those of its family"
    )
    price: ModelPrice | SkipJsonSchema[None] = Field(default=None, description="per million tokens; or else price_by")
    price_by: OtherPrice | SkipJsonSchema[None] = Field(
        default=None, description="by request, image or second, or in words"
    )
    state: Literal["available", "deprecated", "retired"] = "available"

    def by_tokens(self) -> ModelPrice:
        """The price of a model that is sold by tokens, as every default model is. ValueError: it is not."""
        if self.price is None:
            raise ValueError(f"{self.id} is not sold by tokens")
        return self.price

    @property
    def answers_as(self) -> str:
        """The name in answers of this model."""
        return self.snapshot or self.id


class Model(Sold):
    """A model, by whom it is made (a vendor of `makers`) and in which formats it is served."""

    vendor: Id
    protocols: list[DialectId]
    groups: list[Id]

    def served_in(self, vendor: Vendor) -> bool:
        """Whether it is served in the format of `vendor`."""
        return vendor.id in self.protocols


class Maker(Fact):
    """A vendor by name: who made a model."""

    id: Id
    name: Annotated[str, Field(min_length=1), AfterValidator(values.name)]


#: Where a site has its icon, below its root: settings of clients name it.
FAVICON = "assets/favicon.svg"


class Facts(Common):
    """The whole of gateway.yml, understood: `vendors` are what is served in each format, `makers` who made it."""

    vendors: list[Vendor]
    models: list[Model]
    makers: list[Maker]
    opens: KeyRule | None = Field(default=None, description="What one key opens, if the facts say it")

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

    @property
    def key_rule(self) -> KeyRule:
        """What one key opens: models of one group of one vendor, of one group across vendors, or all."""
        if self.opens:
            return self.opens
        return "all" if self.software and software(self.software).keys == "one" else "vendor"

    @property
    def request_id_header(self) -> str:
        """The header by which support finds a request."""
        return (software(self.software).request_id if self.software else None) or "x-request-id"

    def maker(self, model: Model) -> Maker:
        """Who made `model`."""
        return next(maker for maker in self.makers if maker.id == model.vendor)

    def other(self, vendor: Vendor) -> Vendor | None:
        """A format that refuses the keys of `vendor`, if there is one: where a key is of one vendor."""
        if self.key_rule != "vendor":
            return None
        own = {group.id for group in vendor.groups}
        return next((other for other in self.vendors if other.default_group not in own), None)

    @property
    def chat(self) -> bool:
        """Whether chat models are sold, which most clients need. Else the default models embed."""
        return any(model.kind == "chat" for model in self.models)

    @property
    def formats_differ(self) -> bool:
        """Whether a vendor's name does not tell the format of its models."""
        return any(model.protocols != [model.vendor] for model in self.models)

    @property
    def groups(self) -> list[Group]:
        """Every group once."""
        return list({group.id: group for vendor in self.vendors for group in vendor.groups}.values())

    def group(self, group_id: str) -> Group:
        """The group of that id. KeyError: there is none."""
        return {group.id: group for group in self.groups}[group_id]

    def maker_of(self, group_id: str) -> Maker:
        """Who made the models of a group, where it sells those of one vendor."""
        model = next((model for model in self.models if group_id in model.groups), None)
        vendor = next(vendor for vendor in self.vendors if any(group.id == group_id for group in vendor.groups))
        return self.maker(model) if model else Maker(id=vendor.id, name=vendor.name)

    def models_in(self, vendor: Vendor) -> list[Model]:
        """The models that are served in the format of `vendor` today."""
        return [model for model in self.models if model.served_in(vendor) and model.state != "retired"]

    def sells(self, group_id: str, model: Model, vendor: Vendor) -> bool:
        """Whether a key of the group may use the model in the format of `vendor`."""
        here = any(group.id == group_id for group in vendor.groups)
        return here and group_id in model.groups and model.served_in(vendor)

    def closed_to(self, group_id: str) -> list[Vendor]:
        """The formats that a group does not open, though they serve models of it."""
        own = [model for model in self.models if group_id in model.groups]
        return [
            vendor
            for vendor in self.vendors
            if any(model.served_in(vendor) for model in own) and all(group.id != group_id for group in vendor.groups)
        ]

    def model_outside(self, vendor: Vendor) -> Model:
        """A model of `vendor` that its default group does not expose; the default model where there is none."""
        outside = (model for model in self.models_in(vendor) if not self.sells(vendor.default_group, model, vendor))
        return next(outside, self.model(vendor.default_model))

    def region(self, region_id: str) -> Region:
        """The region of that id. KeyError: there is none."""
        return {region.id: region for region in self.regions}[region_id]

    def base_url(self, vendor: Vendor, region: Region | None = None) -> str:
        """The base URL of a vendor in a region (the first one unless told), without a trailing slash."""
        return (region or self.regions[0]).url + vendor.path
