"""Settings that users reported in public as not working: the check names what was really wrong with them."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest
from pastes import WAYS

from gateway_docs.pages import locale
from gateway_docs.project.yaml_files import read_yaml
from gateway_docs.site.tools.check import check_data

HERE = Path(__file__).parent
#: What the check does not say, or says wrongly, today. Mend its rules or a client's pitfalls and take the name away.
#: Which tool it is nobody can tell (chatdev, openmanus), or which part of a file it is (openclaw).
KNOWN_MISSES = {"chatdev.sh", "openclaw-providers-on-top.json", "openmanus-claude.toml"}


def reported() -> list[dict[str, str]]:
    """`must` are the rules that name the cause, `says` is a pattern of what one says, `never` of what none does."""
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
    says = any(re.search(row["says"], finding["values"].get("text", "")) for finding in findings) or not row["says"]
    false = any(row["never"] and re.search(row["never"], finding["values"].get("text", "")) for finding in findings)
    return says and not false and (must <= told if must else not wrong)


def test_true_cause_is_named(found):
    missed = {row["file"] for row in reported() if not right(row, found[row["file"]])}
    told = {name: [one["rule"] for one in found[name]] for name in sorted(missed ^ KNOWN_MISSES)}
    assert missed == KNOWN_MISSES, told


def test_every_file_has_its_cause():
    assert sorted(path.name for path in (HERE / "reported").iterdir()) == [row["file"] for row in reported()]


WORDS = locale.words("en")["check"]["rules"]
CASES = {kind: read_yaml(HERE / f"settings_{kind}.yml") for kind in ("wrong", "right")}


def judged(node, facts, kind: str, chosen: bool) -> dict[str, list[tuple[str, str]]]:
    """Case -> (level, what the reader is told) of each finding; `chosen`: the reader has said which tool it is."""
    data = check_data(facts, "en")
    clients = {client["id"]: client for client in data["clients"]}
    asked = [[case["text"], case.get("client") if chosen else None] for case in CASES[kind]]
    expression = 'all.check(item[0], {kind: "file", region: "global", facts, client: clients[item[1]]})'
    answers = node("check.js", expression, asked, facts=data, clients=clients)
    return {
        case["name"]: [(one["level"], told_by(one)) for one in answer[1:]]
        for case, answer in zip(CASES[kind], answers, strict=True)
    }


def told_by(finding: dict) -> str:
    values = finding["values"]
    return re.sub(r"\{(\w+)\}", lambda name: str(values.get(name[1], name[0])), WORDS[finding["rule"]])


#: Where the tool is not chosen: another one would read these names, or this end of the address.
ONLY_CHOSEN = {
    "claude-code-other-names",
    "claude-code-socks",
    "gemini-cli-invented-variable",
    "gemini-sdk-version",
    "jetbrains-run-configuration",
    "openai-agents-other-variable",
    "opencode-nameless-provider",
}


@pytest.mark.parametrize("chosen", [True, False])
def test_cause_of_wrong_settings_is_named(node, facts, chosen):
    said = judged(node, facts, "wrong", chosen)
    missed = {
        case["name"]
        for case in CASES["wrong"]
        if not all(any(re.search(pattern, text) for _, text in said[case["name"]]) for pattern in case["says"])
    }
    assert missed == (set() if chosen else ONLY_CHOSEN), {name: said[name] for name in missed}


@pytest.mark.parametrize("chosen", [True, False])
def test_nothing_is_said_of_right_settings(node, facts, chosen):
    """Not even where other people's entries stand in them."""
    said = judged(node, facts, "right", chosen)
    blamed = {name: [told for told in one if told[0] in ("error", "warning")] for name, one in said.items()}
    assert {name: told for name, told in blamed.items() if told} == {}
    unsure = [name for name, one in said.items() for _, text in one if "no base URL" in text]
    assert unsure == []
    # NextChat wants the bare host for models of OpenAI.
    assert not [text for _, text in said["nextchat"] if "another end" in text]


#: Ways to set a variable, and marks around them: each is read.
SET = [
    *WAYS.values(),
    "alias cc='{name}={value} claude'",
    '"env": ["{name}={value}"]',
    "> export {name}={value}\n> claude\n> exit",
    "12: export {name}={value}\n13: claude\n14: exit",
    "+export {name}={value}\n+claude\n exit",
    "```bash\nexport {name}={value}\n```",
    "│ export {name}={value} \n│ claude \n│ exit ",
]


def test_every_way_to_set_a_variable_is_read(node, facts):
    data = check_data(facts, "en")
    texts = [way.format(name="ANTHROPIC_BASE_URL", value="https://api.gateway.example/v1") for way in SET]
    expression = 'all.check(item, {kind: "", region: "global", facts, client: clients["claude-code"]})'
    clients = {client["id"]: client for client in data["clients"]}
    found = node("check.js", expression, texts, facts=data, clients=clients)
    told = {text: [one["rule"] for one in answer] for text, answer in zip(texts, found, strict=True)}
    assert {text: rules for text, rules in told.items() if "extra_version" not in rules} == {}


HEAVY = ["\n", "a: b\n", "[", "x=", '"', "- ", " ", "A", 'k = "v"\n', "A(", '{"a":', "export A=b ", "-e A=", "<", "`"]
HEAVY += [
    "| a | b |\n",
    "| ",
    "...",
    "}",
    "{\n",
    "```\n",
    "> ",
    "1 ",
    "+a\n",
    "# ",
    "Error ",
    "错：",
    '"A=b",',
    "// ",
    "\\\n",
]


def test_long_paste_is_judged_at_once(node, facts):
    """200 kB of whatever: a second at most, of the processor's time, so that a busy computer fails nothing."""
    texts = [(start + unit * (200_000 // len(unit)))[:200_000] for unit in HEAVY for start in ("", "{", "model: x\n")]
    expression = """(() => {
        const began = process.cpuUsage().user;
        all.check(item, {kind: "file", region: "global", facts, client: clients.codex});
        return (process.cpuUsage().user - began) / 1e6;
    })()"""
    data = check_data(facts, "en")
    clients = {client["id"]: client for client in data["clients"]}
    seconds = node("check.js", expression, texts, facts=data, clients=clients)
    assert {text[:12]: spent for text, spent in zip(texts, seconds, strict=True) if spent > 1} == {}
