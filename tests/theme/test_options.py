"""What an operator writes into mkdocs.yml for Material is seen on the pages, or stops the build with a reason."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.utils.yaml import get_yaml_loader, yaml_load
from playwright.sync_api import Page

from gateway_docs.cli import main
from gateway_docs.facts import load_facts
from gateway_docs.measure.browser import served, visit
from gateway_docs.project import ROOT
from gateway_docs.theme.options import options, refusals

DESKTOP = {"width": 1280, "height": 800}
PAGE = """---
status: new
tags: [Marked]
---
# Options

- [x] Done

A note[^1] on HTML.

```yaml
key: value  # (1)!
```

1. An annotation

=== "One"
    First
=== "Two"
    Second

Again:

=== "One"
    Third
=== "Two"
    Fourth

## Two {#two}

TALL

## Three {#three}

TALL

[^1]: The text of the note
*[HTML]: What browsers read
""".replace("TALL", "A long text.\n\n" * 60)
NAV = [
    {"Overview": "index.md"},
    {"FAQ": "faq.md"},
    {"Part": ["part/index.md", {"Inside": ["part/options.md", "part/other.md"]}]},
    {"Clients": ["clients/index.md"]},
]
FACTS = """
languages: [en]
other_hosts:
  scripts: [https://www.googletagmanager.com]
"""
SOCIAL = [{"icon": "fontawesome/brands/github", "link": "https://git.example/social"}]
#: Option -> its value, and what only pages with it have. Options of a group are switched on together.
Wishes = dict[str, tuple[object, str]]
SETTINGS: Wishes = {
    "theme.icon": ({"repo": "fontawesome/brands/gitlab"}, ".md-source__icon svg[viewBox='0 0 512 512']"),
    "theme.custom_dir": (str(Path(__file__).parent / "own_theme"), "meta[name=own]"),
    "theme.direction": ("rtl", "body[dir=rtl]"),
    "theme.favicon": ("assets/own.svg", "link[rel=icon][href*='own']"),
    "theme.palette": ({"scheme": "slate", "primary": "teal"}, "body[data-md-color-primary=teal]"),
    "extra.homepage": ("https://home.example", ".md-logo[href='https://home.example']"),
    "extra.social": (SOCIAL, ".md-social__link[href='https://git.example/social']"),
    "extra.status": ({"new": "Newly added"}, ".md-status--new[title='Newly added']"),
    "settings.copyright": ("Somebody", ".md-copyright__highlight"),
    "settings.repo_url": ("https://git.example/repo", ".md-source[href='https://git.example/repo']"),
    "settings.edit_uri": ("edit/main/", "[rel=edit][href^='https://git.example/repo/edit/main/']"),
    "settings.extra_css": (["assets/own.css"], "link[rel=stylesheet][href$='own.css']"),
    "settings.extra_javascript": (["assets/own.js"], "script[src$='own.js']"),
    "theme.features.content.action.edit": (True, ".md-content__button[rel=edit]"),
    "theme.features.content.action.view": (True, ".md-content__button:not([rel=edit])"),
}
TABS: Wishes = {
    "extra.generator": (True, ".md-copyright a[href*=mkdocs-material]"),
    "theme.features.navigation.tabs": (True, ".md-tabs"),
    "theme.features.navigation.tabs.sticky": (True, ".md-header .md-tabs"),
    "theme.features.navigation.path": (True, ".md-path"),
    "theme.features.navigation.footer": (True, ".md-footer__link--prev"),
    "theme.features.navigation.indexes": (True, ".md-nav__container a"),
    "theme.features.toc.integrate": (True, ".md-nav--integrated"),
}
LISTS: Wishes = {
    "theme.features.navigation.expand": (True, ".md-nav__toggle.md-toggle--indeterminate"),
    "theme.features.navigation.sections": (True, ".md-nav__item--section"),
    "theme.features.content.code.copy": (True, "pre button.copy, .highlight .copy"),
    "theme.features.toc.follow": (True, ".md-sidebar--secondary [aria-current]"),
}
MARKDOWN: Wishes = {
    "theme.features.navigation.prune": (True, ".md-nav__item--pruned"),
    "theme.features.content.tabs.link": (
        True,
        ".tabbed-set ~ .tabbed-set > input:nth-of-type(2):checked",
    ),
    "plugins.meta": ("material/meta", "meta[name=description][content='Of the folder']"),
    "plugins.tags": ("material/tags", ".md-tag"),
    "markdown.abbr": ("abbr", "abbr[title='What browsers read']"),
    "markdown.footnotes": ("footnotes", ".footnote-ref"),
    "markdown.pymdownx.tasklist": ("pymdownx.tasklist", ".task-list-item"),
}
#: Material's bundle is on each page with one of these.
BUNDLE: Wishes = {
    "theme.features.content.code.annotate": (True, ".md-annotation"),
    "theme.features.content.tooltips": (True, ".md-tooltip2--active"),
    "theme.features.content.footnote.tooltips": (True, ".md-tooltip2--active:has-text('The text of the note')"),
    "theme.features.header.autohide": (True, ".md-header[hidden]"),
    "theme.features.navigation.top": (True, ".md-top:not([hidden])"),
    "theme.features.navigation.tracking": (True, "html"),
    "extra.annotate": ({"json": [".s2"]}, "#__config"),
    "markdown.footnotes": ("footnotes", ".footnote-ref"),
}
#: A question about consent covers the page.
STATISTICS: Wishes = {
    "extra.analytics": ({"provider": "google", "property": "G-1"}, "#__analytics"),
    "extra.consent": ({"title": "Statistics", "description": "May we count?"}, ".md-consent:not([hidden]) h4"),
    "extra.version": ({"provider": "mike"}, ".md-version__current"),
}
GROUPS = {
    "settings": SETTINGS,
    "tabs": TABS,
    "lists": LISTS,
    "markdown": MARKDOWN,
    "bundle": BUNDLE,
    "statistics": STATISTICS,
}
SEEN = {option: (group, sign) for group, wishes in GROUPS.items() for option, (_, sign) in wishes.items()}


def scroll(page: Page, *places: int) -> None:
    for place in places or (800, 1600, 2400):  # a direction takes more than one step
        page.evaluate(f"() => {{ scrollTo(0, {place}); return new Promise(requestAnimationFrame) }}")


#: What a reader does before it is seen.
READER: dict[str, Callable[[Page], None]] = {
    "theme.features.content.tabs.link": lambda page: page.locator(".tabbed-labels label").nth(1).click(),
    "theme.features.content.tooltips": lambda page: page.locator("h2 .headerlink").first.hover(),
    "theme.features.content.footnote.tooltips": lambda page: page.locator(".footnote-ref").hover(),
    "theme.features.toc.follow": scroll,
    "theme.features.header.autohide": scroll,
    "theme.features.navigation.top": lambda page: scroll(page, 800, 1600, 2400, 2000, 1600),
    # It begins with the second scroll that has come to rest.
    "theme.features.navigation.tracking": lambda page: page.wait_for_function(
        "() => { scrollBy(0, 100); return /^#t(wo|hree)$/.test(location.hash) }", polling=500
    ),
}


def build(folder: Path, wishes: Wishes, build_site: Callable[..., Path]) -> Path:
    """A small site with these options, and Material's defaults for the rest."""
    docs, facts = folder / "docs", folder / "gateway.yml"
    section = "# A page\n\n## A section {#contact}\n"
    texts = dict.fromkeys(("index.md", "faq.md", "clients/index.md"), section)
    texts |= {f"part/{name}.md": PAGE for name in ("index", "options", "other")}
    texts |= {f"assets/own.{kind}": "" for kind in ("css", "js", "svg")}
    texts["part/.meta.yml"] = "description: Of the folder\n"
    for name, text in texts.items():
        (docs / "en" / name).parent.mkdir(parents=True, exist_ok=True)
        (docs / "en" / name).write_text(text, "utf-8")
    facts.write_text((ROOT / "gateway.yml").read_text("utf-8") + FACTS, "utf-8")
    return build_site(facts, folder / "site", docs_dir=str(docs), nav=NAV, **settings(wishes, facts))


def written() -> Any:
    """What mkdocs.yml says."""
    loader = get_yaml_loader(config=MkDocsConfig(config_file_path=str(ROOT / "mkdocs.yml")))
    return yaml_load((ROOT / "mkdocs.yml").read_text("utf-8"), loader)


def settings(wishes: Wishes, facts: Path) -> dict[str, Any]:
    """What mkdocs.yml says with these options, in place of what it says."""
    ours = written()
    theme: dict[str, Any] = {"name": "material", "font": False, "features": []}
    made = {
        "theme": theme,
        "extra": {"generator": False},
        "plugins": [{"gateway": {"facts": str(facts)}}, *ours["plugins"][1:]],
        "markdown_extensions": ours["markdown_extensions"],
    }
    for path, (value, _) in wishes.items():
        place, _, name = path.partition(".")
        if name.startswith("features."):
            theme["features"].append(name.removeprefix("features."))
        elif place == "settings":
            made[name] = value
        elif place in ("plugins", "markdown"):
            made["markdown_extensions" if place == "markdown" else place].append(value)
        else:
            made[place][name] = value
    return made


@pytest.fixture(scope="module")
def addresses(tmp_path_factory, build_site):
    """The page of sites: without options, and with those of each group."""
    folder = tmp_path_factory.mktemp("options")
    for name, wishes in {"none": {}, **GROUPS}.items():
        (folder / name).mkdir()
        build(folder / name, wishes, build_site)
        (folder / name / "versions.json").write_text('[{"version": "site", "title": "One", "aliases": []}]', "utf-8")
    with served(folder) as address:
        yield {name: f"{address}{name}/site/part/options/" for name in ("none", *GROUPS)}


@pytest.fixture(scope="module")
def plain(addresses, browser):
    """The page of the site without options."""
    with browser.new_context(viewport=DESKTOP) as context:
        page = context.new_page()
        visit(page, addresses["none"])
        yield page


@pytest.mark.parametrize("option", SEEN)
def test_option_is_seen(addresses, plain, page, option):
    group, sign = SEEN[option]
    assert sign == "html" or plain.locator(sign).count() == 0
    page.set_viewport_size(DESKTOP)
    visit(page, addresses[group])
    if group == "bundle":
        page.wait_for_function("() => window.viewport$")  # Material's scripts have started
    READER.get(option, lambda page: None)(page)
    page.locator(sign).first.wait_for(state="attached")


def test_what_the_bundle_makes_has_its_style(addresses, page):
    visit(page, addresses["bundle"])
    page.locator("h2 .headerlink").first.hover()
    tooltip = page.locator(".md-tooltip2--active").first
    assert tooltip.evaluate("(tooltip) => getComputedStyle(tooltip).position") == "absolute"


def test_page_with_the_bundle_asks_for_nothing_that_is_not_there(addresses, page):
    missing, asked = [], []
    page.on("response", lambda answer: (missing if answer.status >= 400 else asked).append(answer.url))
    visit(page, addresses["bundle"], wait_until="networkidle")
    assert any("bundle" in url for url in asked)
    assert missing == []


def test_every_option_that_works_is_seen():
    works = {
        f"{place}.{name}" for place, them in options().items() for name, one in them.items() if one.state != "refused"
    }
    assert works == set(SEEN)


REFUSED = [
    (place, name)
    for place, them in options().items()
    for name, one in them.items()
    if one.state == "refused" and place != "unknown"
]


@pytest.mark.parametrize(("place", "name"), REFUSED)
def test_refused_option_is_named_with_its_reason(place, name):
    config, facts = load_config(str(ROOT / "mkdocs.yml")), load_facts(ROOT / "gateway.yml")
    assert refusals(config, facts) == []
    assert refusals(with_option(config, place, name), facts) == [f"{place}: {name}: {options()[place][name].note}"]


def with_option(config: MkDocsConfig, place: str, name: str) -> MkDocsConfig:
    match place:
        case "theme.features":
            config.theme["features"].append(name)
        case "theme":
            config.theme[name] = "something"
        case "extra":
            config.extra[name] = "something"
        case "plugins":
            config.plugins[f"material/{name}"] = BasePlugin()
        case "markdown":
            config.mdx_configs["pymdownx.superfences"] = {"custom_fences": [{"name": name, "class": name}]}
    return config


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        (
            {"theme": {"name": "material", "font": False, "features": ["navigation.tab"]}},
            "theme.features: navigation.tab: There is no such",
        ),
        ({"extra_css": ["https://fonts.example/x.css"]}, "extra_css: https://fonts.example/x.css: "),
        ({"extra_javascript": ["https://stats.example/x.js"]}, "extra_javascript: https://stats.example/x.js: "),
        ({"extra": {"analytics": {"provider": "google"}}}, "extra: analytics: Its hosts belong into `other_hosts`"),
    ],
)
def test_what_would_have_no_effect_stops_the_build(build_site, tmp_path, settings, said):
    with pytest.raises(BaseException) as stopped:
        build_site(ROOT / "gateway.yml", tmp_path, **settings)
    assert said in str(stopped.value.__cause__ or stopped.value.__context__ or stopped.value)


def test_handbook_lists_every_option():
    assert main(["options", "--check"]) == 0, "run gateway-docs options"
