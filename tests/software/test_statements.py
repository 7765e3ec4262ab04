"""What every page says of the gateway, held against the data of each software: statuses, words and addresses."""

from __future__ import annotations

import re
from functools import lru_cache

import pytest
from test_pages import OF_CLIENTS, with_software, words_of

from gateway_docs.facts import load_facts
from gateway_docs.pages.names import names
from gateway_docs.pages.offer import pages_left_out
from gateway_docs.pages.refused import refused_names
from gateway_docs.pages.template import render
from gateway_docs.project import ROOT
from gateway_docs.software import CATALOGUE, software_ids
from gateway_docs.software import software as software_of

#: What the LiteLLM SDK and others say, too.
SDKS = {"litellm.authenticationerror", "missing api key"}
LOST = re.compile(
    r"`/v1`[^|]{0,12} missing|missing `?/v1|version that is missing|lacks `/v1`|(?:漏了|缺少|没有) ?`/v1`|缺少版本号"
)
#: Beginnings of sentences that the neutral gateway alone says, as pages quote them; OpenAI says the one left out.
NEUTRAL = {re.sub(r"\{\w+\}", "…", one.message.partition(". ")[0]) for one in CATALOGUE.values() if one.of == "gateway"}
NEUTRAL -= {"The model … does not exist"}


@lru_cache(maxsize=1)
def _pages(software: str, language: str) -> dict[str, str]:
    facts = with_software(load_facts(ROOT / "gateway.yml"), software)
    folder = ROOT / "docs" / language
    found = {str(path.relative_to(folder)): path.read_text("utf-8") for path in folder.rglob("*.md")}
    gone = pages_left_out(facts, ROOT / "docs")
    return {page: render(text, names(facts, language, page)) for page, text in found.items() if page not in gone}


def _statements(text: str) -> list[str]:
    """Rows of tables, and sentences."""
    lines = re.sub(r"\n(?![-|\d#\n ])", " ", text).split("\n")
    return [part for line in lines for part in ([line] if "|" in line else re.split(r"(?<=[.。])\s*", line))]


EACH = [(software, language) for software in software_ids() for language in ("en", "zh")]


@pytest.mark.parametrize(("software", "language"), EACH)
def test_linked_statuses_are_those_of_the_entry(facts, software, language):
    told = refused_names(with_software(facts, software), language)
    for page, text in _pages(software, language).items():
        for said, entry in re.findall(r"\[([^\]]*)\]\([^)\s]*#([\w-]+)\)", text):
            statuses = {int(number) for number in re.findall(r"\b4\d\d\b", said)}
            named = {int(number) for number in re.findall(r"\d+", entry)}
            assert entry not in told or statuses <= {*told[entry].statuses, *named}, (page, said, entry)


@pytest.mark.parametrize(("software", "language"), EACH)
def test_no_page_quotes_another_software(software, language):
    own = words_of(software)
    others = set().union(*map(words_of, software_ids())) - own - OF_CLIENTS - SDKS
    others = {words for words in others if not any(words in one for one in own)}
    pages = _pages(software, language)
    del pages["messages.md"]  # of all kinds of software
    for page, text in pages.items():
        shown = "\n".join(re.findall(r"`[^`\n]+`", text))
        found = [words for words in others if words in shown.lower()]
        found += [words for words in NEUTRAL if "…" in words and words in shown]
        assert not found, page


@pytest.mark.parametrize(("software", "language"), EACH)
def test_no_fault_is_made_of_an_address_that_is_served(software, language):
    own = software_of(software)
    for page, text in _pages(software, language).items():
        for statement in _statements(text):
            shown = re.sub(r"\]\([^)]*\)", "]", statement)
            if LOST.search(shown) and re.search(r"\b404\b", shown):
                path = "/messages" if re.search("Claude|Anthropic", shown) else "/chat/completions"
                assert own.place_of(path) == path and not own.shows_console(path), (page, statement)
            if re.search(r"\| (?:`/v1` is missing|These tools want|漏了 `/v1`|这些工具)", statement):
                paths = re.findall(r"`(/[^`]+)`", statement.split("|")[1])
                assert not [path for path in paths if own.place_of(at := path.replace("…", "m:x")) != at], statement


@pytest.mark.parametrize(("software", "language"), EACH)
def test_its_own_addresses_are_not_called_those_of_others(software, language):
    for page, text in _pages(software, language).items():
        for line in text.split("\n"):
            theirs = re.search("other software|其他软件", line)
            assert not (theirs and [path for path in software_of(software).besides if path in line]), (page, line)
