"""Every place that names the first region's address is marked, and nothing of the text changes."""

from __future__ import annotations

import re
from html import unescape

import pytest

from gateway_docs.facts import load_facts
from gateway_docs.project import ROOT
from gateway_docs.site.regions import Marker

OTHER = load_facts(ROOT / "tests" / "site" / "other-gateway.yml")
TAGS = re.compile(r"<[^>]*>")
MARKED = re.compile(r'<(\w+) data-region="(?:address|host|rest)">.*?</\1>')
OF_REGION = re.compile(r"<tr data-region-of=.*?(?=<tr|</t)", re.DOTALL)
SCRIPT = re.compile(r"<script.*?</script>", re.DOTALL)
BODY = re.compile(r"<article.*?</article>", re.DOTALL)


@pytest.fixture(scope="session")
def mark(facts):
    return Marker(facts).mark


def marks(html):
    return re.findall(r'data-region="(\w+)">([^<]*)<', html)


@pytest.mark.parametrize(
    "html",
    [
        "<p>at <code>https://api.gateway.example/v1</code> now</p>",
        "<pre><span>&quot;https://api.gateway.example/v1&quot;</span></pre>",
        "Could not resolve host: api.gateway.example",
        "Ask api.gateway.example.",
    ],
)
def test_place_is_marked(mark, html):
    assert marks(mark(html)) == [("address", "api.gateway.example")]
    assert TAGS.sub("", mark(html)) == TAGS.sub("", html)


@pytest.mark.parametrize(
    "html",
    [
        "https://eu.api.gateway.example/v1",
        "https://api.gateway.example.org/",
        "https://my-api.gateway.example",
        '<a href="https://api.gateway.example/v1">here</a>',
        "<script>let a = 'https://api.gateway.example'</script>",
        "<title>api.gateway.example</title>",
        "<head><title>api.gateway.example</title></head>",
        "<p>api.gateway.example and eu.api.gateway.example</p>",
    ],
)
def test_place_stays(mark, html):
    assert marks(mark(html.replace("<title>", "<head><title>").replace("</title>", "</title></head>"))) == []


def test_address_cut_by_highlighting(mark):
    cut = mark("<pre>https://api<span>.gateway</span>.example/v1</pre>")
    assert marks(cut) == [("address", "api"), ("rest", ".gateway"), ("rest", ".example")]


def test_table_of_regions_says_whose_row_it_is(mark):
    row = "<tr><td>{}</td><td>https://{}</td></tr>"
    html = f"<table>{row.format('G', 'api.gateway.example')}{row.format('E', 'eu.api.gateway.example')}</table>"
    assert re.findall("<tr(.*?)>", mark(html)) == [
        ' data-region-of="global" aria-current="true"',
        ' data-region-of="eu"',
    ]
    assert marks(mark(html)) == []


def test_drawing_keeps_its_kind(mark):
    assert '<tspan data-region="address">' in mark("<svg><text>api.gateway.example</text></svg>")


def test_host_and_path_differ():
    facts = OTHER.model_copy(update={"regions": OTHER.regions[::-1]})
    html = "<code>https://south.polar.test/relay/oai/v1</code> or the host south.polar.test"
    assert marks(Marker(facts).mark(html)) == [("address", "south.polar.test/relay"), ("host", "south.polar.test")]


def test_longer_address_of_console_stays():
    console = OTHER.regions[0].url + "/console"
    facts = OTHER.model_copy(update={"console_url": console})
    assert marks(Marker(facts).mark(f"see {console} and {OTHER.regions[0].url}/v1")) == [
        ("address", "north.polar.test")
    ]


def test_one_region_marks_nothing(facts):
    alone = facts.model_copy(update={"regions": facts.regions[:1]})
    assert Marker(alone).mark("https://api.gateway.example") == "https://api.gateway.example"


def test_no_place_of_the_site_is_missed(site):
    missed = {}
    for path in site.rglob("index.html"):
        html = path.read_text("utf-8")
        article = BODY.search(html)
        body = SCRIPT.sub("", article[0] if article else html)
        text = unescape(TAGS.sub("", OF_REGION.sub("", MARKED.sub("", body))))
        if found := re.findall(r"(?<![\w.])api\.gateway\.example.{20}", text):
            missed[str(path.relative_to(site))] = found
    assert missed == {}
