"""A new operator's first list: `init`, then `import --write`. The list takes the place of the examples, whole."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from pathlib import Path

import fresh_lists
import pytest
from new_operator import begun
from sites import Sites

from gateway_docs.cli import main
from gateway_docs.facts import Facts, load_facts

#: The software, where its list stands, and under which key an entry has its name.
LISTS = {
    "new-api": (fresh_lists.new_api, "model_name"),
    "litellm": (fresh_lists.litellm, "model_name"),
    "-": (fresh_lists.openrouter, "id"),
}


def said(path: Path, url: str, capsys) -> list[str]:
    capsys.readouterr()
    main(["import", "--facts", str(path), url, "--write"])
    out = capsys.readouterr().out
    return [line.strip() for line in out.partition("\n---")[0].splitlines() if line.startswith("  ")]


@pytest.fixture(params=LISTS)
def imported(request, tmp_path, serve, capsys):
    """The file, the lines that were said, the names of the list, and its address."""
    path = begun(tmp_path, software=request.param)
    answer, name = LISTS[request.param][0](), LISTS[request.param][1]
    url = serve({"/list": (200, {}, answer)}) + "/list"
    return path, said(path, url, capsys), [entry[name] for entry in answer["data"]], url


def test_each_model_is_there_or_named_with_the_reason(imported):
    path, lines, names, _ = imported
    facts = load_facts(path)
    left_out = Counter(line.partition(": new, not added: ")[0] for line in lines if "not added: " in line)
    for name in names:
        told = left_out[name[:120]]
        assert (name in {model.id for model in facts.models}) + told == 1, name
    assert len(facts.models) > 130
    assert {"gpt-5.6-sol", "claude-sonnet-5-5"} & {model.id for model in facts.models} == set(), "an example is left"
    assert "EXAMPLES: replace groups" not in path.read_text("utf-8")


def test_twice_says_the_same(imported, capsys):
    path, _, _, url = imported
    before = path.read_text("utf-8")
    again = said(path, url, capsys)
    assert path.read_text("utf-8") == before
    assert [line for line in again if "not added" not in line and "is listed" not in line] == []


@pytest.mark.thorough
def test_site_builds(imported, sites: Sites):
    path, *_ = imported
    shown = sites.begin(path).result().joinpath("top-up/index.html").read_text("utf-8")
    assert [model.id for model in load_facts(path).models if f">{model.id}<" not in shown] == []


def of(software: str, folder: Path, serve, capsys) -> tuple[Facts, list[str]]:
    path = begun(folder, software=software)
    lines = said(path, serve({"/list": (200, {}, LISTS[software][0]())}) + "/list", capsys)
    return load_facts(path), lines


def test_new_api(tmp_path, serve, capsys):
    facts, lines = of("new-api", tmp_path, serve, capsys)
    names = {maker.id: maker.name for maker in facts.makers}
    assert names["qwen"] == "阿里巴巴"
    assert names["gemini"] == "Google"
    assert names["jimeng"] == "即梦"
    assert names["spark"] == "讯飞"
    labels = {group.id: group.label for group in facts.groups}
    assert labels == {
        "default": "default",
        "vip": "vip",
        "group-1": "官方直连，稳定",
        "azure": "Azure特价",
        "group-2": "逆向",
    }
    assert facts.key_rule == "group"
    assert {*facts.model("sora-2").groups} == {*labels}
    assert facts.model("gpt-image-2").price_by.request == Decimal("0.04")
    assert facts.model("gemini-3.8-flash").price.output == 1
    assert facts.model("deepseek-v4").price.input == 1, "the first of two entries counts"
    assert "deepseek-v4: is listed 2 times: the first entry counts" in lines
    assert any(line.startswith("DeepSeek-V4: new") and "differs by case alone" in line for line in lines)
    assert any(line.startswith("deepseek-r1:free: new") and "its price is zero" in line for line in lines)
    assert [(one.id, one.default_model) for one in facts.vendors] == [
        ("openai", "gpt-5.5"),
        ("anthropic", "claude-opus-5-5"),
        ("gemini", "gemini-3.8-flash"),
    ]
    assert "gpt-5.5: assumed: context 128000" in lines


def test_litellm(tmp_path, serve, capsys):
    facts, _ = of("litellm", tmp_path, serve, capsys)
    assert facts.key_rule == "all"
    made = {
        name: facts.maker(facts.model(name)).name for name in ("gpt-5.5", "anthropic.claude-opus-5-5-v1:0", "qwen3-1b")
    }
    assert [*made.values()] == ["OpenAI", "Anthropic", "Qwen"]
    assert facts.model("qwen3-1b").protocols == ["openai", "anthropic"]
    assert facts.model("text-embedding-3").protocols == ["openai"]
    assert (facts.model("flux-pro").kind, facts.model("flux-pro").price_by.image) == ("image", Decimal("0.05"))
    assert (facts.model("sound-1").kind, facts.model("sound-1").price_by.second) == ("audio", Decimal("0.0001"))
    assert facts.model("gpt-5.5").price.input == 3


def test_openrouter(tmp_path, serve, capsys):
    facts, lines = of("-", tmp_path, serve, capsys)
    assert [one.id for one in facts.vendors] == ["openai"]
    assert "format anthropic: left out: no chat model of the list is served in it" in lines
    assert facts.maker(facts.model("z-ai/glm-4.7")).name == "Zhipu"
    assert (facts.model("google/veo-3.1").kind, facts.model("google/veo-3.1").price_by.request) == (
        "video",
        Decimal("0.4"),
    )
    assert facts.model("openai/text-embedding-3").kind == "embedding"
    assert facts.model("perplexity/sonar-pro").price_by.request == Decimal("0.005")


def test_a_list_in_another_currency_leaves_the_examples(tmp_path, serve, capsys):
    path = begun(tmp_path, software="new-api")
    path.write_text(path.read_text("utf-8").replace("currency: USD", "currency: CNY"), "utf-8")
    before = load_facts(path).models
    lines = said(path, serve({"/list": (200, {}, fresh_lists.new_api())}) + "/list", capsys)
    assert "prices are in USD, the facts in CNY: none is compared" in lines
    assert [model.id for model in load_facts(path).models] == [model.id for model in before]
