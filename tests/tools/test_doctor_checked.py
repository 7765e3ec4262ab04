"""What doctor.py prints, pasted into the check of settings, leads to the entry that the doctor names, and no other."""

from __future__ import annotations

import json

import diagnosed
import pytest

from gateway_docs.site.tools.check import check_data


@pytest.fixture(scope="module")
def told(node, facts):
    """text, kind that the reader chose -> (client, section) of each finding."""

    def told(texts: list[str], kind: str = "") -> list[list[tuple[str, str]]]:
        expression = "all.check(item, {kind, region: 'global', facts})"
        answers = node("check.js", expression, texts, facts=check_data(facts, "en"), kind=kind)
        return [[(one.get("client", ""), one["section"]) for one in answer[1:]] for answer in answers]

    return told


def named(topic: str) -> tuple[str, str]:
    page, _, section = topic.partition("#")
    return (page.removeprefix("clients/").strip("/") if page.startswith("clients/") else "", section)


@pytest.mark.parametrize("kind", ["", "error"])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_finding_leads_to_its_entry(told, facts, language, kind):
    asked = list(diagnosed.pasted(facts, language))
    found = told([text for _, _, text in asked], kind)
    wrong = {text: said for (_, topic, text), said in zip(asked, found, strict=True) if said != [named(topic)]}
    assert wrong == {}


@pytest.mark.parametrize("language", ["en", "zh"])
def test_whole_report_names_each_entry_once(told, facts, language):
    asked = list(diagnosed.pasted(facts, language))
    report = "\n".join(["Doctor of Demo Gateway.", *(f"  {text}" for _, _, text in asked), "", "To fix: 60"])
    (found,) = told([report])
    assert found == list(dict.fromkeys(named(topic) for _, topic, _ in asked))


def test_every_entry_has_its_link_on_the_page(site, facts):
    """The page knows addresses and titles of the sections that the check may name."""
    (known,) = (json.loads(path.read_text("utf-8")) for path in site.rglob("check.en*.json"))
    topics = {section for client, section in (named(topic) for _, topic, _ in diagnosed.FINDINGS) if not client}
    assert topics <= set(known["places"])


@pytest.mark.parametrize(
    "link",
    [
        "# https://docs.gateway.example/clients/codex/#configure",
        "https://docs.gateway.example/clients/codex/#configure",
        "https://docs.litellm.ai/docs/proxy/#virtual-keys",
    ],
)
def test_link_among_settings_is_no_report(told, link):
    assert ("", "base-url-regional") in told([f"{link}\nOPENAI_BASE_URL=https://api.gateway.example/v1\n"])[0]


def test_link_to_another_site_is_none_of_the_doctor(told):
    (found,) = told(["[!!] OPENAI_BASE_URL is wrong\n     https://docs.litellm.ai/docs/proxy/#virtual-keys\n"])
    assert ("", "virtual-keys") not in found
