"""gateway-docs import shows what the gateway offers beside the facts, and writes it only when told."""

from __future__ import annotations

from decimal import Decimal

import pytest

from gateway_docs.cli import main
from gateway_docs.facts import load_facts

BOTH = ["openai-standard", "openai-priority"]
NEW_API = {
    "success": True,
    "data": [
        {
            "model_name": "gpt-5.5",
            "model_ratio": 2.5,
            "completion_ratio": 6,
            "cache_ratio": 0.2,
            "enable_groups": BOTH[:1],
        },
        {"model_name": "gpt-5.4-mini", "model_ratio": 0.375, "completion_ratio": 6, "enable_groups": BOTH},
        {"model_name": "gpt-6", "model_ratio": 4, "completion_ratio": 5, "enable_groups": ["default"]},
        {"model_name": "gpt-6-image", "quota_type": 1, "model_price": 0.04, "enable_groups": ["default"]},
        {"model_name": "grok-5", "model_ratio": 1, "completion_ratio": 1, "enable_groups": ["default"]},
    ],
    "group_ratio": {"openai-standard": 0.85, "vip": 0.5},
}
OPUS = {
    "input_cost_per_token": 6e-06,
    "output_cost_per_token": 2.5e-05,
    "max_input_tokens": 1_000_000,
    "max_output_tokens": 128_000,
    "litellm_provider": "anthropic",
    "mode": "chat",
}
HAIKU = {"input_cost_per_token": 1e-06, "output_cost_per_token": 5e-06, "litellm_provider": "anthropic"}
LITELLM = {
    "data": [
        {"model_name": "claude-opus-5-5", "model_info": OPUS},
        {"model_name": "claude-haiku-5-5", "model_info": HAIKU},
    ]
}
OPENAI = {"object": "list", "data": [{"id": "gpt-5.5", "object": "model", "owned_by": "x"}]}
ANTHROPIC = {"data": [{"type": "model", "id": f"claude-{name}-5-5"} for name in ("opus", "haiku")], "has_more": False}
GEMINI = {"models": [{"name": "models/gemini-3.8-flash", "inputTokenLimit": 2_000_000, "outputTokenLimit": 65_536}]}
UNTOUCHED = "is as it was"


def run(facts_file, *arguments: str) -> int:
    return main(["import", *arguments, "--facts", str(facts_file)])


def test_price_list_of_new_api(facts_file, serve, capsys):
    before = facts_file.read_text("utf-8")
    assert run(facts_file, serve({"/api/pricing": (200, {}, NEW_API)})) == 1
    said = capsys.readouterr().out
    for part in (
        "a price list of new-api with 5 models",
        "group openai-standard: multiplier 0.9 -> 0.85",
        "group vip: not in the facts",
        "gpt-5.5: price of cached_input 0.50 -> 1 per million tokens",
        "gpt-5.5: groups openai-standard, openai-priority -> openai-standard",
        "gpt-5.6-sol: is not offered any more: state retired",
        "gpt-6: new; assumed: group openai-standard, context 128000",
        "gpt-6-image: new, not added: is not sold by tokens at one price",
        "grok-5: new, not added: it is of xAI; `gateway-docs check --any-vendor` brings the facts to a form",
        UNTOUCHED,
    ):
        assert part in said
    assert "claude" not in said.partition("---")[0], "the list says nothing of this vendor"
    assert facts_file.read_text("utf-8") == before


def test_written_when_told(facts_file, serve):
    url = serve({"/api/pricing": (200, {}, NEW_API)}) + "/api/pricing"
    assert run(facts_file, url, "--write") == 0
    facts = load_facts(facts_file)
    assert facts.model("gpt-6").price.model_dump(exclude_defaults=True) == {"input": 8, "output": 40}
    assert facts.model("gpt-5.5").price.cached_input == 1
    assert facts.model("gpt-5.6-sol").state == "retired"
    assert facts.vendor("openai").groups[0].multiplier == Decimal("0.85")
    assert "# Vendor list prices per million tokens" in facts_file.read_text("utf-8")
    assert run(facts_file, url) == 1, "what cannot be written is still told"


def test_list_of_litellm(facts_file, serve, capsys):
    assert run(facts_file, serve({"/model/info": (200, {}, LITELLM)}), "--write") == 0
    assert "claude-opus-5-5: price of input 4.00 -> 6 per million tokens" in capsys.readouterr().out
    opus = load_facts(facts_file).model("claude-opus-5-5")
    assert (opus.price.input, opus.max_output) == (6, 128_000)


def test_an_answer_longer_than_the_context(facts_file, serve):
    """Such a limit is a mistake of the list, and would be one in the facts."""
    wrong = OPUS | {"max_output_tokens": 2_000_000}
    new = {key: value for key, value in wrong.items() if key != "max_input_tokens"}
    held = [{"model_name": "claude-opus-5-5", "model_info": wrong}, {"model_name": "claude-9", "model_info": new}]
    run(facts_file, serve({"/model/info": (200, {}, {"data": held})}), "--write")
    facts = load_facts(facts_file)
    assert facts.model("claude-opus-5-5").max_output is facts.model("claude-9").max_output is None


def test_price_map_adds_nothing(facts_file, serve):
    """It lists what vendors sell, not what this gateway offers."""
    entry = OPUS | {"litellm_provider": "openai"}
    url = serve({"/prices.json": (200, {}, {"gpt-5.5": entry, "gpt-9": entry})})
    assert run(facts_file, f"{url}/prices.json", "--write") == 0
    facts = load_facts(facts_file)
    assert facts.model("gpt-5.5").price.input == 6
    assert all(model.id != "gpt-9" and model.state != "retired" for model in facts.models)


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (OPENAI, "gpt-5.4-mini: is not offered any more, but is a default of openai"),
        (ANTHROPIC, "claude-sonnet-5-5: is not offered any more: state retired"),
        (GEMINI, "gemini-3.8-flash: context 1000000 -> 2000000"),
        (GEMINI, "gemini-3.8-flash: max_output is not told -> 65536"),
    ],
)
def test_model_list(facts_file, serve, capsys, answer, said):
    assert run(facts_file, serve({"/v1/models": (200, {}, answer)})) == 1
    assert said in capsys.readouterr().out


def test_key_is_sent_and_not_shown(facts_file, serve, capsys, monkeypatch):
    monkeypatch.setenv("ADMIN_KEY", "sk-test-import")
    run(facts_file, serve({"/v1/models": (200, {}, ANTHROPIC)}) + "/v1/models", "--key-variable", "ADMIN_KEY")
    assert serve.asked[0]["Authorization"] == "Bearer sk-test-import"
    shown = capsys.readouterr()
    assert "sk-test-import" not in shown.out + shown.err


MANY = {"object": "list", "data": [{"id": f"gpt-{number}"} for number in range(10_000)]}
BAD = [
    ((200, {"Content-Type": "text/html"}, b"<!doctype html><title>Console</title>"), "is an HTML page, not JSON"),
    ((200, {}, b'{"object": "list", "data": [{"id": "gpt'), "is not whole JSON"),
    ((200, {}, b""), "is not whole JSON ("),
    ((200, {}, MANY), "lists 10000 models"),
    ((200, {}, b"[" * 100_000), "it begins with '[[["),
    ((200, {}, {"object": "list", "data": []}), "but an empty one"),
    ((200, {}, {"data": [{"id": 1}, "two"]}), "holds no list of objects"),
    (
        (200, {}, {"data": [{"model_name": "gpt-5.5", "model_ratio": "NaN"}]}),
        "impossible number at gpt-5.5.model_ratio: NaN",
    ),
    (
        (200, {}, {"data": [{"model_name": "gpt-5.5", "model_ratio": -1}]}),
        "impossible number at gpt-5.5.model_ratio: -1",
    ),
    ((200, {}, {"data": [{"model_name": "gpt-5.5", "model_ratio": 1}, {}]}), "but not in every entry"),
    ((200, {}, {"detail": "hello"}), "no list of models that is known here; found the keys detail"),
    ((302, {"Location": "https://elsewhere.example/v1/models"}, b""), "is a redirect to https://elsewhere.example"),
    ((401, {}, {"error": "no key"}), "is status 401: the gateway wants a key"),
    ((200, {}, b" " * 9_000_000), "is larger than 8 MB"),
]


def test_zero_is_no_multiplier(facts_file, serve, capsys):
    url = serve({"/api/pricing": (200, {}, NEW_API | {"group_ratio": {"openai-standard": 0}})})
    assert run(facts_file, url, "--write") == 0
    assert "group openai-standard: multiplier 0.9 stays: its ratio in the list is 0" in capsys.readouterr().out
    assert load_facts(facts_file).vendor("openai").groups[0].multiplier == Decimal("0.9")


@pytest.mark.parametrize(("answer", "said"), BAD, ids=[said for _, said in BAD])
def test_bad_answer_changes_nothing(facts_file, serve, capsys, answer, said):
    before = facts_file.read_text("utf-8")
    assert run(facts_file, serve({"/v1/models": answer}) + "/v1/models", "--write") == 2
    shown = capsys.readouterr().err
    assert said in shown and UNTOUCHED in shown
    assert facts_file.read_text("utf-8") == before


def test_nobody_listens(facts_file, capsys):
    assert run(facts_file, "http://127.0.0.1:9/v1/models", "--write") == 2
    assert "refused" in capsys.readouterr().err


def test_plain_http_is_not_asked(facts_file, capsys):
    assert run(facts_file, "http://api.acme.example/v1/models") == 2
    assert "must begin with https://" in capsys.readouterr().err


def test_result_must_be_right(facts_file, serve, capsys):
    """A default model that leaves the default group is shown, and not written."""
    before = facts_file.read_text("utf-8")
    moved = {**NEW_API["data"][0], "enable_groups": BOTH[1:]}
    url = serve({"/api/pricing": (200, {}, NEW_API | {"data": [moved, *NEW_API["data"][1:]]})})
    assert run(facts_file, url, "--write") == 2
    assert "nothing was written" in capsys.readouterr().err
    assert facts_file.read_text("utf-8") == before
