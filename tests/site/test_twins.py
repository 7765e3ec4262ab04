"""Each page as Markdown, and llms.txt: what programs read is what the robot followed."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from gateway_docs.pages.twins.portable import portable
from gateway_docs.pages.twins.twin import make_twin
from gateway_docs.project import ROOT
from gateway_docs.reader.fences import find_fences

DOCS = ROOT / "docs"
SITE_URL = "https://docs.gateway.example/"
LINK = re.compile(r"\]\(([^)\s]+)\)")
PAGES = sorted(DOCS.rglob("*.md"))


def twin_file(site: Path, page: Path) -> Path:
    language, *folders = page.relative_to(DOCS).with_suffix("").parts
    steps = ["" if language == "en" else language, *folders]
    return site.joinpath(*steps[: -1 if steps[-1] == "index" else None], "index.md")


def prose(text: str) -> str:
    """`text` without code blocks and code spans."""
    return re.sub(r"`[^`\n]*`", "", re.sub(r"^( *)(```+).*?^\1\2$", "", text, flags=re.DOTALL | re.MULTILINE))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(DOCS).as_posix())
def test_robot_followed_twin(site, source, fences, page):
    twin = twin_file(site, page).read_text("utf-8")
    found = find_fences(page, twin, source.markdown("en"))
    copied = [fence for fence in found if "data-recording=" not in fence.example.prefix]
    assert [(fence.language, fence.title, fence.source) for fence in copied] == [
        (fence.language, fence.title, fence.published) for fence in fences[page]
    ]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(DOCS).as_posix())
def test_links_lead_somewhere(site, elements, page):
    for link in LINK.findall(prose(twin_file(site, page).read_text("utf-8"))):
        assert urlsplit(link).scheme, f"{link} is not complete"
        if not link.startswith(SITE_URL):
            continue
        path, _, section = link.removeprefix(SITE_URL).partition("#")
        assert (site / path).is_file(), link
        if section:
            html = (site / path).with_suffix(".html")
            assert any(attributes.get("id") == section for _, attributes in elements(html)), link


def test_page_names_its_twin(site, elements):
    for page in PAGES:
        twin = twin_file(site, page)
        linked = [
            attributes["href"]
            for tag, attributes in elements(twin.with_suffix(".html"))
            if tag == "link" and attributes.get("type") == "text/markdown"
        ]
        assert linked == [twin.name]


def test_twin_begins_with_title_and_address(site):
    lines = (site / "zh/faq/index.md").read_text("utf-8").splitlines()
    assert lines[0] == "# 常见问题"
    assert lines[2].startswith("> Demo Gateway 用户最常问的问题")
    assert lines[4] == f"<{SITE_URL}zh/faq/>"


WRITTEN = {
    "tab": (
        '=== "A, B"\n\n    Text\n\n    ```bash\n    true\n      x\n    ```\n\nAfter',
        "**A, B**\n\nText\n\n```bash\ntrue\n  x\n```\n\nAfter\n",
    ),
    "note": ('!!! note "One"\n    Two\n\n    - three\n\nAfter', "> **One**\n>\n> Two\n>\n> - three\n\nAfter\n"),
    "note without title": ("!!! danger\n    Two", "> **Danger**\n>\n> Two\n"),
    "details": ('??? tip "One"\n    Two', "> **One**\n>\n> Two\n"),
    "nested": ('=== "A"\n\n    !!! note "N"\n        Two', "**A**\n\n> **N**\n>\n> Two\n"),
    "heading": ("## One {#one .big}", "## One {#one}\n"),
    "button": ("[Go](a.md){ .md-button .md-button--primary }", "[Go](a.md)\n"),
    "layout": ('<div class="grid" markdown>\n\nText\n\n</div>', "Text\n"),
    "code": (
        '```text\n!!! note "x" { .y }\n=== "z"\n\n\n<div>\n```',
        '```text\n!!! note "x" { .y }\n=== "z"\n\n\n<div>\n```\n',
    ),
    "code span": ("`{ .x }` and ${{ .y }}", "`{ .x }` and ${{ .y }}\n"),
}


@pytest.mark.parametrize(("written", "plain"), WRITTEN.values(), ids=WRITTEN)
def test_plain_markdown(written, plain):
    assert portable(written) == plain


def test_links_in_code_stay():
    text = "[a](b.md#c) `[a](b.md)` [d](#e) [f](https://g/)\n\n```text\n[a](b.md)\n```\n"
    twin = make_twin(text, "T", "", "https://x/p/index.md", lambda path: f"https://x/{path}")
    links = "[a](https://x/b.md#c) `[a](b.md)` [d](https://x/p/index.md#e) [f](https://g/)"
    assert twin.text == f"# T\n\n<https://x/p/>\n\n{links}\n\n```text\n[a](b.md)\n```\n"


@pytest.mark.parametrize("language", ["", "zh"])
def test_llms_lists_every_page_once(site, language):
    text = (site / language / "llms.txt").read_text("utf-8")
    assert re.match(r"# Demo Gateway\n\n> \S", text)
    listed = re.findall(r"^- \[.+?\]\((.+?)\): ", text, re.MULTILINE)
    pages = [page for page in PAGES if page.relative_to(DOCS).parts[0] == (language or "en")]
    assert sorted(listed) == sorted(SITE_URL + twin_file(site, page).relative_to(site).as_posix() for page in pages)


@pytest.mark.parametrize("language", ["", "zh"])
def test_llms_tells_agents_the_rules(site, facts, language):
    text = (site / language / "llms.txt").read_text("utf-8")
    for vendor in facts.vendors:
        assert vendor.key in text
        assert all(f"`{facts.base_url(vendor, region)}`" in text for region in facts.regions)
    assert all(f"`{model.id}`" in text for model in facts.models if model.state != "retired")
    assert f"{SITE_URL}{language + '/' if language else ''}troubleshooting/index.md#who-answered" in text


@pytest.mark.parametrize("language", ["", "zh"])
def test_full_text_holds_every_twin(site, language):
    text = (site / language / "llms-full.txt").read_text("utf-8")
    pages = [page for page in PAGES if page.relative_to(DOCS).parts[0] == (language or "en")]
    assert all(twin_file(site, page).read_text("utf-8") in text for page in pages)
