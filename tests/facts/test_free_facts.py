"""Vendors, formats and groups that stand for themselves: what is wrong is told, what is right is understood."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from test_wrong_facts import problems

from gateway_docs.facts import FactsError, load_facts
from gateway_docs.project import ROOT
from gateway_docs.project.yaml_files import read_yaml

FREE = (ROOT / "handbook" / "any-vendor.yml").read_text("utf-8")
EDITS = read_yaml(Path(__file__).with_name("wrong-free-facts.yml"))
#: What stands in place of a value.
VALUES = ("null", "[]", "{}", "-1", "1e999", ".nan", "true", '"x"', "[a, b]", "{a: b}", "2026-01-01", "openai")


@pytest.fixture
def free(write):
    return load_facts(write(FREE))


def without_groups() -> str:
    text = FREE[: FREE.index("keys: group")] + FREE[FREE.index("# `price` is") :]
    return text.replace("    default_group: basic\n", "")


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_wrong_free_fact(write, edit):
    text = FREE.replace(edit["text"], edit["becomes"], 1)
    at = edit.get("at", edit["becomes"].strip().splitlines()[-1:])
    line = text[: text.index(at if isinstance(at, str) else at[0])].count("\n") + 1
    assert any(problem.startswith(f":{line}: {edit['says']}") for problem in problems(write(text)))


def test_a_vendor_must_say_its_formats(write):
    _, problem = problems(write(FREE.replace("    name: Qwen\n    protocols: [openai]\n", "    name: Qwen\n")))
    assert ": vendors[3].protocols: is missing; in which protocols of this file its models are served: " in problem


def test_groups_of_one_vendor(write):
    told = problems(write(FREE.replace("keys: group", "keys: vendor")))
    assert [line.partition(": ")[2].partition(": ")[0] for line in told] == ["groups[0].id", "groups[1].id"]
    assert "it sells those of deepseek, qwen" in told[0]


def test_without_groups_the_rule_is_asked_for(write):
    text = without_groups()
    assert any(
        "groups: is missing; the groups that a key may be of, or else keys: all" in p for p in problems(write(text))
    )
    facts = load_facts(write(text.replace("models:\n", "keys: all\nmodels:\n", 1)))
    assert {group.id for group in facts.groups} == {"default"}
    assert all(model.groups == ["default"] for model in facts.models)


def test_what_each_format_serves(free):
    served = {vendor.id: [model.id for model in free.models_in(vendor)] for vendor in free.vendors}
    assert served["openai"] == [model.id for model in free.models]
    assert served["anthropic"] == ["deepseek-v4", "claude-opus-5-5"]


def test_groups_across_vendors(free):
    assert free.model("deepseek-v4").groups == ["basic", "premium"]
    assert free.model("claude-opus-5-5").groups == ["premium"]
    assert [group.id for group in free.vendor("anthropic").groups] == ["basic", "premium"]
    assert free.vendor("anthropic").small_model == "deepseek-v4"


def closed(sells: str = "vendors: [deepseek, qwen]", opens: str = "[openai]") -> str:
    return FREE.replace(sells, f"{sells}\n    protocols: {opens}", 1).replace(
        "default_group: basic", "small_model: deepseek-v4"
    )


def test_a_group_that_opens_one_format(write):
    """Its key is good for nothing in the other; what no group sells there is not served there."""
    facts = load_facts(write(closed()))
    openai, anthropic = facts.vendors
    assert ([group.id for group in anthropic.groups], anthropic.default_group) == (["premium"], "premium")
    assert facts.sells("basic", facts.model("deepseek-v4"), openai)
    assert not facts.sells("basic", facts.model("deepseek-v4"), anthropic)
    assert facts.closed_to("basic") == [anthropic]
    assert facts.closed_to("premium") == []


def test_a_model_whose_groups_open_none_of_its_formats(write):
    told = problems(write(closed("vendors: [openai, anthropic, deepseek, qwen]", "[anthropic]")))
    said = "models[4].id: is served in no format that one of its groups opens: see protocols of premium; found"
    assert [line for line in told if said in line]


def test_software_with_one_key(write):
    """LiteLLM's keys have no groups: a file that says nothing of keys is understood so."""
    text = without_groups()
    assert load_facts(write(f"software: litellm\n{text}")).key_rule == "all"


def test_the_files_of_today_are_one_vendor_a_format(write, demo):
    facts = load_facts(write(demo))
    assert facts.key_rule == "vendor"
    assert all(model.protocols == [model.vendor] for model in facts.models)
    assert [(maker.id, maker.name) for maker in facts.makers] == [(one.id, one.name) for one in facts.vendors]


def damaged(text: str, chance: random.Random) -> str:
    lines = text.splitlines(keepends=True)
    for _ in range(chance.choice([1, 1, 2, 3])):
        at, other = chance.randrange(len(lines)), chance.randrange(len(lines))
        line = lines[at]
        lines[at] = chance.choice(
            [
                "",
                line + lines[other],
                line[: len(line) // 2] + chance.choice("x:[]{},-#\"'0 é\n") + line[len(line) // 2 :],
                line.replace(":", ": [", 1),
                f"{line.split(':')[0]}: {chance.choice(VALUES)}\n",
                lines[other],
            ]
        )
    return "".join(lines)


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("form", ["demo", "free"])
def test_damages_are_told_without_a_traceback(write, demo, form, seed):
    """Whatever happens to a file: it is understood, or each problem has the file's name and a line."""
    chance, told = random.Random(seed), 0
    for _ in range(25):
        path = write(damaged({"demo": demo, "free": FREE}[form], chance))
        try:
            load_facts(path)
        except FactsError as error:
            told += 1
            assert all(line.startswith(f"{path}:") for line in str(error).splitlines()), error
    assert told > 12


def without_chat(formats: str = "openai") -> str:
    """The file with embeddings and images alone, served in one format."""
    head, _, models = FREE.partition("models:\n")
    models, _, tail = models.partition("\ncontacts:")
    sold = [model for model in models.split("  - id: ")[1:] if "kind: " in model]
    start, end = head.index("protocols:"), head.index("# Who made")
    protocol = f"protocols:\n  - {{id: {formats}, name: Any, path: /v1, default_model: qwen-vl-embedding}}\n"
    head = head[:start] + protocol + head[end:]
    for served in ("[anthropic, openai]", "[openai, anthropic]", "[openai]"):
        head = head.replace(f"protocols: {served}", f"protocols: [{formats}]")
    head = head.replace("name: OpenAI\n", f"name: OpenAI\n    protocols: [{formats}]\n")
    return head + "models:\n" + "".join(f"  - id: {model}" for model in sold) + "\ncontacts:" + tail


def test_embeddings_and_images_alone(write):
    facts = load_facts(write(without_chat()))
    assert (facts.chat, facts.vendors[0].default_model) == (False, "qwen-vl-embedding")


def test_a_format_without_embeddings_needs_a_chat_model(write):
    told = problems(write(without_chat("anthropic")))
    assert any(
        "protocols[0].id: serves chat models alone, and none is sold; a gateway without them needs embeddings in openai"
        in line
        for line in told
    )


def test_an_image_model_is_no_default(write):
    told = problems(write(without_chat().replace("default_model: qwen-vl-embedding", "default_model: gpt-image-2")))
    assert any("must be an available embedding model served in openai" in line for line in told)
