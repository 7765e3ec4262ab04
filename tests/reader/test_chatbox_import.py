"""Chatbox imports its provider as JSON. The app cannot run here, so the file is held against the documented format."""

from __future__ import annotations

import json
from base64 import b64decode
from typing import Annotated, Literal
from urllib.parse import parse_qs, urlsplit

import pytest
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from gateway_docs.facts import load_facts
from gateway_docs.pages.names import names
from gateway_docs.pages.template import render
from gateway_docs.project import ROOT

Text = Annotated[str, Field(min_length=1)]
Url = Annotated[str, StringConstraints(pattern=r"^https://[^\s]+$")]


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class Model(Strict):
    modelId: Text
    nickname: Text | None = None
    type: Literal["chat", "embedding", "rerank"] = "chat"
    capabilities: list[Literal["vision", "reasoning", "tool_use"]] = []
    contextWindow: Annotated[int, Field(gt=0)] | None = None
    maxOutput: Annotated[int, Field(gt=0)] | None = None


class Urls(Strict):
    website: Url
    getApiKey: Url | None = None
    docs: Url | None = None
    models: Url | None = None


class Settings(Strict):
    apiHost: Url
    apiPath: str = "/v1/chat/completions"
    apiKey: Text | None = None
    models: Annotated[list[Model], Field(min_length=1)]


class Provider(Strict):
    """As docs.chatboxai.app describes ProviderConfig, for Chatbox 1.15.1 and later."""

    id: Text
    name: Text
    type: Literal["openai"]
    iconUrl: Url
    urls: Urls
    settings: Settings


@pytest.fixture
def published() -> dict:
    facts = load_facts(ROOT / "gateway.yml")
    source = (ROOT / "snippets/chatbox/provider.json").read_text("utf-8")
    return json.loads(render(source, names(facts, "en")))


def test_import_is_what_chatbox_documents(published):
    Provider.model_validate(published)


def test_import_leads_to_the_gateway(published):
    facts = load_facts(ROOT / "gateway.yml")
    vendor = facts.vendor("openai")
    settings = published["settings"]
    assert settings["apiHost"] + settings["apiPath"] == facts.base_url(vendor) + "/chat/completions"
    assert settings["models"][0]["modelId"] == vendor.default_model


@pytest.mark.parametrize("gateway", ["gateway.yml", "tests/site/other-gateway.yml"])
def test_links_hold_all_but_the_key(gateway):
    """One for each region, in the form that Chatbox documents: `config` is the JSON in Base64."""
    facts = load_facts(ROOT / gateway)
    links = names(facts, facts.languages[0])["clients"]["chatbox"].import_links
    assert len(links) == len(facts.regions)
    for region, link in zip(facts.regions, links, strict=True):
        parts = urlsplit(link.address)
        assert (parts.scheme, parts.netloc, parts.path) == ("chatbox", "provider", "/import")
        provider = Provider.model_validate_json(b64decode(parse_qs(parts.query)["config"][0], validate=True))
        assert provider.settings.apiKey is None
        vendor = facts.vendor("openai")
        address = provider.settings.apiHost + provider.settings.apiPath
        assert address == facts.base_url(vendor, region) + "/chat/completions"
        assert (provider.name, provider.id) == (facts.name, region.host)


def test_any_name_survives_the_address():
    """Its Base64 has the signs that mean something else in an address."""
    facts = load_facts(ROOT / "gateway.yml").model_copy(update={"name": "中转站？~>?>>"})
    link = names(facts, "zh")["clients"]["chatbox"].import_links[0].address
    assert {"%2B", "%2F"} & {link[at : at + 3] for at in range(len(link))}
    config = parse_qs(urlsplit(link).query)["config"][0]
    assert json.loads(b64decode(config, validate=True))["name"] == facts.name


def test_a_misspelled_field_is_noticed(published):
    published["settings"]["apihost"] = published["settings"].pop("apiHost")
    with pytest.raises(ValidationError):
        Provider.model_validate(published)
