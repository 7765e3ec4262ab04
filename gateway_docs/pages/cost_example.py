"""The worked example of what a request costs, computed from the facts."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from gateway_docs.facts import Facts
from gateway_docs.pages import locale

MILLION = 1_000_000
UNCACHED_TOKENS, CACHED_TOKENS, OUTPUT_TOKENS = 20_000, 80_000, 2_000


@dataclass(frozen=True)
class WorkedExample:
    """Ready to print."""

    model: str
    group: str
    multiplier: Decimal
    input_tokens: str
    cached_tokens: str
    output_tokens: str
    input_price: str
    cached_price: str
    output_price: str
    input_cost: str
    cached_cost: str
    output_cost: str
    vendor_total: str
    total: str
    comparison: str


def worked_example(facts: Facts, language: str) -> WorkedExample:
    """A request to the first vendor's default model, in its default group."""
    vendor = facts.vendors[0]
    model, multiplier = facts.model(vendor.default_model), vendor.group.multiplier
    price = model.by_tokens().at(UNCACHED_TOKENS + CACHED_TOKENS)
    cached_price = price.input if price.cached_input is None else price.cached_input
    answered = model.kind == "chat"  # an embedding reads no cache and has no output
    tokens = {"input": UNCACHED_TOKENS, "cached": CACHED_TOKENS * answered, "output": OUTPUT_TOKENS * answered}
    prices = {"input": price.input, "cached": cached_price, "output": price.output}
    costs = {part: tokens[part] * prices[part] / MILLION for part in tokens}
    total = sum(costs.values(), Decimal(0))
    return WorkedExample(
        model=model.id,
        group=vendor.default_group,
        multiplier=multiplier,
        **{f"{part}_tokens": f"{count:,}" for part, count in tokens.items()},
        **{f"{part}_price": money(price, facts.currency) for part, price in prices.items()},
        **{f"{part}_cost": money(cost, facts.currency) for part, cost in costs.items()},
        vendor_total=money(total, facts.currency),
        total=money(total * multiplier, facts.currency),
        comparison=_comparison(multiplier, language),
    )


def _comparison(multiplier: Decimal, language: str) -> str:
    percent = f"{abs(1 - multiplier) * 100:.2f}".rstrip("0").rstrip(".") + " %"
    kind = "same" if multiplier == 1 else "more" if multiplier > 1 else "less"
    said: str = locale.words(language)["cost_example"][kind]
    return said.format(percent)


def money(amount: Decimal, currency: str) -> str:
    """`amount` with at least two and at most six decimals, for example `0.135 USD` is `0.135 USD`."""
    rounded = amount.quantize(Decimal("0.000001"), ROUND_HALF_UP)
    whole, _, decimals = f"{rounded:,f}".partition(".")
    return f"{whole}.{decimals.rstrip('0').ljust(2, '0')} {currency}"
