"""What doctor.py prints leads, pasted into the search, to the entry that the doctor names."""

from __future__ import annotations

import diagnosed
import pytest


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_fault_is_tried(language):
    assert {name for name, _, _ in diagnosed.FINDINGS} == diagnosed.faults(language)


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("shown", ["en", "zh"])
def test_named_entry_is_first(answers, facts, language, shown):
    """`shown`: the language of the site that is searched, which may be another than that of the report."""
    asked = list(diagnosed.pasted(facts, language))
    found = answers(shown, [text for _, _, text in asked])
    missed = {
        (name, topic): [one["id"] for one in answer["found"][:3]]
        for (name, topic, _), answer in zip(asked, found, strict=True)
        if not "{url}#{id}".format(**answer["found"][0]).endswith(topic)
    }
    assert missed == {}
