"""Pictures: every reader can read them, and their links lead somewhere."""

from __future__ import annotations

import re

import pytest
from mkdocs.exceptions import PluginError
from playwright.sync_api import expect

from gateway_docs.facts import Facts, load_facts
from gateway_docs.measure.browser import served, visit
from gateway_docs.pages.names import names
from gateway_docs.project import ROOT
from gateway_docs.site.pictures.lettering import wrap
from gateway_docs.site.pictures.picture import NAMES, Picture
from gateway_docs.site.pictures.place import Pictures

PAGES = {"": 1, "api-keys/": 1, "troubleshooting/": 1}
#: Texts that reach out of the picture or of the box that they stand in, and the size of the smallest letters in px.
MEASURE = """async () => {
  const frame = () => new Promise(requestAnimationFrame);
  const out = [], sizes = [];
  for (const svg of document.querySelectorAll(".picture svg")) {
    svg.scrollIntoView();
    await frame().then(frame);  // what is far below is laid out only now
    const whole = svg.getBoundingClientRect();
    const boxes = [...svg.querySelectorAll("rect")].map((box) => box.getBoundingClientRect());
    for (const text of svg.querySelectorAll("text")) {
      const at = text.getBoundingClientRect(), x = (at.left + at.right) / 2, y = (at.top + at.bottom) / 2;
      const around = [whole, ...boxes.filter((b) => b.left < x && x < b.right && b.top < y && y < b.bottom)];
      if (around.some((b) => at.left < b.left || at.right > b.right || at.top < b.top - 1 || at.bottom > b.bottom + 1))
        out.push(text.textContent);
      sizes.push(parseFloat(getComputedStyle(text).fontSize) * whole.width / svg.viewBox.baseVal.width);
    }
  }
  return [out, Math.min(...sizes), document.documentElement.scrollWidth <= innerWidth];
}"""


@pytest.fixture(scope="module")
def other_address(other_site):
    with served(other_site) as url:
        yield url


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("which", ["address", "other_address"])
def test_text_stays_in_its_box(page, which, width, request):
    address = request.getfixturevalue(which)
    page.set_viewport_size({"width": width, "height": 900})
    for place in [language + name for language in ("", "zh/") for name in PAGES]:
        visit(page, address + place)
        assert page.evaluate("document.querySelectorAll('.picture svg text').length") > 5
        outside, smallest, fits = page.evaluate(MEASURE)
        assert outside == [], place
        assert smallest >= 11, place
        assert fits, place


def test_letters_do_not_wait_for_scripts(page, address):
    page.route("**/assets/**/*.js", lambda route: None)  # a network that answers nothing more
    page.goto(address + "api-keys/", wait_until="commit")
    expect(page.locator(".picture svg text").first).to_be_visible()


#: Outlined letters run into their own dots and holes.
OUTLINED = """() => [...document.querySelectorAll(".picture svg text")].filter(
    (text) => getComputedStyle(text).stroke !== "none").map((text) => text.textContent)"""


@pytest.mark.parametrize("place", PAGES)
def test_letters_are_plain(page, address, place):
    visit(page, address + place)
    assert page.evaluate(OUTLINED) == []


@pytest.mark.parametrize("language", ["", "zh/"])
def test_each_picture_stands_on_a_page(site, language):
    shown = [re.findall('id="picture-([a-z]+)"', (site / language / page / "index.html").read_text()) for page in PAGES]
    assert [len(found) for found in shown] == list(PAGES.values())
    assert sorted(name for found in shown for name in found) == list(NAMES)


@pytest.mark.parametrize("language", ["", "zh/"])
def test_leaves_are_links(page, address, language):
    visit(page, f"{address}{language}troubleshooting/")
    links = page.eval_on_selector_all(".picture svg a, .picture li a", "all => all.map((a) => a.getAttribute('href'))")
    assert len(links) > 30
    for link in {link for link in links if link.startswith("#")}:
        assert page.locator(link).count() == 1, link
    assert {link for link in links if not link.startswith("#")} == {"../support/#what-to-send"}


def test_keyboard_reaches_leaves(page, address):
    visit(page, f"{address}troubleshooting/")
    page.focus(".picture svg a[href='#error-401']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/troubleshooting/#error-401")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_letters_stand_out(browser, address, scheme):
    context = browser.new_context(color_scheme=scheme)
    page = context.new_page()
    visit(page, f"{address}troubleshooting/")
    luminance = """(selector, what) => {
        const canvas = new OffscreenCanvas(1, 1).getContext("2d");
        const paint = (color) => { canvas.fillStyle = color; canvas.fillRect(0, 0, 1, 1); };
        paint(getComputedStyle(document.body).backgroundColor);
        paint(getComputedStyle(document.querySelector(".picture rect")).fill);
        const [box] = [canvas.getImageData(0, 0, 1, 1).data];
        paint(getComputedStyle(document.querySelector(".picture text[font-weight]")).fill);
        const text = canvas.getImageData(0, 0, 1, 1).data;
        const part = (c) => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
        const light = ([r, g, b]) => [r, g, b].map((c) => part(c / 255))
            .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
        const [low, high] = [light(box), light(text)].sort((a, b) => a - b);
        return (high + 0.05) / (low + 0.05);
    }"""
    assert page.evaluate(luminance) >= 4.5
    context.close()


def test_words_in_the_twin(site):
    twin = (site / "zh/troubleshooting/index.md").read_text("utf-8")
    assert (
        "- 有状态码吗？ → 是\n    - [400](https://docs.gateway.example/zh/troubleshooting/index.md#error-400)" in twin
    )
    assert "<figure" not in twin


def one_vendor() -> Facts:
    facts = load_facts(ROOT / "gateway.yml")
    models = [model for model in facts.models if model.vendor == "anthropic"]
    return facts.model_copy(update={"vendors": [facts.vendor("anthropic")], "models": models})


def test_gateway_with_one_vendor():
    keys = Picture("keys", "en", names(one_vendor(), "en"))
    assert [item.text for item in keys.items] == [
        "Key 1 is of the group Claude standard (0.8x), which sells models of Anthropic.",
        "Key 2 is of the group Claude Code only (0.6x), which sells models of Anthropic.",
    ]


def test_unknown_picture():
    page = type("Page", (), {"file": type("File", (), {"src_uri": "en/x.md"})})
    with pytest.raises(PluginError, match=r"en/x\.md: there is no picture 'nix'; there are: keys, path"):
        Pictures(page, None, "en", {}).draw('<figure data-picture="nix"></figure>')


def test_facts_are_text():
    facts = load_facts(ROOT / "gateway.yml").model_copy(update={"name": "<script>alert(1)</script>"})
    assert "<script" not in Picture("request", "en", names(facts, "en")).svg(lambda link: link)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("one two three", ["one two", "three"]),
        ("检查地址、密钥、分组、模型", ["检查地址、", "密钥、分", "组、模型"]),
        ("x" * 22, ["x" * 11, "x" * 11]),
    ],
)
def test_lines_break(text, lines):
    assert wrap(text, 68, 13) == lines or wrap(text, 90, 13) == lines
