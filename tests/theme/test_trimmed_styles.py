"""A page's style sheet holds what the page can show, whatever its reader and its scripts do, and nothing else."""

from __future__ import annotations

import pytest

from gateway_docs.theme.trimmed_styles import TrimmedStyles

PAGE = """<!doctype html><html lang="en" class="no-js"><body dir="ltr" data-md-color-scheme="default">
<nav class="md-nav md-nav--primary" id="top"><a href="/faq/">FAQ</a></nav>
<input class="md-toggle" type="checkbox" id="__drawer"><label for="__drawer">Menu</label>
<details><summary>More</summary><p>Text</p></details>
<svg viewBox="0 0 24 24"><path d="M1 1"/></svg>
<script>if (1<2) location.hash = "it's <em class=said>"</script><!-- <table class="gone"> -->
</body></html>"""


def trimmed(css, html=PAGE, scripts=()):
    return TrimmedStyles([css]).for_pages([html], scripts)


@pytest.mark.parametrize(
    "selector",
    [
        "*",
        "nav",
        "NAV",
        ".md-nav",
        "#top",
        "nav.md-nav--primary>a[href]:hover",
        "body[dir=ltr] .md-nav",
        '[for="__drawer"]',
        "[type=CHECKBOX]:checked~label::after",
        '[href^="/faq"]',
        "details[open]>summary",
        "[hidden]",
        ":root",
        "::selection",
        ".md-nav:not(.md-nav--other)",
        ":is(table,nav) a",
        ":where(.md-nav,.none)",
        "nav:has(>a,>table)",
        "path",
        "svg|path",
        "p:nth-child(2)",
        ".no-js .md-nav",
        "tbody",  # browsers put it into tables without one
    ],
)
def test_what_can_match_stays(selector):
    assert trimmed(f"{selector}{{color:red}}") == f"{selector}{{color:red}}"


@pytest.mark.parametrize(
    "selector",
    [
        "table",
        ".md-na",
        "#bottom",
        ".md-nav table",
        "[dir=rtl] .md-nav",
        "[data-md-level]",
        "nav[data-md-level='1']",
        ":is(table,video) a",
        "nav:has(table)",
        ".said",  # stands in a script, as text
        ".gone",  # stands in a comment
        "em",
        "FAQ",
        ".js .md-nav",
    ],
)
def test_what_cannot_match_goes(selector):
    assert trimmed(f"{selector}{{color:red}}") == ""


def test_of_a_list_what_matches_stays():
    assert trimmed("table,nav , .none a{margin:0;padding:0}") == "nav{margin:0;padding:0}"


def test_list_that_a_browser_may_refuse_stays_whole():
    """Without its vendor's name a browser would take the rule that it leaves out now."""
    assert trimmed("table::-webkit-x,nav{margin:0}") == "table::-webkit-x,nav{margin:0}"
    assert trimmed("table::-webkit-x,video{margin:0}") == ""


def test_groups_stay_while_something_in_them_does():
    css = "@media print{table{top:0}nav{top:0}}@media screen{table{top:0}}@supports (top:0){@media print{p{top:0}}}"
    assert trimmed(css) == "@media print{nav{top:0}}@supports (top:0){@media print{p{top:0}}}"


def test_order_stays():
    css = "p{top:0}@media print{p{top:1px}}nav{top:0}@media print{nav{top:1px}}p{top:2px}"
    assert trimmed(css) == css


def test_custom_properties_that_nothing_uses_go():
    css = ":root{--a:var(--b);--b:red;--c:blue;--d:url('x;}--c')}p{color:var(--a)}table{color:var(--c)}nav{--e:1}"
    assert trimmed(css) == ":root{--a:var(--b);--b:red}p{color:var(--a)}"


def test_custom_properties_that_page_or_script_name_stay():
    css = ":root{--a:1;--b:2;--c:3}"
    style = "<style>p{top:var(--a)}</style>"
    assert trimmed(css, PAGE + style, ["x.getPropertyValue('--b')"]) == ":root{--a:1;--b:2}"


def test_animations_and_fonts_that_nothing_names_go():
    css = "@keyframes a{to{top:0}}@keyframes b{to{top:0}}@font-face{font-family:'My Font';src:url(f)}p{animation:a 1s}"
    assert trimmed(css) == "@keyframes a{to{top:0}}p{animation:a 1s}"
    assert "My Font" in trimmed(css + "nav{font:1em My Font}")


@pytest.mark.parametrize("css", ["@import url(x.css);", "@page{margin:0}", "p{top:0;&:hover{top:1px}}"])
def test_what_is_not_understood_stays(css):
    assert trimmed(css) == css


def test_what_scripts_bring_stays():
    css = ".a{top:0}.b-c{top:0}[data-md-state]{top:0}[data-md-state=on]{top:0}.gone{top:0}"
    script = "x.classList.add('a', `b-c`); x.dataset.mdState = 'on'"
    assert trimmed(css, scripts=[script]) == css.removesuffix(".gone{top:0}")


def test_what_a_page_shows_more_its_sheet_holds_more():
    css = "nav{top:0}table{top:0}.tabbed-set{top:0}"
    styles = TrimmedStyles([css])
    tabs = PAGE + '<div class="tabbed-set"></div>'
    assert styles.for_pages([PAGE]) == "nav{top:0}"
    assert styles.for_pages([tabs]) == "nav{top:0}.tabbed-set{top:0}"
    assert styles.for_pages([PAGE, tabs, "<table>"]) == css


def test_sheets_keep_their_order():
    assert TrimmedStyles(["p{top:0}", "p{top:1px}"]).for_pages([PAGE]) == "p{top:0}p{top:1px}"


@pytest.mark.parametrize(
    "html", ["<p title='a > b' class=x>", '<p title="<i>"\n class="x\ty">', "<P CLASS='x' a=\">\">"]
)
def test_attributes_are_read_as_browsers_do(html):
    assert trimmed(".x{top:0}i{top:0}", html) == ".x{top:0}"


@pytest.mark.parametrize(("tab", "stays"), [(1, True), (3, True), (4, False)])
def test_rules_for_more_tabs_than_there_are(tab, stays):
    html = '<div class="tabbed-set" data-tabs="1:2"></div><div class="tabbed-set" data-tabs="2:3"></div>'
    css = f".tabbed-set>input:nth-child({tab}){{color:red}}"
    assert trimmed(css, html + "<input>") == (css if stays else "")
