"""What each client says stands on Troubleshooting once a reader opens it, in the reader's region."""

from __future__ import annotations

from playwright.sync_api import Browser, Page, expect

from gateway_docs.measure.browser import visit

PAGE = "troubleshooting/"


def test_opened(page: Page, address: str):
    asked = []
    page.on("request", lambda request: "/said/" in request.url and asked.append(request.url))
    visit(page, f"{address}{PAGE}?region=eu")
    assert asked == []
    page.locator("#error-404 ~ details.said summary").first.click()
    recorded = page.locator("#error-404 ~ details.said").first.locator("pre")
    expect(recorded.first).to_be_visible()
    expect(recorded.filter(has_text="https://eu.api.gateway.example").first).to_be_attached()
    assert page.locator("details.said:not(:has(pre))").count() == 0
    assert len(asked) == 1


def test_link_to_a_section(page: Page, address: str):
    visit(page, f"{address}zh/{PAGE}#error-401")
    expect(page.locator("details.said pre").first).to_be_attached()


def test_without_javascript(browser: Browser, address: str):
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(address + PAGE)
        page.locator("details.said summary").first.click()
        page.locator("details.said a").first.click()
        page.get_by_role("table").get_by_role("link", name="Codex", exact=True).click()
        expect(page.locator("details.failure pre").first).to_be_attached()
