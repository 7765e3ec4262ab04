"""Opens the built site in headless Chromium, for the tests and measurements that look at it as a reader does."""

from __future__ import annotations

import functools
import shutil
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # imported late: each pytest asks here what the Chromium is called
    from playwright.sync_api import Browser, Page, Playwright, Response

SYSTEM_CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
#: First the one without windows, which needs a third less of a processor and is what Playwright's own is.
SYSTEM_HEADLESS = ("chromium-headless-shell", *SYSTEM_CHROMIUM)
#: Without these Chromium looks up its maker's hosts at every start; a sandbox needs a user other than root.
FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()

#: A page whose scripts have run, or which has none.
STARTED = "html[data-started], html:not(.js)"


def installed(names: Iterable[str]) -> str | None:
    """The path of the first that the system has; None: Playwright's own is used, which scripts/setup installs then."""
    return next(filter(None, map(shutil.which, names)), None)


def chromium_path() -> str:
    """A whole Chromium, which asks for all that a reader's does, such as a page's icon: for tools that measure."""
    if found := installed(SYSTEM_CHROMIUM):
        return found
    with _playwright() as playwright:
        return playwright.chromium.executable_path


_thread = threading.local()


@contextmanager
def _playwright() -> Iterator[Playwright]:
    """Playwright's driver, of which a thread may start only one: inside another of these blocks it is that one's."""
    if started := getattr(_thread, "playwright", None):
        yield started
        return
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        _thread.playwright = playwright
        try:
            yield playwright
        finally:
            del _thread.playwright


@contextmanager
def chromium() -> Iterator[Browser]:
    """A headless Chromium of its own profile, ended with the block."""
    with _playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=installed(SYSTEM_HEADLESS), args=FLAGS)
        try:
            yield browser
        finally:
            browser.close()


def visit(page: Page, address: str, **options: Any) -> Response | None:
    """Open a page of the site as `page.goto` does, and wait until its scripts, which follow its text, have started."""
    answer = page.goto(address, **options)
    page.locator(STARTED).wait_for(state="attached")
    return answer


@contextmanager
def served(
    site: Path, headers: Mapping[str, str] | None = None, delay: Callable[[], float] = lambda: 0
) -> Iterator[str]:
    """Serves the folder `site` on a free port of 127.0.0.1, each file with `headers`, after `delay()` seconds.

    The address ends in a slash. `site` may be a link that changes meanwhile.
    """
    handler = functools.partial(_Handler, headers or {}, delay, directory=str(site))
    with running(_Server(("127.0.0.1", 0), handler)) as url:
        yield url


@contextmanager
def running(server: ThreadingHTTPServer) -> Iterator[str]:
    """The address of `server`, which answers while the block lasts; it ends in a slash."""
    thread = threading.Thread(target=server.serve_forever, name="server", daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class _Server(ThreadingHTTPServer):
    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that hangs up in the middle of an answer is no error of the server's."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


class _Handler(SimpleHTTPRequestHandler):
    """Answers a missing page with the 404 page of its language, as the host of a static site does."""

    protocol_version = "HTTP/1.1"

    def __init__(self, headers: Mapping[str, str], delay: Callable[[], float], *arguments: Any, **named: Any):
        self._headers, self._delay = headers, delay
        super().__init__(*arguments, **named)

    def do_GET(self) -> None:
        time.sleep(self._delay())
        super().do_GET()

    def end_headers(self) -> None:
        for name, value in self._headers.items():
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, *_: object) -> None:
        """Nothing: a test that fails says what it saw."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = self._not_found_page()
        if code != 404 or page is None:
            return super().send_error(code, message, explain)
        body = page.read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def _not_found_page(self) -> Path | None:
        site, language = Path(self.directory), self.path.lstrip("/").partition("/")[0]
        candidates = [site / language / "404.html", site / "404.html"]
        return next((page for page in candidates if page.is_file()), None)
