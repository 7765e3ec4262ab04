"""The service worker shows what the server has whenever there is a server, and keeps files of one release alone."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from releases import SCRIPT, another

from gateway_docs.measure import nginx
from gateway_docs.measure.browser import served, visit
from gateway_docs.output.fingerprints import folders, release
from gateway_docs.publish.releases import Releases

#: Ends when the worker answers the page's requests and has kept the address.
READY = """async (path) => {
    await navigator.serviceWorker.ready;
    while (!navigator.serviceWorker.controller || !(await caches.match(new URL(path, location.origin))))
        await new Promise((later) => setTimeout(later, 50));
}"""
KEPT = """async () => {
    const found = [];
    for (const name of await caches.keys()) {
        const cache = await caches.open(name);
        for (const request of await cache.keys()) found.push([request.url, await (await cache.match(request)).text()]);
    }
    return found;
}"""
NEWER = f"() => {SCRIPT} === 'NEWER'"
TEXT = "(path) => fetch(path).then((answer) => answer.text())"


@pytest.fixture
def current(site: Path, tmp_path: Path) -> Path:
    """A link to the demo gateway's site, which `switch` points to another release of it."""
    link = tmp_path / "current"
    link.symlink_to(site)
    return link


@pytest.fixture(scope="module")
def newer(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return another(site, tmp_path_factory.mktemp("newer") / "site", "NEWER")


def switch(current: Path, to: Path) -> None:
    new = current.with_name("next")
    new.symlink_to(to)
    os.replace(new, current)


@contextmanager
def tab(browser: Browser, **options) -> Iterator[Page]:
    with browser.new_context(permissions=["clipboard-read", "clipboard-write"], **options) as context:
        yield context.new_page()


def with_worker(page: Page, url: str, path: str = "faq/") -> None:
    """Visit a page, and once more with the worker in between."""
    visit(page, url + path)
    page.evaluate(READY, f"/{path}")
    visit(page, url + path)


def fill_up(context: BrowserContext, page: Page, url: str) -> None:
    quota = {"origin": url.rstrip("/"), "quotaSize": 1}
    context.new_cdp_session(page).send("Storage.overrideQuotaForOrigin", quota)


def test_full_store_changes_nothing(browser, site, current, newer):
    with served(current) as url, tab(browser) as page:
        with_worker(page, url)
        fill_up(page.context, page, url)
        switch(current, newer)
        for path in ("faq/", "clients/", "api-keys/"):
            answer = visit(page, url + path)
            assert (answer.status, answer.from_service_worker) == (200, True)
            expect(page.locator("h1")).to_contain_text("NEWER")
        assert "NEWER" in page.evaluate(TEXT, "/support/index.md")
        assert page.evaluate(TEXT, f"/{folders(newer)['assets']}/tools/cost.js")


def test_first_visit_with_a_full_store(browser, site):
    with served(site) as url, tab(browser) as page:
        fill_up(page.context, page, url)
        visit(page, f"{url}faq/")
        page.evaluate("navigator.serviceWorker.ready")
        page.wait_for_function("() => navigator.serviceWorker.controller")
        visit(page, f"{url}support/")
        assert page.locator("h1").inner_text().startswith("Support")


def test_parts_of_files(browser, site, tmp_path):
    if not nginx.NGINX:
        pytest.skip("nginx is not installed: apt-get install nginx-light")
    part = """async (path) => {
        const answer = await fetch(path, {cache: "no-store", headers: {range: "bytes=0-9"}});
        return [answer.status, await answer.text()];
    }"""
    with nginx.nginx(site, tmp_path) as url, tab(browser) as page:
        with_worker(page, f"{url}/")
        for path in ("/faq/index.md", f"/{folders(site)['assets']}/site.js", "/offline.zip"):
            status, text = page.evaluate(part, path)
            assert (status, len(text)) == (206, 10)


def test_store_holds_a_page_once_and_no_archive(browser, site):
    asked = """async () => {
        for (let n = 0; n < 20; n++) await (await fetch(`/faq/?q=${n}`)).text();
        for (const path of ["/offline.zip", "/doctor.py", "/sitemap.xml?x", "/version.json"])
            await (await fetch(path)).blob();
        await (await fetch("/faq/", {method: "POST"}).catch(() => new Response())).text();
    }"""
    with served(site) as url, tab(browser) as page:
        with_worker(page, url)
        page.evaluate(asked)
        page.evaluate(READY, "/support/")
        kept = [address.removeprefix(url) for address, _ in page.evaluate(KEPT)]
    assert kept.count("faq/") == 1
    assert not [path for path in kept if "?" in path or path.endswith((".zip", ".py", ".xml", "version.json"))]


def test_first_load_after_a_release_is_of_that_release(browser, current, newer):
    with served(current, {"Cache-Control": "max-age=600"}, lambda: 0.4) as url, tab(browser) as page:
        with_worker(page, url)
        page.evaluate(READY, "/support/")
        switch(current, newer)
        visit(page, f"{url}support/")
        expect(page.locator("h1")).to_contain_text("NEWER")
        assert page.evaluate(SCRIPT) == "NEWER"
        page.locator("[data-gateway-copy]").click()
        expect(page.locator("[data-gateway-copy] ~ [aria-live]")).not_to_be_empty()
        assert "NEWER" in page.evaluate("navigator.clipboard.readText()")


def test_slow_server_is_waited_for(browser, current, newer):
    seconds = [0.0]
    with served(current, delay=lambda: seconds[0]) as url, tab(browser) as page:
        with_worker(page, url)
        switch(current, newer)
        seconds[0] = 5
        page.goto(f"{url}faq/", wait_until="commit")
        expect(page.locator("h1")).to_contain_text("NEWER")


def test_store_is_of_one_release(browser, site, current, newer):
    """Its worker cannot be replaced here, as behind a cache that keeps sw.js."""
    with served(current) as url, tab(browser) as page:
        with_worker(page, url)
        page.evaluate(READY, "/support/")
        broken = shutil.copytree(newer, current.with_name("broken"))
        (broken / "sw.js").write_text("(", "utf-8")
        switch(current, broken)
        visit(page, f"{url}support/")
        page.evaluate(TEXT, "/clients/")
        page.evaluate(TEXT, "/faq/index.md")
        texts = dict(page.evaluate(KEPT))
        switch(current, newer)
        # The browser may still be busy with the broken worker, and then fetches no other.
        page.wait_for_function(
            """async (wanted) => {
                const found = await navigator.serviceWorker.getRegistration();
                await found.update().catch(() => {});
                return (await caches.keys()).join() === wanted;
            }""",
            arg=f"docs-{release(newer)}",
            polling=200,
        )
    assert f"{url}support/" in texts
    # What has a digest in its address cannot be mistaken for another release's.
    assert not [path for path, text in texts.items() if "NEWER" in text and "/assets/" not in path]


def test_error_of_the_server_is_shown(browser, site, current, tmp_path):
    with served(current) as url, tab(browser) as page:
        with_worker(page, url)
        (tmp_path / "empty").mkdir()
        switch(current, tmp_path / "empty")
        assert page.goto(f"{url}faq/").status == 404


@pytest.fixture
def tab_left_open(browser, site, current, newer) -> Iterator[Callable[[str], AbstractContextManager[Page]]]:
    """Opens a path of the older release, whose files the server then has no longer; the block ends in the newer."""
    with served(current) as url, tab(browser) as page:

        @contextmanager
        def tab_left_open(path: str) -> Iterator[Page]:
            visit(page, url + path)
            switch(current, newer)
            yield page
            page.wait_for_function(NEWER)

        yield tab_left_open


def test_tab_left_open_searches(tab_left_open):
    with tab_left_open("faq/#key-leaked") as page:
        page.locator(".search-input").fill("refund")
    assert "#key-leaked" in page.url
    expect(page.locator(".search-input")).to_have_value("refund")
    expect(page.locator("#gateway-search-list").get_by_role("option").first).to_contain_text("Refund")


def test_tab_left_open_copies(tab_left_open):
    with tab_left_open("faq/") as page:
        page.evaluate("navigator.clipboard.writeText('before')")
        page.locator("[data-gateway-copy]").click()
    assert page.evaluate("navigator.clipboard.readText()") == "before"


def test_tab_left_open_on_the_set_up_page(tab_left_open):
    with tab_left_open("setup/") as page:
        page.locator("#setup-client").select_option("codex")
    assert "client=codex" in page.url
    expect(page.locator("#gateway-steps pre").first).to_be_visible()


def test_tab_left_open_checks_settings(tab_left_open):
    with tab_left_open("setup/") as page:
        page.locator("#check-pasted").focus()
    page.locator("#check-pasted").fill("http://api.gateway.example/v1")
    page.locator(".gateway-check [type=submit]").click()
    expect(page.locator(".gateway-finding").first).to_be_visible()


def test_settings_are_checked_without_a_network(browser, site):
    with served(site) as url, tab(browser) as page:
        with_worker(page, url, "zh/setup/")
        page.evaluate(READY, f"/{folders(site)['assets']}/tools/check.zh.json")
        page.context.set_offline(True)
        visit(page, f"{url}zh/setup/")
        page.locator("#check-pasted").fill("gpt-5.5 ")
        page.locator(".gateway-check [type=submit]").click()
        expect(page.locator(".gateway-finding").first).to_be_visible()


def test_kept_page_whose_scripts_are_gone(browser, site, newer):
    """GitHub Pages lets browsers keep a page for ten minutes, and has the scripts of the newest release alone."""
    kept = (site / "faq/index.html").read_text("utf-8")
    with served(newer) as url, tab(browser, service_workers="block") as page:
        page.route(f"{url}faq/", lambda route: route.fulfill(body=kept, content_type="text/html"), times=1)
        page.goto(f"{url}faq/#key-leaked")
        page.wait_for_function(NEWER)
        assert page.url == f"{url}faq/#key-leaked"


def test_stale_cache_in_front_makes_no_loop(browser, site, current, newer, tmp_path):
    """Pages of the older release, files of the newer one: the page loads again once and stays."""
    mixed = shutil.copytree(newer, tmp_path / "mixed")
    shutil.copyfile(site / "faq/index.html", mixed / "faq/index.html")
    loads = []
    with served(mixed) as url, tab(browser, service_workers="block") as page:
        page.on("domcontentloaded", lambda loaded: loads.append(loaded.url))
        page.goto(f"{url}faq/")
        page.locator("html[data-started]").wait_for(state="attached")
        page.wait_for_function("() => sessionStorage.renewed && document.documentElement.dataset.started === ''")
        page.wait_for_load_state("networkidle")
    assert loads == [f"{url}faq/"] * 2


def test_published_release_serves_tabs_of_the_one_before(browser, site, newer, tmp_path):
    if not nginx.NGINX:
        pytest.skip("nginx is not installed: apt-get install nginx-light")
    releases = Releases(tmp_path / "www")
    releases.publish(lambda folder: shutil.copytree(site, folder) and None, "first")
    (tmp_path / "nginx").mkdir()
    with nginx.nginx(releases.current, tmp_path / "nginx") as url, tab(browser, service_workers="block") as page:
        visit(page, f"{url}/faq/")
        releases.publish(lambda folder: shutil.copytree(newer, folder) and None, "second")
        page.locator(".search-input").press_sequentially("refund")
        expect(page.locator("#gateway-search-list").get_by_role("option").first).to_contain_text("Refund")
        assert page.evaluate(SCRIPT) is None
        visit(page, f"{url}/faq/")
        assert page.evaluate(SCRIPT) == "NEWER"
        releases.roll_back()
        page.locator(".search-input").press_sequentially("refund")
        expect(page.locator("#gateway-search-list").get_by_role("option").first).to_contain_text("Refund")
        assert page.evaluate(SCRIPT) == "NEWER"
