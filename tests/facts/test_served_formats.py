"""A format that the gateway's software does not serve is refused, unless its base URL leads to another service."""

from __future__ import annotations

import pytest
from test_wrong_facts import problems

from gateway_docs.facts import load_facts
from gateway_docs.project import ROOT
from gateway_docs.software import software_ids


def running(text: str, id_: str) -> str:
    return text.replace("currency: USD", f"currency: USD\nsoftware: {id_}", 1)


def test_formats_that_one_api_lacks(write, demo):
    text = running(demo, "one-api")
    lines = [
        text[: text.index('path: ""', text.index(f"- id: {id_}"))].count("\n") + 1 for id_ in ("anthropic", "gemini")
    ]
    told = problems(write(text))
    assert [line.partition(": leads")[0] for line in told] == [
        f":{line}: vendors[{v}].path" for v, line in enumerate(lines, 1)
    ]
    assert (
        "leads to One API, which does not serve anthropic (it serves openai): leave anthropic out, or name" in told[0]
    )


def test_a_format_of_its_own_form(write):
    text = running((ROOT / "handbook" / "any-vendor.yml").read_text("utf-8"), "one-api")
    (problem,) = problems(write(text))
    assert ": protocols[1].path: leads to One API, which does not serve anthropic" in problem


def test_another_service_may_stand_behind_the_address(write, demo):
    facts = load_facts(write(running(demo, "one-api").replace('path: ""', "path: /other")))
    assert [vendor.path for vendor in facts.vendors] == ["/v1", "/other", "/other"]


@pytest.mark.parametrize("id_", sorted({*software_ids()} - {"one-api"}))
def test_others_serve_all(write, demo, id_):
    assert len(load_facts(write(running(demo, id_))).vendors) == 3
