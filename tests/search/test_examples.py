"""What people brought before helps the next, and stays theirs."""

from __future__ import annotations

import json
import re

import pytest

from gateway_docs.output.fingerprints import folders
from gateway_docs.search import examples as examples_module
from gateway_docs.search.examples import FOLDER, packed
from gateway_docs.search.queries import Query


def asked(lang, text, *accept):
    return Query(lang, text, frozenset(accept), "report")


def test_words_of_examples_are_packed(monkeypatch):
    told = (
        asked("en", "The key is refused, why?", "error-401"),
        asked("en", "Why is my model refused", "model-not-found", "gone"),
        asked("en", "refused: why is Ann's balance empty", "gone"),
        asked("en", "Why is it refused twice, 401 401?", "error-401"),
        asked("zh", "为什么 refused", "error-401"),
    )
    monkeypatch.setattr(examples_module, "examples", lambda: told)
    # "gone" is no section of the site; Ann, and each word of two examples or of one, is left out, and so are figures.
    assert packed({"error-401", "model-not-found"}, han=False) == {
        "ids": ["error-401", "model-not-found"],
        "meant": [[0], [0], [1]],
        "words": ["is", "refused", "why"],
        "held": [[0, 1, 1], [0, 1, 1], [0, 1, 1]],
    }
    assert packed({"error-401"}, han=True)["meant"] == [[0]]


@pytest.mark.parametrize("script", ["han", "latin"])
def test_no_key_and_no_address_is_published(site, script):
    folder = site / folders(site)["search"] / "en"
    said = json.loads((folder / f"examples-{script}.json").read_text("utf-8"))["words"]
    assert len(said) > 500
    assert [word for word in said if re.search(r"\d{5}|[a-z]\d[a-z]\d|\d[a-z]\d[a-z]", word)] == []


def test_each_list_answers_something():
    assert all(len(path.read_text("utf-8").splitlines()) > 10 for path in FOLDER.rglob("*.tsv"))
