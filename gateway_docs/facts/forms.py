"""The two forms of gateway.yml: each vendor in its own format, or any vendor in any format. Both become `Facts`."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any

from pydantic import AfterValidator, Field

from gateway_docs.dialects import DialectId, dialect_ids
from gateway_docs.facts import values
from gateway_docs.facts.common import Common
from gateway_docs.facts.model import Facts, Group, Maker, Model, Sold, Vendor
from gateway_docs.facts.types import ClientId, Fact, Id, KeyRule, ModelId, Multiplier, Text, VendorPath
from gateway_docs.software import software

#: A file that has one of these keys is in the free form.
FREE = ("protocols", "groups", "keys")

#: The one level of a gateway whose keys open everything.
EVERYTHING = Group(id="default", label="Standard", multiplier=Decimal(1))


class OwnModel(Sold):
    """A model that groups of one vendor expose."""

    vendor: DialectId
    groups: Annotated[list[Id], Field(min_length=1)]


class OwnForm(Common):
    """Each vendor is served in its own format, and has its own groups."""

    vendors: Annotated[list[Vendor], Field(min_length=1)]
    models: Annotated[list[OwnModel], Field(min_length=1)]

    def understood(self) -> Facts:
        """The facts in this form."""
        return Facts.model_construct(
            **_common(self),
            vendors=self.vendors,
            models=[Model.model_construct(**dict(model), protocols=[model.vendor]) for model in self.models],
            makers=[Maker.model_construct(id=vendor.id, name=vendor.name) for vendor in self.vendors],
        )


class Protocol(Fact):
    """A format in which models are served. Its base URL is a region's URL plus `path`."""

    id: DialectId
    name: Annotated[str, Field(min_length=1, description="As pages name the format"), AfterValidator(values.name)]
    path: VendorPath
    default_group: Id | None = Field(default=None, description="The first group with the default model unless told")
    default_model: ModelId = Field(description="A chat model; an embedding model where the file has no chat model")
    small_model: ModelId | None = Field(
        default=None, description="The model for small background tasks; the default model unless told"
    )


class FreeVendor(Fact):
    """Who made models, and in which formats those are served unless a model says otherwise."""

    id: Id
    name: Annotated[str, Field(min_length=1), AfterValidator(values.name)]
    protocols: list[DialectId] = Field(
        default=[], description="Formats in which its models are served; its own format unless told"
    )

    @property
    def formats(self) -> list[str]:
        """The formats of its models that name none; empty for a vendor without a format of its own that says none."""
        return [*self.protocols] or [self.id] * (self.id in dialect_ids())


class FreeGroup(Fact):
    """A price level. It sells the models and the vendors that it names, and the models that name it."""

    id: Id
    listed_as: str | None = Field(
        default=None, min_length=1, description="What lists of the gateway call it, where that is no id"
    )
    label: Text
    multiplier: Multiplier = Field(description="0.9 means 10 % below the vendor's price")
    models: list[ModelId] = Field(default=[], description="Models that it sells")
    vendors: list[Id] = Field(default=[], description="Vendors of which it sells every model")
    clients: list[ClientId] = Field(default=[], description="Clients that may use the group; empty: every client")
    protocols: list[DialectId] = Field(default=[], description="Formats that its keys open; empty: every format")

    def opens(self, format_: str) -> bool:
        """Whether a key of the group may send requests in the format."""
        return not self.protocols or format_ in self.protocols

    def sells(self, model: FreeModel) -> bool:
        """Whether a key of the group may use the model."""
        return model.id in self.models or model.vendor in self.vendors or self.id in model.groups


class FreeModel(Sold):
    """A model of any vendor."""

    vendor: Id
    protocols: list[DialectId] = Field(default=[], description="Formats that serve it; its vendor's unless told")
    groups: list[Id] = Field(default=[], description="Groups that sell it, beside those that name it or its vendor")


class FreeForm(Common):
    """Vendors, formats and groups stand for themselves."""

    keys: KeyRule | None = Field(
        default=None,
        description="What one key opens: one group (the default), one group of one vendor (vendor), or all",
    )
    protocols: Annotated[list[Protocol], Field(min_length=1)]
    vendors: Annotated[list[FreeVendor], Field(min_length=1)]
    groups: list[FreeGroup] = Field(default=[], description="Price levels; none where one key opens all")
    models: Annotated[list[FreeModel], Field(min_length=1)]

    @property
    def key_rule(self) -> KeyRule:
        """`keys`; unless told, what the gateway's software does, and one group for any other."""
        one = self.software is not None and software(self.software).keys == "one"
        return self.keys or ("all" if one else "group")

    def formats_told(self, model: FreeModel) -> list[str]:
        """The formats that a model or its vendor names."""
        own = next((vendor.formats for vendor in self.vendors if vendor.id == model.vendor), [])
        return [*model.protocols] or own

    def formats(self, model: FreeModel) -> list[str]:
        """Those of them in which a group sells it, if any group does."""
        served = self.formats_told(model)
        return [one for one in served if self.groups_of(model, one)] if self.groups_of(model) else served

    def groups_of(self, model: FreeModel, format_: str | None = None) -> list[str]:
        """The groups that sell a model, in any format unless told."""
        if self.key_rule == "all":
            return [EVERYTHING.id]
        opened = [group for group in self.groups if format_ is None or group.opens(format_)]
        return [group.id for group in opened if group.sells(model)]

    def default_group(self, protocol: Protocol) -> str:
        """The group whose key pages ask for in a format; empty: no group sells the default model."""
        default = next((model for model in self.models if model.id == protocol.default_model), None)
        return protocol.default_group or next(iter(self.groups_of(default, protocol.id) if default else ()), "")

    def served(self, protocol: Protocol) -> list[FreeModel]:
        """The models in a format."""
        return [model for model in self.models if protocol.id in self.formats(model)]

    def understood(self) -> Facts:
        """The facts in this form. Its rules must hold."""
        return Facts.model_construct(
            **_common(self),
            vendors=[self._vendor(protocol) for protocol in self.protocols],
            models=[self._model(model) for model in self.models],
            makers=[Maker(id=vendor.id, name=vendor.name) for vendor in self.vendors],
            opens=self.key_rule,
        )

    def _model(self, model: FreeModel) -> Model:
        told = {**dict(model), "protocols": self.formats(model), "groups": self.groups_of(model)}
        return Model.model_construct(**told)

    def _vendor(self, protocol: Protocol) -> Vendor:
        sold = {group for model in self.served(protocol) for group in self.groups_of(model, protocol.id)}
        levels = [Group.model_construct(**_only(group, Group)) for group in self.groups] or [EVERYTHING]
        return Vendor.model_construct(
            id=protocol.id,
            name=protocol.name,
            path=protocol.path,
            default_group=self.default_group(protocol),
            default_model=protocol.default_model,
            small_model=protocol.small_model or protocol.default_model,
            groups=[group for group in levels if group.id in sold],
        )


def form_of(value: Any) -> type[OwnForm | FreeForm]:
    """The form that a file's content is in."""
    return FreeForm if isinstance(value, dict) and not value.keys().isdisjoint(FREE) else OwnForm


def _common(form: Common) -> dict[str, Any]:
    return _only(form, Common)


def _only(block: Fact, part: type[Fact]) -> dict[str, Any]:
    return {name: getattr(block, name) for name in part.model_fields}
