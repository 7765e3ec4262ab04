"""On paper nobody can choose a tab: each is there, under its own label, and nothing is cut."""

from __future__ import annotations

import pytest

from gateway_docs.measure.browser import visit

#: Of each set of tabs: how many it has, and the labels and blocks that are shown, from top to bottom.
TABS = """[...document.querySelectorAll('.tabbed-set')].map(set => {
    const parts = [...set.querySelectorAll(':scope > * > label, :scope > * > .tabbed-block')];
    const place = part => part.getBoundingClientRect();
    const index = part => [...part.parentElement.children].indexOf(part);
    const shown = parts.filter(part => place(part).height > 0).sort((a, b) => place(a).top - place(b).top);
    return [set.querySelectorAll(':scope > input').length, shown.map(part => part.localName + index(part))];
})"""
WIDER = """[...document.querySelectorAll('article pre, article .table-box')]
    .filter(box => box.scrollWidth > box.clientWidth + 1).map(box => box.textContent.slice(0, 60))"""


@pytest.fixture
def paper(browser):
    page = browser.new_page(viewport={"width": 700, "height": 990}, service_workers="block")
    page.emulate_media(media="print")
    yield page
    page.close()


@pytest.mark.parametrize("kind", ["clients/codex/", "zh/clients/codex/", "clients/claude-code/"])
def test_every_tab_is_printed_under_its_label(paper, address, kind):
    visit(paper, address + kind)
    sets = paper.evaluate(TABS)
    assert sets, "the page has tabs"
    for count, shown in sets:
        assert shown == [f"{part}{number}" for number in range(count) for part in ("label", "div")]


@pytest.mark.parametrize("kind", ["setup/", "zh/top-up/", "clients/"])
def test_nothing_to_fill_in_is_printed(paper, address, kind):
    visit(paper, address + kind)
    fields = paper.locator("article :is(select, input, textarea, button:not(th button))")
    assert fields.count() > 1
    assert fields.locator("visible=true").count() == 0


@pytest.mark.parametrize("kind", ["clients/codex/", "zh/troubleshooting/", "top-up/"])
def test_nothing_is_cut_off_at_the_side(paper, address, kind):
    visit(paper, address + kind)
    assert paper.evaluate(WIDER) == []


#: Words of tables, outside code, that stand on more than one line.
SPLIT = r"""[...document.querySelectorAll('.table-box :is(th, td)')].flatMap((cell) => {
    const walker = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT), split = [], range = document.createRange();
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        if (node.parentElement.closest("code")) continue;
        for (const { 0: word, index } of node.data.matchAll(/[\w,.]+/g)) {
            range.setStart(node, index);
            range.setEnd(node, index + word.length);
            const tops = new Set(Array.from(range.getClientRects(), ({ top }) => Math.round(top)));
            if (tops.size > 1) split.push(word);
        }
    }
    return split;
})"""


@pytest.mark.parametrize("kind", ["top-up/", "clients/", "api-keys/", "zh/top-up/"])
def test_words_of_tables_are_whole(paper, address, kind):
    visit(paper, address + kind)
    assert paper.evaluate(SPLIT) == []
    assert paper.evaluate(WIDER) == []
