"""A browser that uses every feature: the policy is never broken, no other host is asked, nothing is needed twice."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from gateway_docs.measure.browser import served, visit
from gateway_docs.output.fingerprints import folders

WATCH = """
delete RegExp.escape;  // browsers of 2024 have none
window.broken = [];
document.addEventListener("securitypolicyviolation", (event) => {
    broken.push(`${event.violatedDirective}: ${event.blockedURI} ${event.sample}`);
});
"""


@pytest.fixture
def watched(browser: Browser):
    """An open tab that remembers what it asked for; at the end the policy must not have been broken."""
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    context.add_init_script(WATCH)
    page, said = context.new_page(), []
    page.asked = []
    page.on("request", lambda request: page.asked.append(request.url))
    page.on("console", lambda message: said.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    yield page
    context.close()
    assert said == []


def unbroken(page: Page) -> None:
    assert page.evaluate("broken") == []


@pytest.mark.parametrize("path", ["clients/codex/", "zh/faq/"])
def test_chapters_fill_the_drawer(page: Page, address: str, path: str):
    """On a phone, only a narrow title stands above the list of the open level."""
    page.set_viewport_size({"width": 390, "height": 844})
    visit(page, address + path)
    page.locator("header button[for=__drawer]").click()
    heights = page.locator(".md-nav--primary .md-nav__title").evaluate_all("all => all.map((one) => one.offsetHeight)")
    assert 0 < max(heights) < 844 / 4


def to_other_language(page: Page) -> None:
    page.locator(".md-select").hover()
    here = page.locator("html").get_attribute("lang")
    page.locator(f".md-select a:not([hreflang={here}])").click()


def use_everything(page: Page, address: str, language: str) -> None:
    visit(page, f"{address}{language}clients/codex/")
    page.locator("[data-md-component=palette] label:visible").click()
    page.locator("#gateway-region").select_option(index=1)
    page.locator(".tabbed-labels > label").nth(1).click()
    page.locator(".copy").first.click()
    page.locator("[data-gateway-copy]").click()
    expect(page.locator("[data-gateway-copy] ~ [aria-live]")).not_to_be_empty()
    unbroken(page)
    page.locator(".search-input").fill("401")
    expect(page.locator("#gateway-search-list").get_by_role("option").first).to_be_visible()
    page.keyboard.press("Enter")
    page.wait_for_url("**/troubleshooting/**")
    unbroken(page)
    to_other_language(page)
    page.wait_for_load_state()
    unbroken(page)
    visit(page, f"{address}{language}top-up/")
    page.locator("#cost-output").fill("3")
    unbroken(page)
    visit(page, f"{address}{language}setup/")
    page.locator("main select").first.select_option(index=2)
    expect(page.locator("main pre").first).to_be_visible()
    unbroken(page)
    visit(page, f"{address}{language}")
    page.set_viewport_size({"width": 390, "height": 844})
    page.locator("header [for=__drawer]").click()
    expect(page.locator(".md-nav--primary")).to_be_in_viewport()
    unbroken(page)


@pytest.mark.parametrize("language", ["", "zh/"])
def test_policy_holds(watched, address, language):
    use_everything(watched, address, language)
    assert [url for url in watched.asked if not url.startswith(address)] == []


def test_policy_is_in_force(browser: Browser, address):
    """Were it not, the test above would prove nothing."""
    context = browser.new_context()
    context.add_init_script(WATCH)
    page = context.new_page()
    visit(page, address)
    page.evaluate(
        "document.body.append(Object.assign(document.createElement('script'), {textContent: 'window.ran = 1'}))"
    )
    page.wait_for_function("broken.length === 1")
    assert page.evaluate("window.ran") is None
    context.close()


@pytest.mark.parametrize("language", ["", "zh/"])
def test_without_javascript(browser: Browser, address, language):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    page = context.new_page()
    visit(page, f"{address}{language}clients/codex/")
    page.locator("header [for=__drawer]").click()
    for title in page.locator(".md-nav__title[for^=__nav]:visible").all()[::-1]:
        title.click()  # from the list of a kind of clients up to the chapters
    page.locator(".md-nav--primary a[href$='/faq/']").click()
    expect(page.locator("#refund, #forgot-password").first).to_be_visible()
    visit(page, f"{address}{language}clients/codex/")
    for number in range(page.locator(".tabbed-set").first.locator("> input").count()):
        page.locator(".tabbed-set").first.locator(".tabbed-labels > label").nth(number).click()
        expect(page.locator(".tabbed-set").first.locator(".tabbed-block").nth(number)).to_be_visible()
    dead = page.locator("button:visible").evaluate_all("all => all.filter((one) => !one.closest('.md-select')).length")
    assert dead == 0
    to_other_language(page)
    assert page.url == f"{address}{'' if language else 'zh/'}clients/codex/"
    context.close()


#: The page's scripts whose fetching began before its text was painted.
EARLY = """() => {
    const [paint] = performance.getEntriesByName("first-contentful-paint");
    const scripts = performance.getEntriesByType("resource").filter(({name}) => /\\.js$/.test(name));
    if (!scripts.length) throw new Error("no scripts");
    return scripts.filter(({startTime}) => startTime < paint.startTime).map(({name}) => name);
}"""


def test_text_comes_before_scripts(page: Page, address):
    visit(page, f"{address}faq/")
    assert page.evaluate(EARLY) == []
    assert page.evaluate("document.querySelectorAll('script[src]').length") >= 1


#: Ends when the service worker has kept all of these paths.
KEPT = """async (wanted) => {
    for (;;) {
        const found = await Promise.all(wanted.map((path) => caches.match(new URL(path, location.href))));
        if (found.every(Boolean)) return;
        await new Promise((later) => setTimeout(later, 50));
    }
}"""


@pytest.mark.parametrize(
    ("language", "missing", "asked", "answer"),
    [
        # Both are found by what others asked before; the words alone lead to another entry.
        ("", "This page does not exist", "tool keeps telling me to buy credits although there is money left", "402"),
        ("zh/", "页面不存在", "昨天还能用今天突然不让我用了", "请求一直失败"),
    ],
)
def test_network_is_gone(browser: Browser, site, language, missing, asked, answer):
    """After one page, every chapter of the language can be read, and searched; a page that is not there says so."""
    context, locale = browser.new_context(), language.strip("/") or "en"
    page, errors = context.new_page(), []
    page.on("pageerror", lambda error: errors.append(str(error)))
    with served(site) as url:
        visit(page, f"{url}{language}api-keys/")
        index = folders(site)["search"]
        script = "han" if language else "latin"
        late = [f"/{index}/{locale}/{name}.json" for name in ("asked", f"examples-{script}")]
        wanted = [f"/{index}/{locale}.json", *late, f"/{language}support/"]
        page.evaluate(KEPT, wanted)
    for name in ("faq/", "troubleshooting/", "", "clients/"):
        visit(page, f"{url}{language}{name}")
        assert page.locator("h2").count()
    page.locator(".search-input").fill("401")
    expect(page.locator("#gateway-search-list").get_by_role("option").first).to_contain_text("401")
    page.locator(".search-input").fill(asked)
    expect(page.locator("#gateway-search-list").get_by_role("option").first).to_contain_text(answer)
    visit(page, f"{url}{language}no/such/page/")
    expect(page.get_by_role("heading", level=1)).to_have_text(missing)
    context.close()
    assert errors == []
