"""With another gateway.yml, nothing of the demo remains anywhere in the built site."""

from __future__ import annotations

import gzip
import json
import re
import zipfile
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit

import material
import pytest
from pydantic import BaseModel

from gateway_docs.facts import load_facts

OTHER = Path(__file__).with_name("other-gateway.yml")
#: Words that every gateway shares: ids that readers never see, and what the schema lets operators choose from.
SHARED = {
    "audience",
    "key_options",
    "clients",
    "kind",
    "languages",
    "protocols",
    "keys",
    "makers.id",
    "makers.name",
    "path",
    "state",
    "vendor",
    "vendors.id",
    "vendors.name",
}
THEME = Path(material.__file__).parent / "templates"
UNSEEN = {"regions.id", "contacts.id", "promotions.id"}


def literals(value, name="", block="") -> Iterator[str]:
    """Every text of the facts, in all languages, and the host of every address."""
    if isinstance(value, BaseModel):
        for field in type(value).model_fields:
            yield from literals(getattr(value, field), field, name)
    elif isinstance(value, (list, dict)):
        for item in value.values() if isinstance(value, dict) else value:
            yield from literals(item, name, block)
    elif isinstance(value, str) and not {name, f"{block}.{name}"} & (SHARED | UNSEEN):
        yield value
        if host := urlsplit(value).hostname:
            yield from (host, host.partition(".")[2])


def demo_literals(facts) -> set[str]:
    return {*literals(facts), f"{facts.limits.requests_per_minute} requests per minute"}


def content(path: Path) -> str:
    """Of a search index only what it takes from the pages: the words that readers may type are for every gateway."""
    data = path.read_bytes()
    if path.match("search/*/asked.json") or path.match("search/*/examples-*.json"):
        return ""
    if path.suffix == ".zip":
        with zipfile.ZipFile(path) as archive:
            return "\n".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())
    if path.match("search/*.json"):
        index = json.loads(data)
        data = json.dumps([index["pages"], index["sections"] | {"asked": []}], ensure_ascii=False).encode()
    return (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8", "replace")


def of_theme(path: Path, site: Path) -> bool:
    original = THEME / path.relative_to(site)
    return original.is_file() and original.read_bytes() == path.read_bytes()


def test_nothing_of_demo_remains(other_site, facts):
    words = "|".join(re.escape(literal) for literal in sorted(demo_literals(facts), key=len, reverse=True))
    demo = re.compile(f"(?<![A-Za-z0-9])(?:{words})(?![A-Za-z0-9])")
    files = [path for path in other_site.rglob("*") if path.is_file() and not of_theme(path, other_site)]
    left = {(str(path.relative_to(other_site)), word) for path in files for word in demo.findall(content(path))}
    assert sorted(left) == []


def test_gateways_share_nothing(facts):
    assert demo_literals(facts) & {*literals(load_facts(OTHER))} == set()


@pytest.mark.parametrize(
    "literal", ["Demo Gateway", "api.gateway.example", "gpt-5.5", "openai-standard", "首充优惠", "USD"]
)
def test_literals_are_complete(facts, literal):
    assert literal in demo_literals(facts)


@pytest.mark.parametrize(
    ("page", "shown"),
    [
        ("index.html", "Polar R&amp;D's Relay"),
        ("index.html", "desk@polar.test"),
        ("api-keys/index.html", "https://south.polar.test/relay/claude"),
        ("api-keys/index.html", "open <strong>Key ring</strong>"),
        ("api-keys/index.html", "<li>Create a key."),
        ("clients/claude-code/index.html", "https://north.polar.test/claude"),
        ("clients/codex/index.html", "gpt-9-large"),
        ("top-up/index.html", "Bring a friend"),
        ("top-up/index.html", "0.02277 EUR"),
        ("sitemap.xml", "https://help.polar.test/guide/faq/"),
        ("zh/index.html", "https://north.polar.test/oai/v1"),
    ],
)
def test_other_gateway_is_shown(other_site, page, shown):
    assert shown in re.sub("</?(?:span|wbr)[^>]*>", "", content(other_site / page))


class Text(HTMLParser):
    """What a page says, without its elements."""

    def __init__(self) -> None:
        super().__init__()
        self.said = ""

    def handle_data(self, data: str) -> None:
        self.said += data


@pytest.mark.parametrize(
    ("page", "shown"),
    [
        ("index.html", "Polar R&D's Relay"),
        ("index.html", "Help \"desk\" & 'care'"),
        ("top-up/index.html", "Summer sale: عرض الصيف"),
        ("api-keys/index.html", 'Northern "hub" #1'),
        ("top-up/index.html", "[VIP] GPT & $basic_1"),
        ("clients/llm/index.html", "[VIP] GPT & $basic_1"),
        ("zh/top-up/index.html", "【特价】GPT 基础"),
    ],
)
def test_text_is_shown_as_it_stands(other_site, page, shown):
    text = Text()
    text.feed((other_site / page).read_text("utf-8"))
    assert shown in text.said
    assert len(text.said) > 1000
