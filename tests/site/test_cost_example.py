"""The worked example of the chapter Top-up & Rate adds up."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest


@pytest.fixture
def rows(site) -> list[list[str]]:
    """The cells of the first table after the heading."""
    html = (site / "top-up/index.html").read_text("utf-8")
    table = html.partition('id="cost-example"')[2].partition("<tbody>")[2].partition("</table>")[0]
    cells = (re.findall("<td.*?>(.*?)(?=<td|$)", row.strip(), re.DOTALL) for row in table.split("<tr>")[1:])
    return [[re.sub("<.*?>", "", cell) for cell in row] for row in cells if row]


def amount(cell: str) -> Decimal:
    return Decimal(cell.removesuffix(" USD").replace(",", ""))


def test_prices_are_the_facts(rows, facts):
    price = facts.model(facts.vendors[0].default_model).price
    assert [amount(row[2]) for row in rows[:3]] == [price.input, price.cached_input, price.output]


def test_costs_follow(rows):
    for _, tokens, price, cost in rows[:3]:
        assert amount(cost) == amount(tokens) * amount(price) / 10**6


def test_total_follows(rows, facts):
    vendor, total = amount(rows[3][3]), amount(rows[4][3])
    assert vendor == sum(amount(row[3]) for row in rows[:3])
    assert total == vendor * facts.vendors[0].group.multiplier


def test_comparison_is_told(site):
    text = (site / "top-up/index.html").read_text("utf-8")
    assert "You pay 10 % less than the vendor's price." in text.replace("’", "'")
