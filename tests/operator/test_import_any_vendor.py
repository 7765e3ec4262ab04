"""A list of many vendors is taken whole: each of its models is in the facts, or named with the reason."""

from __future__ import annotations

from decimal import Decimal

import pytest

from gateway_docs.cli import main
from gateway_docs.facts import load_facts
from gateway_docs.project import ROOT

FREE = (ROOT / "handbook" / "any-vendor.yml").read_text("utf-8")
MAKERS = "OpenAI Anthropic DeepSeek Qwen Zhipu Moonshot MiniMax xAI Mistral Meta 01.AI Baidu".split()
IMAGE = ["image-generation"]
RATIOS = {"basic": 0.4, "vip": 0.8, "svip": 0.6, "cc-max": 1.5, "free": 0, "默认": 1}


def new_api() -> dict:
    """150 models of 12 vendors in six groups, as /api/pricing has them, and what is odd about some."""
    models = [
        {
            "model_name": f"{maker.lower().replace(' ', '')}-{number}",
            "vendor_id": id_,
            "model_ratio": 0.5,
            "completion_ratio": 4,
            "enable_groups": ["vip", "svip", "basic"],
            "supported_endpoint_types": ["anthropic", "openai"] if id_ % 2 else ["openai"],
        }
        for id_, maker in enumerate(MAKERS, 1)
        for number in range(12)
    ]
    usual = models[0]
    odd = [
        {**usual, "model_name": "draw-1", "quota_type": 1, "model_price": 0.05, "supported_endpoint_types": IMAGE},
        {**usual, "model_name": "embed-1", "supported_endpoint_types": ["embeddings"]},
        {**usual, "model_name": "rank-1", "supported_endpoint_types": ["jina-rerank"]},
        {**usual, "model_name": "nobody-1", "vendor_id": 99},
        {**usual, "model_name": "OpenAI-0"},
        {**usual, "model_name": "lost-1", "enable_groups": ["free", "默认"]},
    ]  # fmt: skip
    vendors = [{"id": id_, "name": name} for id_, name in enumerate(MAKERS, 1)]
    return {"data": [*models, *odd], "vendors": vendors, "group_ratio": RATIOS, "usable_group": {"vip": "VIP price"}}


@pytest.fixture
def free_file(tmp_path):
    path = tmp_path / "gateway.yml"
    path.write_text(FREE, "utf-8")
    return path


def taken(path, serve, answer, capsys) -> list[str]:
    """What import says of each entry when it writes."""
    url = serve({"/list": (200, {}, answer)}) + "/list"
    assert main(["import", "--facts", str(path), url, "--write"]) == 0
    return [line.strip() for line in capsys.readouterr().out.splitlines() if line.startswith("  ")]


def test_a_price_list_of_new_api(free_file, serve, capsys):
    said = taken(free_file, serve, new_api(), capsys)
    facts = load_facts(free_file)
    offered = {model.id: model for model in facts.models}
    left_out = {line.partition(":")[0] for line in said if "not added" in line}
    assert {entry["model_name"] for entry in new_api()["data"]} <= offered.keys() | left_out
    assert left_out == {"rank-1", "nobody-1", "group free", "group cc-max"}
    assert len(offered) == 5 + 148
    assert offered["xai-3"].price.input == 1
    assert offered["xai-3"].price.output == 4
    assert offered["xai-3"].protocols == ["openai"]
    assert offered["minimax-3"].protocols == ["openai", "anthropic"]
    assert offered["minimax-3"].groups == ["basic", "svip", "vip"]
    assert (offered["draw-1"].kind, offered["draw-1"].price_by.request) == ("image", Decimal("0.05"))
    assert offered["embed-1"].kind == "embedding"
    assert facts.maker(offered["01.ai-0"]).name == "01.AI"
    assert (facts.group("vip").label, facts.group("vip").multiplier) == ("VIP price", Decimal("0.8"))
    assert facts.group("basic").multiplier == Decimal("0.4")
    assert ("group-1" in offered["lost-1"].groups, facts.group("group-1").label) == (True, "默认")
    assert any("OpenAI-0: new" in line and "differs by case" in line for line in said)


def test_twice_says_the_same(free_file, serve, capsys):
    for _ in range(2):  # the second time, the examples of the file are few beside what the list brought
        taken(free_file, serve, new_api(), capsys)
    before = free_file.read_text("utf-8")
    url = serve({"/list": (200, {}, new_api())}) + "/list"
    main(["import", "--facts", str(free_file), url, "--write"])
    assert free_file.read_text("utf-8") == before


def test_a_key_that_sees_a_part_retires_nothing(free_file, serve, capsys):
    taken(free_file, serve, new_api(), capsys)
    part = {**new_api(), "data": [entry for entry in new_api()["data"] if entry["model_name"].endswith("-1")]}
    said = taken_or_not(free_file, serve, part, capsys)
    assert any("none is retired; does the key see only part?" in line for line in said)
    assert all(model.state == "available" for model in load_facts(free_file).models)


def taken_or_not(path, serve, answer, capsys) -> list[str]:
    url = serve({"/list": (200, {}, answer)}) + "/list"
    main(["import", "--facts", str(path), url, "--write"])
    return [line.strip() for line in capsys.readouterr().out.splitlines() if line.startswith("  ")]


def test_prices_in_another_currency(free_file, serve, capsys):
    free_file.write_text(FREE.replace("currency: USD", "currency: CNY"), "utf-8")
    said = taken_or_not(free_file, serve, new_api(), capsys)
    assert "prices are in USD, the facts in CNY: none is compared" in said
    assert any(line == "xai-3: new, not added: its price is in USD, the facts are in CNY" for line in said)


def openrouter(name: str, **pricing: str) -> dict:
    return {"id": name, "context_length": 64_000, "pricing": pricing, "architecture": {"output_modalities": ["text"]}}


def test_a_list_of_openrouter(free_file, serve, capsys):
    text = FREE[: FREE.index("keys: group")] + "keys: all\n" + FREE[FREE.index("# `price` is") :]
    free_file.write_text(text.replace("    default_group: basic\n", ""), "utf-8")
    models = [
        openrouter("x-ai/grok-5", prompt="0.000003", completion="0.000015", input_cache_read="0.00000075"),
        openrouter("openrouter/auto", prompt="-1", completion="-1"),
    ]
    said = taken(free_file, serve, {"data": models}, capsys)
    facts = load_facts(free_file)
    grok = facts.model("x-ai/grok-5")
    assert (grok.vendor, grok.context, grok.protocols) == ("xai", 64_000, ["openai"])
    assert (grok.price.input, grok.price.cached_input, grok.price.output) == (3, Decimal("0.75"), 15)
    assert "openrouter/auto: new, not added: its price varies" in said


def test_a_list_of_litellm(free_file, serve, capsys):
    text = FREE[: FREE.index("keys: group")] + "software: litellm\n" + FREE[FREE.index("# `price` is") :]
    free_file.write_text(text.replace("    default_group: basic\n", ""), "utf-8")
    info = {"litellm_provider": "xai", "mode": "chat", "input_cost_per_token": 3e-06, "output_cost_per_token": 1.5e-05}
    models = [{"model_name": "grok-5", "model_info": info}, {"model_name": "secret", "model_info": {}}]
    said = taken(free_file, serve, {"data": models}, capsys)
    assert load_facts(free_file).model("grok-5").price.output == 15
    assert "secret: new, not added: the list does not say whose it is" in said


def meaning(facts) -> dict:
    """What facts say, whatever their form: formats with groups, models and what a key opens."""
    told = {name: getattr(facts, name) for name in ("vendors", "models", "makers", "key_rule", "regions", "limits")}
    return told | {"vendors": [{**dict(one), "groups": [dict(group) for group in one.groups]} for one in facts.vendors]}


def test_a_file_of_three_vendors_takes_any_vendor(tmp_path, serve, capsys):
    """Brought to the other form it says the same; then a list of twelve vendors is taken."""
    path = tmp_path / "gateway.yml"
    old = (ROOT / "gateway.yml").read_text("utf-8")
    path.write_text(old, "utf-8")
    before = load_facts(path)
    assert main(["check", "--facts", str(path), "--any-vendor"]) == 1
    assert "+protocols:" in capsys.readouterr().out
    assert path.read_text("utf-8") == old
    assert main(["check", "--facts", str(path), "--any-vendor", "--write"]) == 0
    after = load_facts(path)
    assert meaning(after) == meaning(before)
    assert "# Vendor list prices per million tokens" in path.read_text("utf-8")
    path.write_text(path.read_text("utf-8").replace("keys: vendor", "keys: group"), "utf-8")
    said = taken(path, serve, new_api(), capsys)
    assert "vendor deepseek: new, its models are served in openai, anthropic unless they say otherwise" in said
    assert len(load_facts(path).models) == len(before.models) + 148
    assert main(["check", "--facts", str(path), "--any-vendor"]) == 0


#: Model -> what new-api says of its price, what it costs, and what a longer request costs: `above`, input, output.
EXPRESSIONS = {
    "two-1": (
        'len <= 200000 ? tier("a", p * 1.25 + c * 10 + cr * 0.125) : tier("b", p * 2.5 + c * 15)',
        1.25,
        [(200000, 2.5)],
    ),
    "three-1": (
        'len < 32000 ? tier("s", p*1 + c*2) : len <= 128000 ? tier("m", p*2 + c*4) : tier("l", p*3 + c*6)',
        1,
        [(31999, 2), (128000, 3)],
    ),
    "one-1": ('tier("base", p * 5 + c * 25 + cr * 0.5 + cc * 6.25 + cc1h * 10)', 5, []),
}
UNREAD = (
    'tier("base", p * 5 + c * 20 + img * 10)',
    'len < 32000 && c < 200 ? tier("a", p * 1 + c * 2) : tier("b", p * 2 + c * 4)',
    '(tier("base", p * 2 + c * 4)) * (hour("UTC") < 4 ? 2 : 1)',
    'len <= 200000 ? tier("a", p * 1 + c * 2) : len <= 1000 ? tier("b", p * 1 + c * 2) : tier("c", p * 2 + c * 4)',
    'len <= 200000 ? tier("a", p * 1 + c * 2)',
    "",
)


def test_steps_of_new_api(free_file, serve, capsys):
    answer = new_api()
    usual = answer["data"][0]
    for name, (expression, *_) in {**EXPRESSIONS, **{f"odd-{i}": (text,) for i, text in enumerate(UNREAD)}}.items():
        answer["data"].append({**usual, "model_name": name, "billing_mode": "tiered_expr", "billing_expr": expression})
    said = taken(free_file, serve, answer, capsys)
    offered = {model.id: model.price for model in load_facts(free_file).models}
    for name, (_, paid, longer) in EXPRESSIONS.items():
        assert float(offered[name].input) == paid
        assert [(step.above, float(step.input)) for step in offered[name].steps] == longer
    assert (offered["one-1"].cached_input, offered["one-1"].cache_write) == (Decimal("0.5"), Decimal("6.25"))
    assert offered["two-1"].at(200000).output == 10
    assert offered["two-1"].at(200001).output == 15
    left_out = [line for line in said if "its price is an expression that goes by more than the length" in line]
    assert [line.partition(":")[0] for line in left_out] == [f"odd-{i}" for i in range(len(UNREAD))]


def test_steps_of_openrouter_and_litellm(free_file, serve, capsys):
    text = FREE[: FREE.index("keys: group")] + "keys: all\n" + FREE[FREE.index("# `price` is") :]
    free_file.write_text(text.replace("    default_group: basic\n", ""), "utf-8")
    prices = {"prompt": "0.00000125", "completion": "0.00001", "input_cache_read": "0.0000003"}
    longer = {"min_prompt_tokens": 200001, "prompt": "0.0000025", "completion": "0.000015"}
    entry = {"id": "x-ai/grok-9", "context_length": 1000000, "pricing": {**prices, "overrides": [longer]}}
    taken(free_file, serve, {"data": [entry]}, capsys)
    info = {
        "input_cost_per_token": 1e-6,
        "input_cost_per_token_above_128k_tokens": 2e-6,
        "output_cost_per_token": 4e-6,
        "litellm_provider": "xai",
        "mode": "chat",
    }
    taken(free_file, serve, {"data": [{"model_name": "grok-8", "model_info": info}]}, capsys)
    offered = {model.id: model.price for model in load_facts(free_file).models}
    (step,) = offered["x-ai/grok-9"].steps
    assert (step.above, step.input, step.cached_input, step.output) == (200000, Decimal("2.5"), Decimal("0.3"), 15)
    (step,) = offered["grok-8"].steps
    assert (step.above, step.input, step.output) == (128000, 2, 4)


def test_changed_steps_are_written_anew(free_file, serve, capsys):
    def answer(longer: int) -> dict:
        text = f'len <= 200000 ? tier("a", p * 1 + c * 2) : tier("b", p * {longer} + c * 9)'
        entry = {**new_api()["data"][0], "billing_mode": "tiered_expr", "billing_expr": text}
        return {**new_api(), "data": [entry]}

    taken(free_file, serve, answer(5), capsys)
    said = taken(free_file, serve, answer(6), capsys)
    assert "openai-0: prices of requests above 200,000 tokens of input are written anew" in said
    (step,) = load_facts(free_file).model("openai-0").price.steps
    assert (step.input, step.output) == (6, 9)
    main(["import", "--facts", str(free_file), serve({"/again": (200, {}, answer(6))}) + "/again"])
    assert "openai-0: price" not in capsys.readouterr().out
