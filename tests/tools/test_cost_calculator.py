"""The calculator's results are those of decimal arithmetic, for every model in each of its groups."""

from __future__ import annotations

from decimal import Decimal, localcontext
from itertools import product

import pytest
from playwright.sync_api import Page, expect

from gateway_docs.measure.browser import visit
from gateway_docs.site.tools.cost import cost_data

USES = [
    (20_000, 80_000, 0, 2_000, 100),
    (0, 0, 0, 0, 0),
    (1, 1, 1, 1, 1),
    (123_457, 7, 4_321, 999_999, 86_400),
    (10**14, 3, 10**12, 10**13, 9),
]
PARTS = ("input", "cached_input", "cache_write", "output")


def money(amount: Decimal) -> str:
    whole, _, decimals = f"{amount:,f}".partition(".")
    return f"{whole}.{decimals.rstrip('0').ljust(2, '0')}"


def expected(model, multiplier, uncached, cached, written, output, requests) -> dict:
    price = model.price
    cached_price = price.input if price.cached_input is None else price.cached_input
    write_price = price.input if price.cache_write is None else price.cache_write
    used = {
        "input": (uncached, price.input),
        "cached_input": (cached, cached_price),
        "cache_write": (written, write_price),
        "output": (0 if model.kind == "embedding" else output, price.output),
    }
    with localcontext(prec=60):
        parts = {name: Decimal(count) * each / 10**6 for name, (count, each) in used.items()}
        vendor = sum(parts.values(), Decimal(0))
        request = vendor * multiplier
        whole = {"vendor": vendor, "request": request, "day": request * requests, "month": request * requests * 30}
        return {"parts": {name: money(part) for name, part in parts.items()}, **{k: money(v) for k, v in whole.items()}}


@pytest.mark.parametrize(
    ("tokens", "paid"), [((100, 90, 10), 10), ((101, 90, 10), 20), ((0, 301, 0), 30), ((300, 0, 0), 20)]
)
def test_a_longer_request_costs_what_its_step_says(node, tokens, paid):
    """The whole request does, and what is read from a cache counts as its input."""
    steps = [{"above": above, "input": str(price), "output": "0"} for above, price in ((200, 20), (300, 30))]
    model = {"input": "10", "output": "0", "steps": steps}
    used = dict(zip(PARTS, map(str, (*tokens, 1_000_000)), strict=True))
    (result,) = node("cost.js", "all.cost(...item)", [[model, "1", used, "1"]])
    assert result["vendor"] == money(Decimal(sum(tokens) * paid) / 10**6)


@pytest.mark.parametrize("gateway", ["facts", "other_facts"])
def test_every_model_in_every_group(node, gateway, request):
    facts = request.getfixturevalue(gateway)
    told = {model["id"]: model for vendor in cost_data(facts, "en")["vendors"] for model in vendor["models"]}
    items, wanted = [], []
    for model, use in product((model for model in facts.models if model.state != "retired"), USES):
        for group in (group for vendor in facts.vendors for group in vendor.groups if group.id in model.groups):
            tokens = dict(zip(PARTS, map(str, use[:4]), strict=True))
            items.append([told[model.id], f"{group.multiplier:f}", tokens, str(use[4])])
            wanted.append(expected(model, group.multiplier, *use))
    assert len(items) >= 5 * len(told)
    assert node("cost.js", "all.cost(...item)", items) == wanted


@pytest.mark.parametrize("text", ["", "-1", "1.5", "1,5", "1,0000", "1e6", "many", "1" * 16])
def test_only_whole_numbers(node, text):
    model = {"input": "1", "cached_input": None, "output": "1", "embedding": False}
    tokens = {"input": text, "cached_input": "0", "cache_write": "0", "output": "0"}
    assert "not a whole number" in node("cost.js", "all.cost(...item)", [[model, "1", tokens, "1"]])[0]


@pytest.fixture
def calculator(page: Page, address: str) -> Page:
    visit(page, address + "top-up/")
    return page


def shown(page: Page, name: str) -> str:
    return page.locator(f"[data-at='{name}']").inner_text()


def test_begins_with_the_worked_example(calculator: Page):
    example = calculator.locator("tr", has_text="You pay (").first.inner_text()
    assert shown(calculator, "request") == example.split("\t")[-1]
    assert shown(calculator, "input") == "20,000 × 5.00 ÷ 1,000,000 = 0.10 USD"


def test_shows_other_model_and_group(calculator: Page, facts):
    calculator.get_by_label("Model", exact=True).select_option("gpt-5.6-sol")
    assert calculator.get_by_label("Group of your key").locator("option").all_inner_texts() == [
        "OpenAI priority (1.2x)"
    ]
    calculator.get_by_label("Output tokens").fill("12345")
    calculator.get_by_label("Requests per day").fill("7")
    model, group = facts.model("gpt-5.6-sol"), facts.vendor("openai").groups[1]
    result = expected(model, group.multiplier, 20_000, 80_000, 0, 12_345, 7)
    assert [shown(calculator, name) for name in ("request", "day", "month")] == [
        f"{result[name]} USD" for name in ("request", "day", "month")
    ]


#: Fields beside each other of which one stands lower, as it did where its label took two lines.
UNEVEN = """() => {
    const fields = [...document.querySelectorAll(".gateway-form :is(select, input)")].filter((one) => one.offsetParent);
    const boxes = fields.map((one) => one.getBoundingClientRect());
    const beside = (one, other) => one.right < other.left && other.top < one.bottom && one.top < other.bottom;
    return boxes.flatMap((one) =>
        boxes.filter((other) => beside(one, other)).map((other) => one.bottom - other.bottom));
}"""


@pytest.mark.parametrize("path", ["top-up/", "zh/top-up/", "setup/"])
def test_fields_of_a_row_stand_on_one_line(page: Page, address: str, path: str):
    page.set_viewport_size({"width": 1280, "height": 900})
    visit(page, address + path)
    uneven = page.evaluate(UNEVEN)
    assert len(uneven) > 1
    assert max(map(abs, uneven)) < 1


def test_results_are_as_wide_as_the_other_tables(calculator: Page):
    widths = calculator.locator(".table-box").evaluate_all("all => all.map((one) => one.firstElementChild.offsetWidth)")
    assert min(widths) == calculator.locator("article > p").first.evaluate("text => text.offsetWidth")


def test_embedding_has_no_output(calculator: Page):
    calculator.get_by_label("Model", exact=True).select_option("text-embedding-3-small")
    expect(calculator.get_by_label("Output tokens")).to_be_disabled()
    expect(calculator.get_by_text("Embedding models return no output tokens")).to_be_visible()


def test_says_what_is_no_number(calculator: Page):
    field = calculator.get_by_label("Cached input tokens")
    for wrong in ("80.5", "8" * 16):
        field.fill(wrong)
        expect(calculator.get_by_text("Enter whole numbers")).to_be_visible()
        expect(field).to_have_attribute("aria-invalid", "true")
    for right in ("40,000", "４０，０００", " 40000"):
        field.fill(right)
        expect(calculator.get_by_text("Enter whole numbers")).to_be_hidden()
        assert shown(calculator, "cached_input") == "40,000 × 0.50 ÷ 1,000,000 = 0.02 USD"
        field.fill("")


def test_small_sums_add_up(calculator: Page):
    """What a line begins with is what the line before came to."""
    calculator.get_by_label("Model", exact=True).select_option("text-embedding-3-small")
    for label, count in {
        "Input tokens, not cached": 20,
        "Cached input tokens": 0,
        "Requests per day": 1_000_000,
    }.items():
        calculator.get_by_label(label, exact=True).fill(str(count))
    for name in ("request", "day", "month"):
        one, other = (Decimal(text.replace(",", "")) for text in shown(calculator, f"{name}-sum").split(" × "))
        assert one * other == Decimal(shown(calculator, name).removesuffix(" USD").replace(",", "")), name
    assert shown(calculator, "request") != "0.00 USD"


def test_model_without_cached_price_says_so(page: Page, address: str):
    def without(route):
        response = route.fetch()
        route.fulfill(response=response, body=response.text().replace('"cached_input":"0.50"', '"cached_input":null'))

    page.route("**/top-up/", without)
    visit(page, address + "top-up/")
    expect(page.get_by_text("This model has no price for cached input")).to_be_visible()
    assert shown(page, "cached_input") == "80,000 × 5.00 ÷ 1,000,000 = 0.40 USD"


def test_writing_a_cache_has_its_price(calculator: Page, facts):
    """Coding agents write much: at Anthropic, that costs more than plain input."""
    calculator.get_by_label("Model", exact=True).select_option("claude-opus-5-5")
    calculator.get_by_label("Input tokens written to the cache").fill("40000")
    price = facts.model("claude-opus-5-5").price
    assert price.cache_write > price.input
    assert shown(calculator, "cache_write") == "40,000 × 5.00 ÷ 1,000,000 = 0.20 USD"


def test_no_field_where_writing_costs_nothing_more(facts):
    cheap = facts.model("claude-opus-5-5").price.model_copy(update={"cache_write": None})
    models = [model.model_copy(update={"price": cheap}) for model in facts.models]
    assert "cache_write" in cost_data(facts, "en")["parts"]
    assert cost_data(facts.model_copy(update={"models": models}), "en")["parts"] == ["input", "cached_input", "output"]
