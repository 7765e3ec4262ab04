"""Settings that users reported in public as not working: the check names what was really wrong with them."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from gateway_docs.site.tools.check import check_data

HERE = Path(__file__).parent
#: What the check does not say, or says wrongly, today. Mend its rules or a client's pitfalls and take the name away.
KNOWN_MISSES = {
    "aider-gemini-prefix.yaml",
    "aider-sonnet-openai-base.yaml",
    "langchain-gemini-v1.txt",
}


def reported() -> list[dict[str, str]]:
    """`must` are the rules that name the cause; none where the file is right and the cause lies elsewhere."""
    with (HERE / "reported.tsv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.fixture(scope="module")
def found(node, facts) -> dict[str, list[dict]]:
    data = check_data(facts, "en")
    clients = {client["id"]: client for client in data["clients"]}
    asked = [
        [(HERE / "reported" / row["file"]).read_text("utf-8"), {"kind": "file", "region": "global"}, row["client"]]
        for row in reported()
    ]
    expression = "all.check(item[0], {...item[1], facts, client: clients[item[2]]})"
    answers = node("check.js", expression, asked, facts=data, clients=clients)
    return {row["file"]: answer for row, answer in zip(reported(), answers, strict=True)}


def right(row: dict[str, str], findings: list[dict]) -> bool:
    told = {finding["rule"] for finding in findings}
    wrong = {finding["rule"] for finding in findings if finding["level"] == "error"}
    # The models are those of other gateways, and the keys are no keys.
    wrong -= {"unknown_model", "model_typo", "placeholder", "short_key"}
    must = set(filter(None, row["must"].split(",")))
    return must <= told if must else not wrong


def test_true_cause_is_named(found):
    missed = {row["file"] for row in reported() if not right(row, found[row["file"]])}
    told = {name: [one["rule"] for one in found[name]] for name in sorted(missed ^ KNOWN_MISSES)}
    assert missed == KNOWN_MISSES, told


def test_every_file_has_its_cause():
    assert sorted(path.name for path in (HERE / "reported").iterdir()) == [row["file"] for row in reported()]
