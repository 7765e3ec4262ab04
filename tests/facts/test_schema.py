"""gateway.schema.json tells editors what load_facts would say."""

from __future__ import annotations

import json

import pytest
from jsonschema import Draft202012Validator

from gateway_docs.cli import main
from gateway_docs.project import ROOT
from gateway_docs.project.yaml_files import parse_yaml

SCHEMA = json.loads((ROOT / "gateway.schema.json").read_text("utf-8"))


def errors(text: str) -> list[str]:
    """Where an editor underlines `text`."""
    values = parse_yaml(text)
    return sorted(error.json_path for error in Draft202012Validator(SCHEMA).iter_errors(values))


def test_schema_is_current():
    assert main(["schema", "--check", "--facts", str(ROOT / "gateway.yml")]) == 0


def test_old_schema_is_reported(write, demo, capsys):
    path = write(demo)
    path.with_name("gateway.schema.json").write_text("{}")
    assert main(["schema", "--check", "--facts", str(path)]) == 1
    assert "run gateway-docs schema" in capsys.readouterr().err


def test_schema_is_valid():
    Draft202012Validator.check_schema(SCHEMA)


def test_schema_accepts_demo(demo):
    assert errors(demo) == []


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("currency: USD", "curency: USD", "$"),
        ("https://eu.", "http://eu.", "$.regions[1].url"),
        ("input: 5.00", 'input: "5.00"', "$.models[0].price.input"),
        ("input: 5.00", "input: -5.00", "$.models[0].price.input"),
        ("vendor: openai", "vendor: mistral", "$.models[0].vendor"),
        ("starts: 2026-11-01", "starts: 1", "$.promotions[0].starts"),
    ],
)
def test_schema_refuses(demo, old, new, place):
    assert place in errors(demo.replace(old, new, 1))


def test_editors_find_schema(demo):
    assert demo.startswith("# yaml-language-server: $schema=gateway.schema.json\n")
