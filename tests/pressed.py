"""A button that copies says for two seconds that it did; a busy machine may not look within them."""

from __future__ import annotations

from playwright.sync_api import Locator

NEXT = """(button) => { globalThis.said = new Promise((resolve) =>
    new MutationObserver(() => resolve(button.textContent)).observe(button, { childList: true })) }"""


def pressed(button: Locator) -> str:
    """What the button says when it is pressed, and the browser has copied or refused."""
    button.hover()
    button.evaluate(NEXT)
    button.click()
    return str(button.evaluate("() => said"))
