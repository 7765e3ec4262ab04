"""A browser opens every page of a built site once, and notes what several tests judge: axe, lines, words, the policy.

One visit serves two widths, two colour schemes and a zoom of 400 %. Nothing here decides what is right.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Error, Page

from gateway_docs.measure.browser import chromium, served, visit
from gateway_docs.project import ROOT

HERE = Path(__file__).parent
KINDS = (HERE / "tour_kinds.js").read_text("utf-8")
PALE = (HERE / "pale.js").read_text("utf-8")
SEEN = (HERE / "translation/seen.js").read_text("utf-8")
SENDS_ON = 'http-equiv="refresh"'
PHONE, DESKTOP, ZOOMED = {"width": 390, "height": 844}, {"width": 1280, "height": 900}, {"width": 320, "height": 256}
#: Frames and devices that the site has none of make axe look for nothing; everything else counts, advice included.
OPTIONS = {"resultTypes": ["violations", "incomplete"], "iframes": False}
#: The rules that a colour can break. Light and dark differ in colours alone, see test_schemes_differ_in_colours_alone.
COLOUR_RULES = ["color-contrast", "link-in-text-block"]
COLOURS = {**OPTIONS, "runOnly": COLOUR_RULES}
SHAPE = {**OPTIONS, "rules": {rule: {"enabled": False} for rule in COLOUR_RULES}}
#: A reader's browser lays out what is far below when it comes near; here all of it is laid out at once.
LAY_OUT = """() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync("* { content-visibility: visible !important }");
    document.adoptedStyleSheets.push(sheet);
    return new Promise(requestAnimationFrame);
}"""


@cache
def axe() -> str:
    """The program that judges a page. Read when it is needed: pages are walked without it."""
    return (ROOT / "tools/node_modules/axe-core/axe.min.js").read_text("utf-8")


WATCH = """
window.broken = [];
document.addEventListener("securitypolicyviolation", (event) => {
    broken.push(`${event.violatedDirective}: ${event.blockedURI} ${event.sample}`);
});
"""
#: For one step on a machine that has much else to do; a page that is never ready fails all the same.
PATIENCE_MS = 120_000
NEXT_FRAME = "() => new Promise(requestAnimationFrame)"


@dataclass
class Seen:
    """What was seen on the page at `path`; by width, where that decides."""

    path: str
    #: Rules of axe that the page breaks, and where.
    violations: list[str] = field(default_factory=list)
    #: By width, what seen.js collects.
    read: dict[str, dict[str, list[str]]] = field(default_factory=dict)
    #: Pixels that stick out at the side, zoomed to 400 %.
    sticks_out: int = 0
    #: Whether the header then keeps its place while the reader scrolls.
    header_stays: bool = False
    #: Errors of scripts, and what the content security policy forbade.
    errors: list[str] = field(default_factory=list)


def paths(site: Path, language: str) -> list[str]:
    """The paths of all pages of a language, its 404 page among them, and one that does not exist."""
    folder = site / "zh" if language == "zh" else site
    files = [path for path in sorted(folder.rglob("*.html")) if language == "zh" or "zh" not in path.parts]
    pages = [path for path in files if SENDS_ON not in path.read_text("utf-8")]
    found = [path.relative_to(site).as_posix().removesuffix("index.html") for path in pages]
    return [*found, f"{'zh/' if language == 'zh' else ''}no/such/page/"]


def tour(site: Path, language: str) -> list[Seen]:
    """Every page of a language, `en` or `zh`."""
    with served(site, {"Cache-Control": "max-age=3600"}) as address, chromium() as browser:
        with browser.new_context(reduced_motion="reduce", service_workers="block") as context:
            context.set_default_timeout(PATIENCE_MS)
            context.add_init_script(WATCH)
            tourist = Tourist(context.new_page())
            return [tourist.try_to_look_at(address, path) for path in paths(site, language)]


class Tourist:
    """Looks at one page after the other. The colours of a kind of text are judged where it is met first."""

    def __init__(self, page: Page):
        self._page = page
        self._judged: set[str] = set()
        self._errors: list[str] = []
        page.on("pageerror", lambda error: self._errors.append(str(error)))

    def try_to_look_at(self, address: str, path: str) -> Seen:
        try:
            return self.look_at(address, path)
        except Error as error:
            error.add_note(f"on the page /{path}, {self._page.title()!r}")
            raise

    def look_at(self, address: str, path: str) -> Seen:
        page, found = self._page, Seen(path)
        page.set_viewport_size(DESKTOP)
        visit(page, address + path)
        page.evaluate(axe())
        page.evaluate(LAY_OUT)
        found.violations += self._violations(SHAPE) + self.colours()
        found.read["desktop"] = page.evaluate(SEEN)
        page.emulate_media(color_scheme="dark")
        found.violations += self.colours()
        self._resize(PHONE)
        found.violations += self.colours()
        page.emulate_media(color_scheme="light")
        found.violations += self._violations(SHAPE) + self.colours()
        found.read["phone"] = page.evaluate(SEEN)
        self._resize(ZOOMED)
        found.sticks_out = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        header = page.locator("header.md-header").evaluate_all(
            "all => all.map((top) => getComputedStyle(top).position)"
        )
        found.header_stays = header == ["sticky"]
        found.errors = [*self._errors, *page.evaluate("broken")]
        if len(header) != 1:
            found.errors.append(f"{len(header)} headers, and it begins: {page.inner_text('body')[:200]}")
        self._errors.clear()
        return found

    def _resize(self, size: dict[str, int]) -> None:
        self._page.set_viewport_size(size)
        self._page.evaluate(NEXT_FRAME)

    def _violations(self, options: dict[str, Any]) -> list[str]:
        width = self._page.viewport_size["width"]
        return [f"{width} px wide: {problem}" for problem in violations(self._page, options)]

    def colours(self) -> list[str]:
        """What a colour breaks on the open page, in kinds of text not met before. Its colours are in a kind's name."""
        kinds = self._page.evaluate(KINDS)
        new = [place for place, kind in enumerate(kinds) if kind not in self._judged]
        self._judged |= {*kinds}
        if not new:
            return []
        return violations(self._page, COLOURS, f"{new}.map((place) => kinds[place])")


#: What opens fades in, and a colour half faded is no colour of the page.
AT_REST = """() => Promise.allSettled(document.getAnimations()
    .filter((one) => one.effect.getComputedTiming().endTime < Infinity).map((one) => one.finished))"""


def violations(page: Page, options: dict[str, Any] = OPTIONS, of: str = "document") -> list[str]:
    """What axe finds in the elements that the script `of` names when all that moves is at rest, one line each."""
    page.evaluate(AT_REST)
    found = page.evaluate(f"options => axe.run({of}, options)", options)
    broken = [(rule["id"], node) for rule in found["violations"] for node in rule["nodes"]]
    # axe leaves open what something lies over, and text in the very colour of its ground.
    undecided = {node["target"][0]: node for rule in found["incomplete"] for node in rule["nodes"] if _is_colour(rule)}
    broken += [("pale", undecided[place]) for place in page.evaluate(PALE, [*undecided])]
    return [f"{page.url} {rule}: {node['html'][:200]}" for rule, node in broken]


def _is_colour(rule: dict[str, Any]) -> bool:
    return rule["id"] == "color-contrast"
