"""Optional facts around each page: links in the footer, and an announcement between two days."""

from __future__ import annotations

import pytest

from gateway_docs.measure.browser import served, visit
from gateway_docs.project import ROOT

FACTS = """
imprint_url: https://harbour.example/imprint
privacy_url: https://harbour.example/privacy
social:
  - {name: Discord, icon: simple/discord, url: https://discord.example/harbour}
announcement:
  text: {en: We rest on Sunday, zh: 周日停机维护}
  url: https://status.harbour.example
  starts: 2090-01-01
  ends: 2090-01-31
"""
SECTION = "# A page\n\n## A section {#contact}\n"
PAGES = ("index.md", "faq.md", "clients/index.md")


@pytest.fixture(scope="module")
def build(build_site, tmp_path_factory):
    """Builds a small site of the demo gateway with these facts more."""

    def build(facts: str):
        folder = tmp_path_factory.mktemp("optional")
        for name in [f"{language}/{page}" for language in ("en", "zh") for page in PAGES]:
            (folder / "docs" / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / "docs" / name).write_text(SECTION, "utf-8")
        (folder / "gateway.yml").write_text((ROOT / "gateway.yml").read_text("utf-8") + facts, "utf-8")
        nav = [{"Overview": "index.md"}, {"FAQ": "faq.md"}, {"Clients": ["clients/index.md"]}]
        return build_site(folder / "gateway.yml", folder / "site", docs_dir=str(folder / "docs"), nav=nav)

    return build


@pytest.fixture(scope="module")
def url(build):
    with served(build(FACTS)) as url:
        yield url


@pytest.mark.parametrize(
    ("path", "notice", "privacy"), [("", "Legal notice", "Privacy"), ("zh/faq/", "法律声明", "隐私政策")]
)
def test_links_in_the_footer(page, url, path, notice, privacy):
    visit(page, url + path)
    footer = page.locator("footer")
    assert footer.get_by_role("link", name=notice).get_attribute("href") == "https://harbour.example/imprint"
    assert footer.get_by_role("link", name=privacy).get_attribute("href") == "https://harbour.example/privacy"
    discord = footer.get_by_role("link", name="Discord")
    assert discord.get_attribute("href") == "https://discord.example/harbour"
    assert discord.locator("svg").bounding_box()["width"] > 10


@pytest.mark.parametrize(
    ("moment", "shown"),
    [
        ("2089-12-31T23:59:00Z", False),
        ("2090-01-01T00:01:00Z", True),
        ("2090-01-31T23:59:00Z", True),
        ("2090-02-01T00:01:00Z", False),
    ],
)
@pytest.mark.parametrize(("path", "text"), [("", "We rest on Sunday"), ("zh/faq/", "周日停机维护")])
def test_announcement_between_two_days(browser, url, path, text, moment, shown):
    with browser.new_context() as context:  # its clock stands still for every page
        page = context.new_page()
        page.clock.set_fixed_time(moment)
        visit(page, url + path)
        line = page.get_by_role("link", name=text)
        assert line.is_visible() == shown
        if shown:
            assert line.get_attribute("href") == "https://status.harbour.example"
            assert line.bounding_box()["y"] < page.locator("header").bounding_box()["y"]


def test_announcement_of_the_past_is_not_on_the_page(build):
    past = FACTS.replace("2090", "2020").replace("  url: https://status.harbour.example\n", "")
    assert "We rest on Sunday" not in (build(past) / "index.html").read_text("utf-8")


def test_without_these_facts_nothing_is_there(site):
    html = (site / "index.html").read_text("utf-8")
    assert not [sign for sign in ("md-banner", "md-social", "Legal notice", "Privacy<") if sign in html]


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        (
            "social: [{name: Nix, icon: simple/nix-nix, url: https://nix.example}]",
            "social.0.icon: Material has no icon",
        ),
        ("announcement: {text: Now, starts: 2090-01-02, ends: 2090-01-01}", "must not be before it starts"),
    ],
)
def test_wrong_facts_stop_the_build(build, facts, said):
    with pytest.raises(BaseException) as stopped:
        build(facts + "\n")
    assert said in str(stopped.value.__cause__ or stopped.value.__context__ or stopped.value)
