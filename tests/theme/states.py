"""What a reader does to a page of Material, and whether it looks the same on two sites then."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

from PIL import Image, ImageChops
from playwright.sync_api import Page
from tour import AT_REST, LAY_OUT

PHONE, DESKTOP = 390, 1280
#: Scripts of a page follow it and its reader at their own pace: pictures that differ at first are taken again.
TRIES = 10
CHECK = "document.querySelectorAll('#{}').forEach((box) => {{ box.checked = !box.checked }})"
OPEN = """
    document.querySelectorAll("details").forEach((details) => { details.open = true });
    document.querySelectorAll(".tabbed-set > input").forEach((input) => { input.checked = true });
"""
#: What is done one after the other to an open page, and at which widths it is looked at.
STEPS = {
    "as it opens": ("", [PHONE, DESKTOP]),
    "details and last tabs open": (OPEN, [PHONE, DESKTOP]),
    "dark": ("document.body.setAttribute('data-md-color-scheme', 'slate')", [PHONE, DESKTOP]),
    "scrolled": ("scrollTo(0, document.documentElement.scrollHeight)", [DESKTOP]),
    "drawer open": (CHECK.format("__drawer"), [PHONE]),
    "contents open in the drawer": (CHECK.format("__toc"), [PHONE]),
    "drawer closed and search open": (CHECK.format("__drawer, #__search"), [PHONE, DESKTOP]),
}
#: Pages of plain Material do not say when their scripts have started. A script that comes late undoes a step.
STARTED = "'started' in document.documentElement.dataset || !document.querySelector('[data-script]')"
#: In levels of a colour, of 255. Chromium rounds the edges of round corners now up, now down, of one and the same page.
ROUNDED = 3
#: Material's scripts ask for consent a moment after they start, and the question slides in.
ASKED = """!document.querySelector("script[src*=bundle]")
    || ![...document.querySelectorAll("[data-md-component=consent]")].some((question) => question.hidden)"""
WHOLE_PAGE = ("as it opens", "details and last tabs open", "dark", "print")


def differences(one: Page, other: Page) -> Iterator[str]:
    """The steps after which two open pages do not look the same, at which width, and in print."""
    for name, (script, widths) in STEPS.items():
        for page in (one, other):
            page.evaluate(script)
        for width in widths:
            for page in (one, other):
                page.set_viewport_size({"width": width, "height": 800})
            if not _alike(one, other, name):
                yield f"{name}, {width} px"
    for page in (one, other):
        page.emulate_media(media="print")
    if not _alike(one, other, "print"):
        yield "print"


def _alike(one: Page, other: Page, name: str) -> bool:
    options = {"full_page": name in WHOLE_PAGE, "animations": "disabled", "timeout": 300_000}
    shots = (tuple(page.screenshot(**options) for page in (one, other)) for _ in range(TRIES))
    return any(same_to_the_eye(first, second) for first, second in shots)


def same_to_the_eye(one: bytes, other: bytes) -> bool:
    """Whether two pictures have one size, and no colour of a pixel is further apart than `ROUNDED`."""
    first, second = (Image.open(BytesIO(picture)).convert("RGB") for picture in (one, other))
    if first.size != second.size:
        return False
    return max(highest for _, highest in ImageChops.difference(first, second).getextrema()) <= ROUNDED


def look_alike(browser, address, one, other):
    with browser.new_context(reduced_motion="reduce", service_workers="block") as context:
        pages = context.new_page(), context.new_page()
        for page, path in zip(pages, (one, other), strict=True):
            page.goto(address + path)
            page.wait_for_function(STARTED)
            page.wait_for_function(ASKED)
            page.evaluate(LAY_OUT)
            page.evaluate(AT_REST)
        return list(differences(*pages))
