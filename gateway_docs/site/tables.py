"""Markdown tables made from the facts, with the headings of each language."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

HEADINGS = {
    "en": {
        "regions": ("Region", "Address"),
        "base_urls": ("Protocol", "Region", "Base URL"),
        "groups": ("Vendor", "Group", "Multiplier", "Models"),
        "models": ("Model", "Vendor", "Groups", "Input", "Cached input", "Output", "Context", "State"),
        "contacts": ("For", "Channel", "Address"),
        "promotions": ("Promotion", "What you get", "From", "Until"),
        "limits": ("Limit per key", "Value"),
        "clients": ("Client", "Vendor", "Base URL", "Key variable", "Configuration file", "Restart", "Checked with"),
    },
    "zh": {
        "regions": ("区域", "地址"),
        "base_urls": ("协议", "区域", "接口地址"),
        "groups": ("厂商", "分组", "倍率", "模型"),
        "models": ("模型", "厂商", "分组", "输入", "缓存输入", "输出", "上下文", "状态"),
        "contacts": ("对象", "渠道", "地址"),
        "promotions": ("优惠", "内容", "开始", "结束"),
        "limits": ("每个密钥的限制", "数值"),
        "clients": ("客户端", "厂商", "接口地址", "密钥变量", "配置文件", "重启", "验证版本"),
    },
}
WORDS = {
    "en": {
        "everyone": "Everyone",
        "individual": "Individuals",
        "enterprise": "Enterprises",
        "available": "available",
        "deprecated": "deprecated",
        "retired": "retired",
        "only": "{} (only for {})",
        "requests_per_minute": "Requests per minute",
        "tokens_per_minute": "Tokens per minute",
        "request_megabytes": "Size of a request in MB",
        "request_timeout_seconds": "Longest request in seconds",
        True: "yes",
        False: "no",
        "none": "No promotion is running at the moment.",
    },
    "zh": {
        "everyone": "所有用户",
        "individual": "个人用户",
        "enterprise": "企业用户",
        "available": "可用",
        "deprecated": "即将下线",
        "retired": "已下线",
        "only": "{}（仅限 {}）",
        "requests_per_minute": "每分钟请求数",
        "tokens_per_minute": "每分钟 token 数",
        "request_megabytes": "单个请求大小（MB）",
        "request_timeout_seconds": "单个请求最长时间（秒）",
        True: "需要",
        False: "不需要",
        "none": "目前没有进行中的优惠。",
    },
}


def tables(local: SimpleNamespace, language: str) -> SimpleNamespace:
    """Each table as Markdown, made from localized facts."""
    words = WORDS.get(language, WORDS["en"])
    rows = {
        "regions": _regions(local),
        "base_urls": _base_urls(local),
        "groups": _groups(local, words),
        "models": _models(local, words),
        "contacts": _contacts(local, words),
        "promotions": _promotions(local),
        "clients": _clients(local, words),
        "limits": [(words[name], f"{value:,}") for name, value in vars(local.limits).items()],
    }
    headings = HEADINGS.get(language, HEADINGS["en"])
    made = {name: table(headings[name], cells) for name, cells in rows.items()}
    made["promotions"] = made["promotions"] if local.promotions else words["none"]
    return SimpleNamespace(**made)


def table(heading: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    """A Markdown table; a bar inside a cell is escaped."""
    heading = list(heading)
    lines = [heading, ["---"] * len(heading), *rows]
    return "\n".join("| " + " | ".join(str(cell).replace("|", r"\|") for cell in line) + " |" for line in lines)


def _regions(local: SimpleNamespace) -> Iterable[tuple[str, ...]]:
    return [(region.label, f"`{region.url}`") for region in local.regions]


def _base_urls(local: SimpleNamespace) -> Iterable[tuple[str, ...]]:
    return [
        (vendor.name, region.label, f"`{region.url}{vendor.path}`")
        for vendor in local.vendors
        for region in local.regions
    ]


def _groups(local: SimpleNamespace, words: dict[Any, str]) -> Iterable[tuple[str, ...]]:
    for vendor in local.vendors:
        for group in vendor.groups:
            models = [
                f"`{model.id}`" for model in local.models if group.id in model.groups and model.state != "retired"
            ]
            name = f"{group.label} `{group.id}`"
            if group.clients:
                name = words["only"].format(name, ", ".join(f"`{client}`" for client in group.clients))
            yield vendor.name, name, f"{group.multiplier}x", ", ".join(models)


def _models(local: SimpleNamespace, words: dict[Any, str]) -> Iterable[tuple[str, ...]]:
    vendors = {vendor.id: vendor.name for vendor in local.vendors}
    for model in local.models:
        price = model.price
        groups = ", ".join(f"`{group}`" for group in model.groups)
        prices = (_price(price.input), _price(price.cached_input), _price(price.output))
        yield f"`{model.id}`", vendors[model.vendor], groups, *prices, f"{model.context:,}", words[model.state]


def _price(price: Decimal | None) -> str:
    return "–" if price is None else f"{price:.2f}" if price == round(price, 2) else f"{price}"


def _contacts(local: SimpleNamespace, words: dict[Any, str]) -> Iterable[tuple[str, ...]]:
    for contact in local.contacts:
        address = f"[{contact.value}]({contact.url})" if contact.url else contact.value
        yield words[contact.audience], contact.label, address


def _promotions(local: SimpleNamespace) -> Iterable[tuple[object, ...]]:
    return [(offer.label, offer.description, offer.starts, offer.ends) for offer in local.promotions]


def _clients(local: SimpleNamespace, words: dict[Any, str]) -> Iterable[tuple[str, ...]]:
    """One row per client and vendor. The page that shows the table stands beside the clients' pages."""
    for client in local.clients.values():
        for vendor in (vendor for vendor in local.vendors if vendor.id in client.vendors):
            yield (
                f"[{client.name}]({client.id}.md)",
                vendor.name,
                f"`{client.base_url[vendor.id]}`",
                f"`{client.key_variable[vendor.id]}`",
                f"`{client.config_file}`" if client.config_file else "–",
                words[client.restart],
                client.version or "–",
            )
