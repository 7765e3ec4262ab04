"""What three kinds of software list, 150 models each, odd as such lists are."""

from __future__ import annotations

from typing import Any

MAKERS = "OpenAI Anthropic Google DeepSeek 阿里巴巴 智谱 Moonshot MiniMax xAI 字节跳动 腾讯 即梦".split()
USUAL = (
    "gpt-5.5 claude-opus-5-5 gemini-3.8-flash deepseek-v4 qwen-max glm-4.7 kimi-k3 "
    "MiniMax-M3 grok-5 doubao-1.8 hunyuan-t1 jimeng-4"
)
TYPES = {"Anthropic": ["anthropic", "openai"], "Google": ["gemini", "openai"], "智谱": ["openai", "anthropic"]}
RATIOS = {"default": 1, "vip": 0.8, "官转": 2.2, "Azure特价": 0.55, "逆向": 0.3, "free": 0}
LABELS = {
    "": "用户分组",
    "auto": "自动分组",
    "default": "默认 | 混合",
    "vip": "VIP <b>分组</b>",
    "官转": "官方直连，稳定",
}


def _of_new_api(name: str, number: int, **more: Any) -> dict[str, Any]:
    return {
        "model_name": name,
        "description": "<b>x</b>" * 50 if number == 7 else "",
        "tags": "",
        "vendor_id": number % len(MAKERS) + 1,
        "quota_type": 0,
        "model_ratio": 0.5,
        "model_price": 0,
        "owner_by": "",
        "completion_ratio": 4,
        "enable_groups": [*RATIOS][number % 5 : number % 5 + 2],
        "supported_endpoint_types": TYPES.get(MAKERS[number % len(MAKERS)], ["openai"]),
        **more,
    }


def new_api() -> dict[str, Any]:
    """Vendors, groups and descriptions in Chinese, names that no id can be, and what is sold otherwise."""
    nobody: dict[str, Any] = {"vendor_id": 0}
    one: dict[str, Any] = {"quota_type": 1, "model_ratio": 0}
    odd: list[tuple[str, dict[str, Any]]] = [
        ("gpt-image-2", {**one, "model_price": 0.04, "supported_endpoint_types": ["image-generation"]}),
        ("sora-2", {**one, "model_price": 0.1, "supported_endpoint_types": ["openai-video"], "enable_groups": ["all"]}),
        ("text-embedding-3", {"supported_endpoint_types": ["embeddings"], "completion_ratio": 0}),
        ("BAAI/bge-m3", {**nobody, "supported_endpoint_types": ["embeddings"]}),
        ("mj_imagine", {**nobody, **one, "model_price": 0.1, "supported_endpoint_types": ["midjourney-proxy"]}),
        ("4.0Ultra", {**nobody, "owner_by": "讯飞"}),
        ("mistralai/Mistral-Small-3.2-24B", nobody),
        ("step-2-16k", {**nobody, "supported_endpoint_types": []}),
        ("DeepSeek-V4", {}),
        ("deepseek-v4", {"model_ratio": 9}),
        ("deepseek-r1:free", {"model_ratio": 0}),
        ("gpt-4-gizmo-*", {}),
        ("deepseek-r1（满血）", {}),
        ("", {}),
        ("x" * 300, {}),
        ("gpt-4-all", {"enable_groups": ["free"]}),
        ("gpt-realtime", {"supported_endpoint_types": ["openai-realtime"]}),
        ("null-groups", {"enable_groups": None}),
        ("null-types", {"supported_endpoint_types": None}),
        ("null-ratio", {"model_ratio": None}),
        ("tiered", {"billing_mode": "tiered_expr", "billing_expr": 'tier("标准", p * 1.2 + c * 6)'}),
        ("weird", {"billing_mode": "tiered_expr", "billing_expr": "p > 1 ? 3 : 4"}),
    ]
    data = [_of_new_api(name, number) for number, name in enumerate(USUAL.split())]
    data += [_of_new_api(name, 0, **{"enable_groups": ["default"], **more}) for name, more in odd]
    data += [_of_new_api(f"qwen2.5-{number}b", number) for number in range(150 - len(data))]
    del data[2]["completion_ratio"]
    vendors = [{"id": id_, "name": name, "icon": name} for id_, name in enumerate(MAKERS, 1)]
    return {"success": True, "data": data, "vendors": vendors, "group_ratio": RATIOS, "usable_group": LABELS}


def litellm() -> dict[str, Any]:
    """Who answers is seldom who made the model; a model may have several deployments, and be sold by anything."""
    told = {
        "input_cost_per_token": 3e-06,
        "output_cost_per_token": 1.5e-05,
        "max_input_tokens": 200_000,
        "mode": "chat",
    }
    by = {"input_cost_per_token": 0, "output_cost_per_token": 0}
    found: list[tuple[str, str | None, dict[str, Any]]] = [
        ("gpt-5.5", "azure", told),
        ("gpt-5.5", "openai", {**told, "input_cost_per_token": 9e-06}),
        ("GPT-5.5", "openai", told),
        ("anthropic.claude-opus-5-5-v1:0", "bedrock_converse", told),
        ("accounts/fireworks/models/glm-4p7", "fireworks_ai", told),
        ("house-model", "openai_like", {**told, "max_input_tokens": None}),
        ("Team Llama", "hosted_vllm", told),
        ("openai/*", None, {"mode": None}),
        ("no-info", None, {}),
        ("text-embedding-3", "openai", {"mode": "embedding", "input_cost_per_token": 2e-08}),
        ("flux-pro", "black_forest_labs", {**by, "mode": "image_generation", "output_cost_per_image": 0.05}),
        ("1024-x-1024/dall-e-3", "openai", {"mode": "image_generation", "input_cost_per_pixel": 3.8e-08}),
        ("sound-1", "openai", {"mode": "audio_transcription", "output_cost_per_second": 0.0001}),
        ("rerank-v4", "cohere", {**by, "mode": "rerank", "input_cost_per_query": 0.002}),
        ("gemini-3.5-pro", "gemini", {**told, "input_cost_per_token_above_200k_tokens": 5e-06}),
    ]
    found += [(f"qwen3-{number}b", "dashscope", told) for number in range(150 - len(found))]
    return {
        "data": [{"model_name": name, "model_info": {**info, "litellm_provider": who}} for name, who, info in found]
    }


def _of_openrouter(
    name: str, pricing: dict[str, Any], gives: str = "text", context: int | None = 131_072
) -> dict[str, Any]:
    return {"id": name, "pricing": pricing, "context_length": context, "architecture": {"output_modalities": [gives]}}


def openrouter() -> dict[str, Any]:
    """Prices are texts; names have owners and variants, and what is not sold by tokens has zeros."""
    usual, zero = {"prompt": "0.000003", "completion": "0.000015", "request": "0"}, {"prompt": "0", "completion": "0"}
    data = [
        _of_openrouter("openai/gpt-5.5", usual),
        _of_openrouter("openai/GPT-5.5", usual),
        _of_openrouter("z-ai/glm-4.7", usual),
        _of_openrouter("01-ai/yi-large", usual),
        _of_openrouter("deepseek/deepseek-r1:free", zero),
        _of_openrouter("openrouter/auto", {"prompt": "-1", "completion": "-1"}),
        _of_openrouter("~anthropic/claude-latest", usual),
        _of_openrouter("noslash", usual),
        _of_openrouter("nex/Weird Name", usual),
        _of_openrouter("openai/text-embedding-3", {"prompt": "0.0000001", "completion": "0"}, "embeddings"),
        _of_openrouter("google/veo-3.1", {**zero, "request": "0.4"}, "video", 0),
        _of_openrouter("black-forest-labs/flux.2", {**zero, "image": "0.03"}, "image"),
        _of_openrouter("perplexity/sonar-pro", {**usual, "request": "0.005"}),
        {**_of_openrouter("ghost/no-arch", usual, context=None), "architecture": None},
        {**_of_openrouter("ghost/no-price", usual), "pricing": {}},
    ]
    data += [_of_openrouter(f"qwen/qwen3-{number}b", usual) for number in range(150 - len(data))]
    return {"data": data}
