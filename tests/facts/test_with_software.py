"""The facts of a gateway as another software would serve it."""

from __future__ import annotations

import pytest

from gateway_docs.facts import load_facts
from gateway_docs.facts.with_software import with_software
from gateway_docs.project import ROOT
from gateway_docs.project.yaml_files import read_yaml, to_yaml


@pytest.mark.parametrize(
    ("facts", "software_id", "served"),
    [
        ("gateway.yml", "litellm", ["openai", "anthropic", "gemini"]),
        ("gateway.yml", "one-api", ["openai"]),
        ("tests/site/other-gateway.yml", "litellm", None),
    ],
)
def test_formats_that_are_left(tmp_path, facts, software_id, served):
    """Written to a file, as the reader does: a label may hold any character."""
    told = read_yaml(ROOT / facts)
    path = tmp_path / "gateway.yml"
    path.write_text(to_yaml(with_software(told, software_id)), "utf-8")
    loaded = load_facts(path)
    assert loaded.software == software_id
    assert [vendor.id for vendor in loaded.vendors] == (served or [vendor["id"] for vendor in told["vendors"]])


def test_gateway_that_cannot_run_it():
    told = read_yaml(ROOT / "gateway.yml")
    without_openai = told | {"vendors": [one for one in told["vendors"] if one["id"] != "openai"]}
    assert with_software(without_openai, "one-api") is None
    in_free_form = told | {"protocols": [{"id": "openai"}, {"id": "anthropic"}]}
    assert with_software(in_free_form, "one-api") is None
