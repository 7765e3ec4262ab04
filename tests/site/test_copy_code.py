"""The copy button of a code block: what is typed, and a word when the browser refuses."""

from __future__ import annotations

import pytest
from pressed import pressed

from gateway_docs.measure.browser import visit

COPIED = ("Copied", "已复制")


@pytest.fixture
def copied(browser, address):
    """Opens a page, presses the button of its block, and returns what is in the clipboard then."""
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"], service_workers="block")

    def copied(path: str, block: str) -> str:
        page = context.new_page()
        visit(page, address + path)
        assert pressed(page.locator(f"{block} .copy").first) in COPIED
        return page.evaluate("navigator.clipboard.readText()")

    yield copied
    context.close()


@pytest.mark.parametrize("language", ["", "zh/"])
def test_console_gives_the_command_alone(copied, language):
    path = f"{language}clients/codex/"
    assert copied(path, "#check ~ .language-console") == 'codex exec --skip-git-repo-check "Say OK"\n'


def test_file_of_variables_can_be_copied(copied):
    assert "GEMINI_API_KEY=" in copied("clients/gemini-cli/", ".highlight:has(> .filename:has-text('.env'))")


@pytest.mark.parametrize(("language", "said"), [("", "Select and copy by hand"), ("zh/", "请手动选择并复制")])
def test_refused_copy_is_told(page, address, language, said):
    page.add_init_script(
        "navigator.clipboard.write = navigator.clipboard.writeText = () => Promise.reject(new Error('denied'))"
    )
    visit(page, f"{address}{language}clients/codex/")
    assert pressed(page.locator(".language-toml .copy").first) == said
