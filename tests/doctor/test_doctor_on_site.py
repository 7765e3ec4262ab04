"""doctor.py on the built site: it is the program, and its links lead somewhere."""

from __future__ import annotations

import re

import pytest

from gateway_docs.doctor.assemble import FOLDER, doctor_source


def test_download_is_the_program(site, facts):
    assert (site / "doctor.py").read_text("utf-8") == doctor_source(facts)


@pytest.mark.parametrize("language", ["", "zh"])
def test_topics_stand_on_the_site(site, language):
    text = "".join(path.read_text("utf-8") for path in (FOLDER / "parts").glob("*.py"))
    links = set(re.findall(r'"([a-z-]+/)#([a-z-]+)"', text))
    links |= {
        ("troubleshooting/", topic)
        for topic in re.findall(r'"((?:error-|env-|model-not|insuff|client-not)[\w-]+)"', text)
    }
    assert len(links) >= 15
    for page, section in links:
        assert f'id="{section}"' in (site / language / page / "index.html").read_text("utf-8"), (page, section)


@pytest.mark.parametrize("page", ["troubleshooting", "support", "faq", "zh/troubleshooting", "zh/support"])
def test_pages_lead_to_it(site, page):
    assert 'href="../doctor/"' in (site / page / "index.html").read_text("utf-8")
