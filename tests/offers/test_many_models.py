"""Many models: their list can be filtered and sorted, and weighs nothing elsewhere; the set-up page groups them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import gateways
import pytest
from playwright.sync_api import Browser, Page, expect
from sites import Sites

from gateway_docs.measure.browser import served, visit
from gateway_docs.project.yaml_files import read_yaml, to_yaml

#: Of the first models; texts would be in another order. The last one is not sold by tokens.
PRICES = [0.28, 10, 9.5, 1200, 1.25]


@pytest.fixture(scope="module")
def many(sites: Sites, tmp_path_factory) -> Path:
    """The site of twelve vendors and sixty models."""
    path = gateways.write("twelve-vendors", tmp_path_factory.mktemp("many"))
    facts = read_yaml(path)
    for model, price in zip(facts["models"], PRICES, strict=False):
        model["price"] = {"input": price, "output": 2000}
    facts["models"][-1] |= {"kind": "image", "price_by": {"image": 0.04}}
    del facts["models"][-1]["price"]
    path.write_text(to_yaml(facts), "utf-8")
    return sites.begin(path).result()


@pytest.fixture(scope="module")
def many_address(many: Path) -> Iterator[str]:
    with served(many) as url:
        yield url


@pytest.fixture
def models(page: Page, many_address: str) -> Page:
    visit(page, f"{many_address}top-up/")
    expect(page.locator(".gateway-models [role=status]")).to_have_text("60 models")
    return page


def column(page: Page, number: int) -> list[str]:
    return page.locator(f".gateway-models ~ * tbody tr:visible td:nth-child({number})").all_inner_texts()


@pytest.mark.parametrize(
    ("label", "chosen", "shown"), [("Vendor", "Qwen", 5), ("Format", "Anthropic", 25), ("Group", "west", 15)]
)
def test_filter(models: Page, label: str, chosen: str, shown: int):
    models.locator(".gateway-models").get_by_label(label).select_option(chosen)
    expect(models.locator(".gateway-models [role=status]")).to_have_text(f"{shown} models")
    assert len(column(models, 1)) == shown


def test_filters_together(models: Page):
    controls = models.locator(".gateway-models")
    controls.get_by_label("Group").select_option("coding")
    controls.get_by_label("Model").fill("flash")
    assert column(models, 1) == [
        f"{vendor}-{n}-flash" for vendor in ("deepseek", "glm", "kimi", "minimax") for n in (4, 3)
    ]
    controls.get_by_label("Model").fill("no such model")
    expect(controls.locator("[role=status]")).to_have_text("No model matches.")


def test_sort_by_price_with_the_keyboard(models: Page):
    heading = models.locator(".gateway-models ~ * th").nth(3)
    expect(heading).to_have_text("Input")
    heading.get_by_role("button").focus()
    models.keyboard.press("Enter")
    expect(heading).to_have_attribute("aria-sort", "ascending")
    prices = column(models, 4)
    assert (prices[0], prices[-5:]) == ("0.28", ["1.25", "9.50", "10.00", "1200.00", "–"])
    models.keyboard.press("Enter")
    expect(heading).to_have_attribute("aria-sort", "descending")
    assert column(models, 4) == prices[::-1]


def test_whole_without_scripts(browser: Browser, many_address: str):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    visit(page, f"{many_address}top-up/")
    assert len(page.locator("tr", has=page.locator("td:nth-child(9)")).all()) == 60
    assert not page.locator(".gateway-models").is_visible()
    context.close()


def test_other_pages_and_short_lists_have_none(many: Path, site: Path):
    with_it = {
        folder: {path.parent.name for path in folder.glob("*/index.html") if "sorted-table" in path.read_text("utf-8")}
        for folder in (many, site)
    }
    assert with_it == {many: {"top-up", "clients"}, site: {"clients"}}


def options(page: Page, label: str) -> list[str]:
    return page.get_by_label(label, exact=True).locator("option").all_inner_texts()


def test_set_up_offers_the_model_by_vendor_then_the_groups_that_sell_it(page: Page, many_address: str):
    visit(page, f"{many_address}setup/?client=claude-code")
    model, group = page.get_by_label("Model", exact=True), page.get_by_label("Group of your key", exact=True)
    expect(model).to_have_value("deepseek-4")
    made = model.locator("optgroup").evaluate_all("(groups) => groups.map(({ label }) => label)")
    assert made == ["Deepseek", "Qwen", "Glm", "Kimi", "Minimax"]
    assert len(options(page, "Model")) == 25
    assert options(page, "Group of your key") == ["Basic", "Coding", "Stable", "All"]
    group.select_option("stable")
    model.select_option("glm-3")
    expect(group).to_have_value("coding")
    assert options(page, "Group of your key") == ["Coding", "All"]
    expect(page.locator("#gateway-steps")).to_contain_text("glm-3")
    expect(page).to_have_url(f"{many_address}setup/?client=claude-code&system=unix&model=glm-3")
    below = "(first, second) => first.compareDocumentPosition(second) & Node.DOCUMENT_POSITION_FOLLOWING"
    assert model.evaluate(below, group.element_handle())
