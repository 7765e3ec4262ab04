"""Pages of a gateway whose software is named: its statuses, header and keys, and not the neutral gateway's."""

from __future__ import annotations

import gzip
import importlib
import json
import re
import subprocess
from html import unescape
from http import HTTPStatus
from pathlib import Path

import pytest
from neutral_words import neutral_words_in, shown
from test_served import facts_of

from gateway_docs.facts import Facts, load_facts
from gateway_docs.output.fingerprints import folders
from gateway_docs.pages.exceptions import exception_names, exception_of
from gateway_docs.pages.gateway_words import Says
from gateway_docs.pages.names import names
from gateway_docs.pages.own_words import own_words
from gateway_docs.pages.refused import refused_names, tells_when_to_retry
from gateway_docs.pages.template import render
from gateway_docs.project import ROOT
from gateway_docs.search.examples import FOLDER
from gateway_docs.search.own_software import signs_of
from gateway_docs.search.queries import Query, read
from gateway_docs.software import CATALOGUE, software_ids
from gateway_docs.software import software as software_of

ENTRIES = ("error-401", "insufficient-balance", "model-not-found", "error-404", "error-400")
#: Software -> the statuses in the rows of these entries, from what is known of the software.
_STATUSES = {
    None: ({401}, {402, 403, 422}, {400, 403, 404, 500, 503}, {404, 405}, {400}),
    "new-api": ({401}, {401, 403}, {403, 503}, {404}, {400, 500}),
    "one-api": ({401}, {401, 403}, {403, 503}, {404}, {400}),
    "sub2api": ({401, 403}, {403, 429}, {404, 503}, {404}, {400}),  # 404 for a model: since August 2026
    "claude-relay-service": ({401}, {402}, {403, 500}, {404}, {400}),
    "litellm": ({401}, {422}, {400, 403}, {404, 405}, {400, 500}),  # 500: JSON that is no object
}
ROWS = {software: dict(zip(ENTRIES, statuses, strict=True)) for software, statuses in _STATUSES.items()}
#: One site is built by default, the one that differs most; the rows of all are looked at without a build.
BUILT = [pytest.param(id_, marks=() if id_ == "litellm" else pytest.mark.thorough) for id_ in ROWS if id_]


def with_software(facts: Facts, software: str | None) -> Facts:
    return facts.model_copy(update={"software": software})


@pytest.mark.parametrize("software", ROWS)
def test_statuses(facts, software):
    told = refused_names(with_software(facts, software), "en")
    assert {entry: {*told[entry].statuses} for entry in ROWS[software]} == ROWS[software]


def test_every_software_has_rows():
    assert sorted(filter(None, ROWS)) == software_ids()


def test_wrong_model_is_the_readers_to_mend(facts):
    """Whatever the status: a reader with a mistyped model is never told to wait."""
    for software in ROWS:
        told = refused_names(with_software(facts, software), "en")["model-not-found"]
        assert (told.who, told.retry) == ("You", "No")


def test_what_is_never_refused_has_no_status(facts):
    assert refused_names(with_software(facts, "litellm"), "en")["wrong-vendor-key"].numbers == ""
    assert refused_names(with_software(facts, "new-api"), "en")["client-not-allowed"].numbers == ""


#: What the software's own limits count, from its source; the neutral gateway has both.
LIMITS = {
    "new-api": {"minute"},
    "one-api": set(),
    "sub2api": {"minute", "parallel"},
    "claude-relay-service": {"minute", "parallel"},
    "litellm": {"minute", "parallel"},
    None: {"minute", "parallel"},
}


@pytest.mark.parametrize("software", LIMITS)
def test_only_limits_that_it_has_are_told(facts, software):
    known = names(with_software(facts, software), "en")
    page = render((ROOT / "docs/en/troubleshooting.md").read_text("utf-8"), known)
    assert ("This key sent more than" in page) == ("minute" in LIMITS[software])
    ones_own = ('"For user" means your own limit', "Your key has such a limit")  # the first in words of Sub2API
    assert any(text in page for text in ones_own) == ("parallel" in LIMITS[software])


def test_messages_show_no_amount_and_no_time_of_a_run(facts):
    told = own_words(with_software(facts, "litellm"), "en")
    assert "`Budget has been exceeded! Key=key Current cost: …, Max budget: …`" in told["insufficient-balance"]
    assert "Key Expiry time … and current time …`" in told["error-401"]


@pytest.mark.parametrize("software", ROWS)
def test_an_outage_may_be_a_refusal_where_it_is_hidden(facts, software):
    """Sub2API answers 502 without a reason when the vendor refuses a field."""
    known = names(with_software(facts, software), "en")
    page = render((ROOT / "docs/en/troubleshooting.md").read_text("utf-8"), known)
    assert ("A 502 can also hide a refusal" in page) == (software == "sub2api")


def test_the_quick_start_of_one_key_for_all_binds_it_to_no_group(facts):
    for software, told in {"litellm": False, None: True}.items():
        known = names(with_software(facts, software), "en")
        assert ("belongs to one group" in render((ROOT / "docs/en/index.md").read_text("utf-8"), known)) == told


def test_recordings_are_made_where_gemini_is_served():
    """Errors of a wrong address, quoted at a wrong key, would send a reader to mend the wrong thing."""
    for path in (ROOT / "snippets/software").glob("*/errors/gemini-sdk/wrong-key.txt"):
        assert 'says("unknown-key", "gemini")' in path.read_text("utf-8"), path


@pytest.fixture(scope="module")
def built(build_site, tmp_path_factory):
    """Builds the demo's site with a software; the text of a page without what was recorded."""
    sites = {}

    def built(software: str, page: str) -> str:
        if software not in sites:
            folder = tmp_path_factory.mktemp(software)
            facts = facts_of(software, folder)
            sites[software] = build_site(facts, folder / "site"), load_facts(facts)
        html = (sites[software][0] / page / "index.html").read_text("utf-8")
        return re.sub(r"<pre.*?</pre>", "", html, flags=re.DOTALL)

    built.sites = sites
    return built


@pytest.mark.parametrize("language", ["", "zh/"])
@pytest.mark.parametrize("software", BUILT)
def test_nothing_of_the_neutral_gateway_is_left(built, facts, software, language):
    named = with_software(facts, software)
    table = built(software, f"{language}troubleshooting").split("<table")[1].partition("</table>")[0]
    rows = {found[1]: {int(n) for n in re.findall(r"\b[45]\d\d\b", found[2])} for found in
            re.finditer(r'<a href="[^"]*#([\w-]+)">(.*?)</a>', table)}  # fmt: skip
    assert {entry: rows[entry] for entry in ROWS[software]} == ROWS[software]
    for page in ("support", "."):
        text = built(software, f"{language}{page}")
        headers = set(re.findall(r"<code>(x-[\w-]*(?:request|call)-id)</code>", text))
        assert headers == {named.request_id_header}, page


@pytest.mark.parametrize("software", BUILT)
def test_entries_tell_what_the_table_tells(built, facts, software):
    told = refused_names(with_software(facts, software), "en")
    text = built(software, "troubleshooting")
    for entry, parts in {"error-401": ["who"], "insufficient-balance": ["who", "retry"], "error-429": ["who"]}.items():
        row = text.partition(f'id="{entry}"')[2].partition("Who can fix it")[2].partition("</table>")[0]
        cells = re.findall(r"<td[^>]*>([^<]*)", row)
        assert [cells[("who", "retry").index(part)] for part in parts] == [getattr(told[entry], part) for part in parts]


@pytest.mark.parametrize("software", BUILT)
def test_no_page_shows_what_is_never_sent(built, software):
    """On every page: the status for a balance, and the neutral gateway's request ids."""
    built(software, ".")
    site = built.sites[software][0]
    texts = {page.relative_to(site): shown(page.read_text("utf-8")) for page in site.rglob("*.html")}
    assert len(texts) > 80
    never = [] if 402 in ROWS[software]["insufficient-balance"] else [r">[^<]*\b402\b[^<]*<"]
    found = {str(page): match[0] for page, text in texts.items() for one in never if (match := re.search(one, text))}
    assert not found
    assert neutral_words_in(site) == []


#: What clients say by themselves, too.
OF_CLIENTS = {"api key not found", "invalid api key"}


def words_of(software: str) -> set[str]:
    return {re.sub(r"\\(.)", r"\1", pattern) for pattern, _ in signs_of(software_of(software))}


@pytest.mark.parametrize("software", BUILT)
def test_troubleshooting_says_what_the_software_says(built, software):
    text = unescape(built(software, "troubleshooting")).lower()
    own = words_of(software)
    assert sum(words in text for words in own) > 0.6 * len(own)
    others = set().union(*map(words_of, software_ids())) - own - OF_CLIENTS
    said = {words for words in others if words in text}
    assert {words for words in said if not any(words in one for one in own)} == set()


@pytest.mark.parametrize("facts_say", [(None, True), ("new-api", False), ("litellm", True)])
def test_retry_after_is_named_where_it_is_sent(facts, facts_say):
    software, told = facts_say
    assert tells_when_to_retry(with_software(facts, software)) == told


@pytest.mark.parametrize("package", ["openai", "anthropic"])
def test_exceptions_are_those_of_the_sdk(package):
    """What the SDK itself makes of each status."""
    sdk = importlib.import_module(package)
    client = (sdk.OpenAI if package == "openai" else sdk.Anthropic)(api_key="sk-test-0")
    http = _http(client)
    for status in (400, 401, 402, 403, 404, 405, 413, 422, 429, 500, 502, 503, 504, 529):
        answer = http.Response(status, request=http.Request("POST", "https://api.gateway.example"))
        raised = client._make_status_error("", body=None, response=answer)
        assert exception_of(package, status) == type(raised).__name__, status


def _http(client):
    """The HTTP library that the SDK uses."""
    names = [one.__module__.partition(".")[0] for one in type(client._client).__mro__]
    return importlib.import_module(next(name for name in names if name.startswith("httpx")))


@pytest.mark.parametrize("software", [*filter(None, ROWS)])
def test_exceptions_name_what_the_software_sends(facts, software):
    named = with_software(facts, software)
    assert exception_names(facts, "en")["openai"] == ""
    for vendor, rows in exception_names(named, "en").items():
        if vendor in software_of(software).protocols:
            paid = [row for row in rows.splitlines() if "#insufficient-balance" in row]
            status = software_of(software).answer("no-balance", vendor).status
            assert any(f"`{exception_of(vendor, status)}` | " in row and str(status) in row for row in paid), rows


def _found(site: Path, language: str, texts: list[str]) -> list[list[str]]:
    """For each text the ids of the sections that the search of a built site finds, best first."""
    code, index = (site / folders(site)[name] for name in ("assets", "search"))
    command = [ROOT / ".venv/bin/node", ROOT / "tests/search/rank.mjs", code / "search/library.js"]
    asked = "".join(f"{json.dumps(text)}\n" for text in texts)
    ended = subprocess.run([*command, index / f"{language}.json"], input=asked, capture_output=True, encoding="utf-8")
    return [[one["id"] for one in json.loads(line)["found"]] for line in ended.stdout.splitlines()]


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("software", BUILT)
def test_its_messages_lead_to_their_entries(built, software, language):
    """Pasted with status and request id, as clients print them."""
    built(software, ".")
    site, facts = built.sites[software]
    own, says = software_of(software), Says(facts)
    offered = [vendor.id for vendor in facts.vendors]
    asked = [id_ for id_ in own.refusals if len(offered) > 1 or not id_.startswith("other-vendor")]
    answers = [(id_, one, answer) for id_ in asked for one in offered if (answer := own.answer(id_, one))]
    phrases = {status.phrase.lower() for status in HTTPStatus}  # every web server says them
    answers = [one for one in answers if says(*one[:2]).lower() not in phrases]
    texts = [f"API Error: {answer.status} {says(id_, one, param='messages')}" for id_, one, answer in answers]
    wanted = [answer.entry or CATALOGUE[id_].entry for id_, _, answer in answers]
    found = _found(site, language, texts)
    missed = [(text, want, ids[:3]) for text, want, ids in zip(texts, wanted, found, strict=True) if want != ids[0]]
    # A text that stands for several refusals leads to the entry of most.
    assert len(missed) <= 0.1 * len(texts), missed
    assert [one for one in missed if one[1] not in one[2]] == []


#: Messages of each, from its sources and from what users reported: 450 of three of them, 150 of two.
REPORTED = {path.stem: path for path in FOLDER.glob("software/*.tsv")}


def _places(built, software: str, path: Path) -> dict[Query, int | None]:
    """Where the search of the software's site puts the entry that each message of a list asks for."""
    built(software, ".")
    site, queries, places = built.sites[software][0], read(path), dict[Query, int | None]()
    for language in ("en", "zh"):
        asked = [query for query in queries if query.lang == language]
        found = _found(site, language, [query.text for query in asked])
        for query, ids in zip(asked, found, strict=True):
            places[query] = next((place for place, id_ in enumerate(ids, 1) if id_ in query.accept), None)
    return places


@pytest.mark.parametrize("software", BUILT)
def test_reported_messages_lead_to_their_entries(built, software):
    places = _places(built, software, REPORTED[software])
    missed = {query.text: place for query, place in places.items() if place != 1}
    assert len(places) >= 49
    assert len(missed) <= 0.1 * len(places), missed
    assert sum(place not in (2, 3) for place in missed.values()) <= 0.02 * len(places), missed


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("software", BUILT)
def test_its_search_is_light(built, software, language):
    """With the signs of gateway software, which the neutral site has no room for."""
    built(software, ".")
    site = built.sites[software][0]
    code, index = (site / folders(site)[name] for name in ("assets", "search"))
    fetched = [code / "search-start.js", code / "search/box.js", index / f"{language}.json"]
    assert sum(len(gzip.compress(path.read_bytes(), 9)) for path in fetched) < 80_000


@pytest.mark.parametrize("software", BUILT)
def test_one_key_or_one_per_vendor(built, software):
    answer = built(software, "faq").partition('id="one-key-per-vendor"')[2].partition("<h3")[0]
    assert ("Yes. " in answer) == (software == "litellm")
    several = len(built.sites[software][1].vendors) > 1  # with one, nobody asks
    assert ("No. One key belongs to" in answer) == (software != "litellm" and several)
