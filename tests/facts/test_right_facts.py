"""What gateway.yml says is read exactly."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from gateway_docs.cli import main
from gateway_docs.facts import load_facts
from gateway_docs.pages.names import names


def test_prices_stay_exact(write, demo):
    facts = load_facts(write(demo.replace("cached_input: 0.50", "cached_input: 0.1", 1)))
    assert facts.models[0].price.cached_input * 3 == Decimal("0.3")


def test_whole_number_is_a_price(write, demo):
    assert load_facts(write(demo.replace("input: 5.00", "input: 5", 1))).models[0].price.input == Decimal("5.00")


def test_date(write, demo):
    assert load_facts(write(demo.replace("2027-01-31", "2028-02-29"))).promotions[0].ends == date(2028, 2, 29)


@pytest.mark.parametrize("content", [lambda text: "\ufeff" + text, lambda text: text.replace("\n", "\r\n")])
def test_windows_file(write, demo, content):
    assert load_facts(write(content(demo))) == load_facts(write(demo))


def test_folded_text_is_one_line(write, demo):
    folded = "  hours: >\n    Monday\n    to Friday\n"
    text = "".join(folded if "hours: {" in line else line for line in demo.splitlines(keepends=True))
    assert load_facts(write(text)).support.hours == "Monday to Friday"


@pytest.mark.parametrize(
    ("vendor", "region", "base_url"),
    [
        ("openai", None, "https://one.test/v1"),
        ("openai", "eu", "https://two.test/gate/v1"),
        ("anthropic", None, "https://one.test"),
        ("anthropic", "eu", "https://two.test/gate"),
    ],
)
def test_base_url(write, demo, vendor, region, base_url):
    hosts = demo.replace("https://api.gateway.example", "https://one.test")
    facts = load_facts(write(hosts.replace("https://eu.api.gateway.example", "https://two.test/gate")))
    assert facts.base_url(facts.vendor(vendor), region and facts.region(region)) == base_url


@pytest.mark.parametrize(
    ("lacks", "short", "model"),
    [
        ("nothing", "opus", "claude-opus-5-5"),
        ("nothing", "sonnet", "claude-sonnet-5-5"),
        ("claude-sonnet-5-5", "sonnet", "claude-opus-5-5"),
    ],
)
def test_model_for_a_short_name(write, demo, lacks, short, model):
    """One of the group that is on sale, and not the deprecated one of that name; else the default model."""
    facts = load_facts(write(demo.replace(f"id: {lacks}", "id: claude-grand-9")))
    assert names(facts, "en")["anthropic"].by_short_name[short] == model


def test_check_command(write, demo, capsys):
    assert main(["check", "--facts", str(write(demo))]) == 0
    warning, verdict = capsys.readouterr().out.splitlines()
    assert "these names are reserved for examples" in warning
    assert verdict == "OK; see the warnings"


def test_check_command_refuses(write, demo, capsys):
    path = write(demo.replace("currency: USD", "currency: dollars"))
    assert main(["check", "--facts", str(path)]) == 1
    assert "currency: " in capsys.readouterr().err
