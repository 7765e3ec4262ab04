"""Mock, doctor.py and the check in the browser name the same cause for a wrong base URL."""

from __future__ import annotations

import pytest
from judges import HINTS, Judges, agree
from wrong_base_urls import CASES, CASES_BELOW_PATHS, CLIENTS


@pytest.fixture(scope="module")
def judges(facts):
    with Judges(facts, CASES) as judges:
        yield judges


@pytest.fixture(scope="module")
def judges_below_paths(facts):
    paths = {"openai": "/openai/v1", "anthropic": "/anthropic", "gemini": ""}
    vendors = [vendor.model_copy(update={"path": paths[vendor.id]}) for vendor in facts.vendors]
    with Judges(facts.model_copy(update={"vendors": vendors}), CASES_BELOW_PATHS) as judges:
        yield judges


@pytest.mark.parametrize("case", CASES, ids=str)
def test_all_three_agree(judges, case):
    agree(judges, case)


@pytest.mark.parametrize("case", CASES_BELOW_PATHS, ids=str)
def test_all_three_agree_on_other_paths(judges_below_paths, case):
    agree(judges_below_paths, case)


def test_every_wrong_end_has_a_case():
    assert {*HINTS} <= {cause for case in (*CASES, *CASES_BELOW_PATHS) for cause in case.causes}
    assert {(case.vendor, case.version) for case in CASES} == {*CLIENTS}
