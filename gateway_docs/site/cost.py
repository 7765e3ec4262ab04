"""The worked example of what a request costs, computed from the facts."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from types import SimpleNamespace

from gateway_docs.facts import Facts, Model

MILLION = 1_000_000
COMPARISONS = {
    "en": (
        "You pay {} more than the vendor's price.",
        "You pay {} less than the vendor's price.",
        "You pay the vendor's price.",
    ),
    "zh": ("你支付的价格比官方价格高 {}。", "你支付的价格比官方价格低 {}。", "你支付的价格与官方价格相同。"),
}
UNCACHED_TOKENS, CACHED_TOKENS, OUTPUT_TOKENS = 20_000, 80_000, 2_000


def worked_example(facts: Facts, language: str) -> SimpleNamespace:
    """A request to the first vendor's default model, in its default group. All values are ready to print."""
    vendor = facts.vendors[0]
    model, multiplier = facts.model(vendor.default_model), vendor.group.multiplier
    costs = costs_of(model, UNCACHED_TOKENS, CACHED_TOKENS, OUTPUT_TOKENS)
    vendor_total = sum(costs, Decimal(0))
    return SimpleNamespace(
        model=model.id,
        group=vendor.default_group,
        multiplier=multiplier,
        input_tokens=f"{UNCACHED_TOKENS:,}",
        cached_tokens=f"{CACHED_TOKENS:,}",
        output_tokens=f"{OUTPUT_TOKENS:,}",
        input_price=money(model.price.input, facts.currency),
        cached_price=money(_cached_price(model), facts.currency),
        output_price=money(model.price.output, facts.currency),
        input_cost=money(costs[0], facts.currency),
        cached_cost=money(costs[1], facts.currency),
        output_cost=money(costs[2], facts.currency),
        vendor_total=money(vendor_total, facts.currency),
        total=money(vendor_total * multiplier, facts.currency),
        comparison=_comparison(multiplier, language),
    )


def _comparison(multiplier: Decimal, language: str) -> str:
    percent = f"{abs(1 - multiplier) * 100:.2f}".rstrip("0").rstrip(".") + " %"
    more, less, same = COMPARISONS.get(language, COMPARISONS["en"])
    return same if multiplier == 1 else (more if multiplier > 1 else less).format(percent)


def costs_of(model: Model, uncached: int, cached: int, output: int) -> tuple[Decimal, Decimal, Decimal]:
    """What the vendor charges for uncached input, cached input and output tokens."""
    price = model.price
    return tuple(
        Decimal(tokens) * per_million / MILLION
        for tokens, per_million in ((uncached, price.input), (cached, _cached_price(model)), (output, price.output))
    )


def money(amount: Decimal, currency: str) -> str:
    """`amount` with at least two and at most six decimals, for example `0.135 USD` is `0.135 USD`."""
    rounded = amount.quantize(Decimal("0.000001"), ROUND_HALF_UP)
    whole, _, decimals = f"{rounded:,f}".partition(".")
    return f"{whole}.{decimals.rstrip('0').ljust(2, '0')} {currency}"


def _cached_price(model: Model) -> Decimal:
    return model.price.input if model.price.cached_input is None else model.price.cached_input
