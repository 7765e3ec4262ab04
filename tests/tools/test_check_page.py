"""The check of settings as a reader uses it: in the browser, with nothing sent and nothing kept."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from gateway_docs.measure.browser import STARTED, visit

PASTED = "Base URL, key, model, settings or error message"
SECRET = "sk-secret0123456789abcdefghij"


@pytest.fixture
def checker(page: Page, address: str) -> Page:
    visit(page, address + "setup/")
    return page


def judge(page: Page, text: str, client: str = "") -> str:
    page.locator("#check-client").select_option(client)
    page.get_by_label(PASTED).fill(text)
    page.get_by_role("button", name="Check", exact=True).click()
    page.locator("[data-at=results][aria-busy=false]").wait_for(state="attached")
    return page.locator(".gateway-findings").inner_text()


def test_says_what_is_wrong_and_where_to_read_on(checker: Page, address: str):
    said = judge(checker, "http://api.gateway.example/v1/v1", "codex")
    assert "The gateway does not accept plain http://. Write https://." in said
    assert "The version appears twice. Correct: https://api.gateway.example/v1" in said
    expect(checker.get_by_role("status").filter(has_text="Problems found: 2")).to_be_visible()
    hrefs = checker.locator(".gateway-findings a").evaluate_all("links => links.map((link) => link.href)")
    assert hrefs == [address + "troubleshooting/#error-404"] * 2


def test_a_variable_tells_the_format_of_its_address(checker: Page):
    """Tools of other vendors that want this form do not read this variable."""
    said = judge(checker, 'export ANTHROPIC_BASE_URL="https://api.gateway.example/v1"')
    assert "ANTHROPIC_BASE_URL (line 1): This form is only for" in said
    assert "Vercel AI SDK" in said and "OpenAI SDK" not in said
    assert "For other tools: https://api.gateway.example" in said


CODEX_ADDRESS = 'openai_base_url = "https://api.gateway.example/v1"'
LOOK = "No definite mistake found, but check what is marked below."


@pytest.mark.parametrize(
    ("text", "client", "verdict"),
    [
        ("OPENAI_API_KEY=sk-abcdxxxxxxxxwxyz", "", "No mistake found in the part that could be checked."),
        ("OPENAI_API_KEY=sk-abcdxxxxxxxxwxyz", "open-webui", LOOK),
        ('tool = "of an unknown client"\nother = "x"', "", "No mistake found in the part that could be checked."),
        (f'{CODEX_ADDRESS}\nprofile = "y"', "codex", "No mistake found."),
        (f'{CODEX_ADDRESS}\nmadeup = "y"', "codex", LOOK),
        (f"{CODEX_ADDRESS}\ndisable_response_storage = true", "codex", LOOK),
    ],
)
def test_says_no_more_than_it_could_check(checker: Page, text: str, client: str, verdict: str):
    judge(checker, text, client)
    expect(checker.locator("[data-at='summary']")).to_have_text(f"Checked as: Settings or file. {verdict}")


def test_pressed_before_its_script_came(page: Page, address: str):
    """What was pasted stays in its field, and in no address, which servers log."""
    held = []
    page.route("**/tools/check-form.js", lambda route: held.append(route))
    with page.expect_request("**/tools/check-form.js"):
        page.goto(address + "setup/", wait_until="commit")
    page.get_by_label(PASTED).fill(f"OPENAI_API_KEY={SECRET}")
    page.get_by_role("button", name="Check", exact=True).click()
    held[0].continue_()
    page.locator(STARTED).wait_for(state="attached")
    expect(page.get_by_label(PASTED)).to_have_value(f"OPENAI_API_KEY={SECRET}")
    expect(page).to_have_url(address + "setup/")


def test_colours_tell_wrong_from_right(checker: Page):
    colours = set()
    for url in ("http://api.gateway.example/v1", "https://api.gateway.example/v1"):
        judge(checker, url, "codex")
        finding = checker.locator(".gateway-finding").first
        colours.add(finding.evaluate("finding => getComputedStyle(finding).borderInlineStartColor"))
    assert len(colours) == 2


def test_error_text_gets_no_verdict(checker: Page):
    judge(checker, "some words that nobody has seen")
    expect(checker.locator("[data-at='summary']")).not_to_contain_text("No mistake")


def test_dead_setting_leads_to_the_guide(checker: Page, address: str):
    said = judge(checker, '[model_providers.gateway]\nwire_api = "chat"', "codex")
    assert "Codex no longer knows wire_api = chat. Use responses instead." in said
    link = checker.locator(".gateway-findings a").first
    assert link.evaluate("link => link.href") == address + "clients/codex/#outdated"


def test_what_a_tool_says_of_its_own_file_is_fetched_for_that_tool_alone(checker: Page):
    fetched = []
    checker.on("request", lambda request: fetched.append(request.url.rpartition("/tools/")[2]))
    table = '[model_providers.gateway]\nbase_url = "https://api.gateway.example/v1"\n'
    assert "Write env_key" in judge(checker, table + 'env_kye = "KEY"', "codex")
    assert "Write env_key" in judge(checker, table + 'env_kee = "KEY"')
    assert [name for name in fetched if name.startswith("known/")] == ["known/codex.json"]


def test_region_of_the_switch_is_compared(checker: Page):
    checker.select_option("#gateway-region", "eu")
    assert "This address belongs to the region Global; this page shows Europe." in judge(
        checker, "https://api.gateway.example/v1", "codex"
    )


def test_check_and_clear_stand_apart(checker: Page):
    check, clear = (checker.get_by_role("button", name=name, exact=True).bounding_box() for name in ("Check", "Clear"))
    assert clear["x"] - check["x"] - check["width"] >= 8


def test_in_chinese(page: Page, address: str):
    visit(page, address + "zh/setup/")
    page.get_by_label("接口地址、密钥、模型、设置或报错内容").fill("gpt-5.5 ")
    page.get_by_role("button", name="检查", exact=True).click()
    expect(page.locator(".gateway-findings")).to_contain_text("前面或后面有空格。请删除。")


def test_nothing_is_sent_or_stored(checker: Page):
    with checker.expect_request("**/contents.js"):  # the first scroll asks for it, whoever it is that scrolls
        checker.mouse.wheel(0, 200)
    judge(checker, "the first check loads what it is made with")
    checker.wait_for_load_state("networkidle")  # the browser asks for the icon when it likes
    asked = []
    checker.on("request", lambda request: asked.append(request.url))
    judge(
        checker, f'export OPENAI_API_KEY="{SECRET}"\nexport OPENAI_BASE_URL="http://api.gateway.example"', "openai-sdk"
    )
    kept = checker.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie, location.href])")
    shown = checker.evaluate("document.documentElement.outerHTML")
    checker.locator(".gateway-check").get_by_role("button", name="Clear").click()
    assert asked == []
    assert SECRET not in kept and SECRET not in shown
    assert checker.get_by_label(PASTED).input_value() == ""
    assert checker.locator(".gateway-findings").inner_text() == ""


def test_pasted_markup_stays_text(checker: Page):
    said = judge(checker, 'base_url = "https://<img src=x onerror=alert(1)>.test/v1"')
    assert "alert" not in said or checker.locator(".gateway-findings img").count() == 0


def test_every_section_exists(checker: Page, address: str):
    places = checker.evaluate(
        "async () => (await (await fetch(document.querySelector('.gateway-check').dataset.known)).json()).places"
    )
    missing = []
    for place in places.values():
        url, _, anchor = place["url"].partition("#")
        html = checker.request.get(address + url).text()
        if anchor and f'id="{anchor}"' not in html:
            missing.append(place)
    assert missing == []
    assert len(places) >= 25


@pytest.mark.parametrize("lost", ["check.js", "check.en.json"])
def test_check_that_does_not_load(page: Page, address: str, lost: str):
    """It is loaded when the form is first touched."""
    visit(page, address + "setup/")
    page.route(f"**/tools/{lost}", lambda route: route.abort())
    page.locator(".gateway-check textarea").fill("ANTHROPIC_BASE_URL=https://api.gateway.example")
    page.locator(".gateway-check [type=submit]").click()
    expect(page.locator("[data-at=summary]")).to_have_text(
        "The check could not be loaded. Try again when you are online."
    )
    page.unroute_all()
    page.locator(".gateway-check [type=submit]").click()
    expect(page.locator(".gateway-finding").first).to_be_visible()
