"""The set-up page as a reader uses it."""

from __future__ import annotations

import json
from types import SimpleNamespace

import pytest
from playwright.sync_api import Browser, Page, expect
from pressed import pressed

from gateway_docs.measure.browser import visit
from gateway_docs.pages import locale
from gateway_docs.pages.enumerations import enumerations
from gateway_docs.site.tools.insert import embedded
from gateway_docs.site.tools.setup import reason

STEPS = "#gateway-steps"
WORDS, ONE_OF = locale.words("en")["setup"], enumerations("en", "setup.md", frozenset())["one_of"]


@pytest.fixture
def setup(page: Page, address: str):
    def setup(query: str = "", language: str = "") -> Page:
        visit(page, f"{address}{language}setup/{query}")
        return page

    return setup


def test_choice_stands_in_the_address(setup):
    page = setup()
    page.locator("#setup-client").select_option("Codex")
    page.get_by_label("System").select_option("Windows PowerShell")
    page.locator("#setup-region").select_option("eu")
    page.get_by_label("Group of your key").select_option("openai-priority")
    page.locator("#setup-model").select_option("gpt-5.6-sol")
    expect(page.locator(STEPS)).to_contain_text('model = "gpt-5.6-sol"')
    shown = page.locator(STEPS).inner_text()
    page.reload()
    expect(page.locator(STEPS)).to_have_text(shown, use_inner_text=True)
    assert 'base_url = "https://eu.api.gateway.example/v1"' in shown
    assert "$env:GATEWAY_API_KEY" in shown and "export" not in shown
    assert "OpenAI priority (openai-priority)" in shown
    assert "It ends in /v1, because Codex adds only what follows, such as /responses." in shown


def test_windows_is_chosen_on_windows(browser: Browser, address: str):
    context = browser.new_context(user_agent="Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/140")
    page = context.new_page()
    visit(page, f"{address}setup/")
    page.locator("#setup-client").select_option("Codex")
    expect(page.locator(STEPS)).to_contain_text("$env:GATEWAY_API_KEY")
    context.close()


@pytest.mark.parametrize("language", ["", "zh/"])
def test_windows_gets_commands_of_powershell(setup, language):
    page = setup("?client=curl&system=windows", language)
    expect(page.locator(STEPS)).to_contain_text("Invoke-RestMethod")
    expect(page.locator(STEPS)).not_to_contain_text("export OPENAI_API_KEY")


def test_two_ways_to_keep_settings(setup):
    page = setup("?client=claude-code&system=unix")
    expect(page.locator(STEPS)).to_contain_text('"ANTHROPIC_BASE_URL": "https://api.gateway.example"')
    page.get_by_label("Where to keep the settings").select_option("macOS, Linux")
    expect(page.locator(STEPS)).to_contain_text('export ANTHROPIC_BASE_URL="https://api.gateway.example"')
    assert page.url.endswith("way=2")


#: How a code box looks, wherever it stands.
LOOK = """box => [box, ...["pre", ".filename", ".copy"].map((part) => box.querySelector(part))].map((part) => {
    const { position, borderStyle, backgroundColor, padding, color } = getComputedStyle(part);
    return [position, borderStyle, backgroundColor, padding, color];
})"""


def test_code_looks_as_in_the_guide(setup, address):
    page = setup("?client=codex")
    here = page.locator(f"{STEPS} .highlight:has(.filename)").first.evaluate(LOOK)
    visit(page, f"{address}clients/codex/")
    assert here == page.locator("article .highlight:has(.filename)").first.evaluate(LOOK)


def test_values_of_the_summary_stand_below_each_other(setup):
    page = setup("?client=codex")
    expect(page.locator(STEPS)).to_contain_text("GATEWAY_API_KEY")
    first = """values => values.map((value) => {
        const filter = (node) => node.data.trim() ? NodeFilter.FILTER_ACCEPT : NodeFilter.FILTER_SKIP;
        const range = new Range();
        range.selectNodeContents(document.createTreeWalker(value, NodeFilter.SHOW_TEXT, filter).nextNode());
        return Math.round(range.getBoundingClientRect().left);
    })"""
    places = page.locator(".gateway-summary dd:visible").evaluate_all(first)
    assert len(places) > 3 and len(set(places)) == 1, places


def test_in_chinese(setup):
    page = setup("?client=codex", "zh/")
    expect(page.locator(f"{STEPS} h3").nth(1)).to_have_text("2. 配置")


def test_links_lead_where_the_guide_leads(setup, address):
    page = setup("?client=claude-code")
    link = page.locator(f"{STEPS} a", has_text="login conflict").first
    assert link.evaluate("link => link.href") == address + "troubleshooting/#login-conflict"


@pytest.mark.parametrize("query", ["", "?client=nobody", "?client=__proto__", "?client=%3Cscript%3E"])
def test_without_a_client_all_guides_are_listed(setup, query):
    page = setup(query)
    expect(page.locator("#gateway-guides a", has_text="Codex")).to_be_visible()
    expect(page.locator("#setup-model")).to_be_hidden()


def test_wrong_parts_of_the_address_fall_back(setup):
    page = setup("?client=codex&vendor=anthropic&group=claude-standard&model=text-embedding-3-small&way=9&system=x")
    expect(page.locator(STEPS)).to_contain_text('model = "gpt-5.5"')
    assert page.url.endswith("?client=codex&system=unix")


def test_guide_that_does_not_load(page: Page, address: str):
    page.route("**/clients/codex/", lambda route: route.abort())
    visit(page, address + "setup/?client=codex")
    expect(page.locator(STEPS)).to_contain_text("The steps could not be loaded. Read them in the guide Codex")
    assert page.locator(f"{STEPS} a").get_attribute("href") == "../clients/codex/"


def test_steps_that_come_first_have_one_button_each(setup):
    """The page's own script looks for blocks of code once it is there; the steps may be there before it."""
    page = setup("?client=codex")
    blocks = page.locator(f"{STEPS} .highlight")
    expect(blocks.first).to_be_visible()
    page.evaluate("""async () => {
        const site = new URL(document.querySelector("[data-script$='/site.js']").dataset.script, location);
        const {startCopying} = await import(new URL("copy.js", site).href);
        startCopying({copy: "Copy", copied: "Copied"});
    }""")
    assert [block.locator(".copy").count() for block in blocks.all()] == [1] * blocks.count()


def test_copies_what_is_typed(browser: Browser, address: str):
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    visit(page, address + "setup/?client=codex&region=eu")
    assert pressed(page.locator("[data-step=check] .gateway-copy")) == "Copied"
    command = page.evaluate("navigator.clipboard.readText()")
    assert pressed(page.locator(".gateway-summary .gateway-copy")) == "Copied"
    url = page.evaluate("navigator.clipboard.readText()")
    context.close()
    assert (command, url) == ('codex exec --skip-git-repo-check "Say OK"\n', "https://eu.api.gateway.example/v1")


def test_without_javascript_the_guides_are_linked(browser: Browser, address: str):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    visit(page, address + "setup/")
    form, links = page.locator(".gateway-setup form").is_visible(), page.locator("#gateway-guides a").all_inner_texts()
    page.click("#gateway-guides a >> text=Codex")
    title = page.locator("h1").inner_text()
    context.close()
    assert not form and "Claude Code" in links and title.startswith("Codex")


@pytest.mark.parametrize(
    ("vendor", "base_url", "said"),
    [
        (
            "openai",
            "/v1",
            "It ends in `/v1`, because X adds only what follows, such as `/responses` or `/chat/completions`.",
        ),
        ("openai", "", "because X adds `/v1/responses` or `/v1/chat/completions` itself."),
        ("openai", "/v1/chat/completions", "It is the whole address of the endpoint"),
        ("anthropic", "/claude", "because X adds `/v1/messages` itself."),
        ("anthropic", "/claude/v1", "It ends in `/v1`, because X adds only what follows, such as `/messages`."),
        ("gemini", "/v1beta", "It ends in `/v1beta`, because X adds only what follows, such as `/models/…`."),
    ],
)
def test_reason_for_the_form(vendor, base_url, said):
    assert said in reason(client(vendor, f"https://a.test{base_url}"), vendor, "https://a.test", WORDS, ONE_OF)


def test_no_reason_for_an_address_of_another_form():
    assert reason(client("gemini", "a.test"), "gemini", "https://a.test", WORDS, ONE_OF) == ""


def client(vendor: str, base_url: str) -> SimpleNamespace:
    """X, which asks one of two endpoints of OpenAI."""
    endpoints = {"openai": ["/v1/responses", "/v1/chat/completions"], "anthropic": ["/v1/messages"]}
    endpoints["gemini"] = ["/v1beta/models/…"]
    return SimpleNamespace(name="X", base_url={vendor: base_url}, endpoints=endpoints)


def test_data_cannot_end_its_element():
    data = {"name": "</script><script>alert(1)</script><!-- & \u2028"}
    text = embedded(data)
    assert not {"<", ">", "&"} & set(text)
    assert json.loads(text) == data
