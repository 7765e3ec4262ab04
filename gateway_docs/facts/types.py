"""The types of single values in gateway.yml, as its JSON Schema shows them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from gateway_docs.facts import values

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
VendorPath = Annotated[str, Field(pattern=r"^(/[A-Za-z0-9._-]+)*$", description="Nothing, or segments such as /v1")]
Kind = Literal["chat", "embedding", "image", "audio", "video", "rerank", "other"]
KeyRule = Literal["vendor", "group", "all"]
Language = Annotated[str, Field(pattern="^[a-z]{2}(-[A-Z]{2})?$", description="A language of docs/, such as en")]
ClientId = Annotated[str, AfterValidator(values.client_id), Field(json_schema_extra=values.known_clients)]


class Fact(BaseModel):
    """A block of gateway.yml: no other keys, no other types, nothing that changes."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)
