"""All that an operator may want otherwise stands in `operator/`, and an update from upstream goes through."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
import scratch_project as scratch

from gateway_docs.output.fingerprints import folders
from gateway_docs.output.policy import sha256
from gateway_docs.project.yaml_files import read_yaml, to_yaml

FILES = Path(__file__).with_name("files")
STATISTICS = ["https://stats.example.net"]
OWN = {
    "name": "Harbour Relay",
    "theme": {"primary": "#0f766e", "logo": "logo.svg"},
    "other_hosts": {"scripts": STATISTICS, "requests": [*STATISTICS]},
}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The operator's clone, with everything of theirs committed."""
    upstream = scratch.upstream(tmp_path_factory.mktemp("upstream"))
    project = tmp_path_factory.mktemp("clone") / "docs-site"
    scratch.git(upstream, "clone", "--quiet", str(upstream), str(project))
    shutil.copytree(FILES, project / "operator")
    facts = read_yaml(upstream / "gateway.yml") | OWN
    (project / "operator" / "gateway.yml").write_text(to_yaml(facts), "utf-8")
    return scratch.commit(project, "Ours")


def built(project: Path) -> Path:
    ended = scratch.run(project, "mkdocs", "build", "--strict")
    assert ended.returncode == 0, ended.stderr
    return project / "site"


def page(site: Path, name: str) -> str:
    return (site / name / "index.html").read_text("utf-8")


@pytest.fixture(scope="module")
def site(project: Path) -> Path:
    return built(project)


def test_own_facts_logo_and_colour(site: Path):
    home = page(site, ".")
    assert "Harbour Relay" in home
    assert "Demo Gateway" not in home
    assert (site / folders(site)["assets"] / "logo.svg").read_bytes() == (FILES / "logo.svg").read_bytes()
    assert "0f766e" in (site / folders(site)["assets"] / "favicon.svg").read_text("utf-8")


def test_own_options_of_material(site: Path):
    home = page(site, ".")
    assert 'class="md-tabs"' in home
    assert "© Harbour Relay" in home
    assert "content.code.copy" in home, "ours stay on"


def test_extra_page_in_navigation(site: Path):
    assert "The terms of Harbour Relay." in page(site, "terms")
    assert 'href="terms/"' in page(site, ".")


def test_extra_page_without_translation(site: Path):
    assert "本页尚未翻译。" in page(site, "zh/terms")
    assert "These terms are the operator's own" in page(site, "zh/terms").replace("&#39;", "'").replace("’", "'")


@pytest.mark.parametrize("language", ["", "zh/"])
def test_picture_of_the_console(site: Path, language: str):
    text = page(site, f"{language}api-keys")
    source = re.search(r'id="console-keys".*?<img [^>]*src="([^"]+)"', text, re.DOTALL)[1]
    picture = (site / f"{language}api-keys" / source).resolve()
    assert picture.read_bytes() == (FILES / f"docs/{language or 'en'}/console/keys.svg").read_bytes()


def test_section_in_own_words(site: Path):
    faq = page(site, "faq")
    assert "Harbour Relay keeps no prompts" in faq
    assert "makes no statement about it" not in faq
    assert faq.count('id="prompts-stored"') == 1


@pytest.mark.parametrize(("language", "entry"), [("faq", "99.9 % a month"), ("zh/faq", "每月 99.9%")])
def test_extra_faq_entry_stands_where_it_was_put(site: Path, language: str, entry: str):
    faq = page(site, language)
    assert faq.index('id="prompts-stored"') < faq.index(entry) < faq.index('id="other-questions"')


def test_extra_client(site: Path):
    assert "/v1/messages" in page(site, "clients/our-script")
    assert "our-script" in page(site, "clients")


def test_analytics_needs_facts(site: Path, project: Path):
    home = page(site, ".")
    assert '<script defer src="https://stats.example.net/count.js">' in home
    policy = home.partition('http-equiv="Content-Security-Policy" content="')[2].partition('"')[0]
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert "https://stats.example.net" in rules["script-src"].split()
    assert "https://stats.example.net" in rules["connect-src"].split()
    assert "unsafe" not in policy
    assert f'href="{folders(site)["assets"]}/own.css"' in home
    assert (site / folders(site)["assets"] / "own.css").exists()


def test_own_inline_script_is_allowed(site: Path):
    """What stands in the operator's part of the head needs no word in the facts."""
    head = page(site, ".").partition("</head>")[0]
    assert "<script>let visitors = 0</script>" in head
    assert sha256("let visitors = 0") in head


@pytest.mark.walk
@pytest.mark.thorough
def test_own_pages_are_walked(project: Path, site: Path):
    ended = scratch.run(project, "pytest", "-q", "-p", "no:cacheprovider", "operator/docs", "docs/en/faq.md")
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert "3 fences: 3 run" in ended.stdout


@pytest.mark.walk
@pytest.mark.thorough
def test_broken_own_page_is_told(project: Path, site: Path):
    guide = project / "operator/docs/en/clients/our-script.md"
    text = guide.read_text("utf-8")
    try:
        guide.write_text(text.replace("anthropic.key", "openai.key"), "utf-8")
        ended = scratch.run(project, "pytest", "-q", "-p", "no:cacheprovider", "operator/docs/en/clients/our-script.md")
    finally:
        guide.write_text(text, "utf-8")
    assert ended.returncode == 1
    assert "operator/docs/en/clients/our-script.md:" in ended.stdout
    assert "belongs to OpenAI" in ended.stdout


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Just text.\n", "operator/docs/en/support.md: may hold sections alone: put 'Just text.' below a heading"),
        ("## New {#new after=nix}\n\nText.\n", "#new shall stand after #nix, which the page does not have; it has"),
    ],
)
def test_wrong_own_page_stops_build(project: Path, site: Path, text: str, said: str):
    own = project / "operator/docs/en/support.md"
    own.write_text(text, "utf-8")
    ended = scratch.run(project, "mkdocs", "build", "--strict", "--site-dir", str(project / "site2"))
    own.unlink()
    assert ended.returncode == 1
    assert said in ended.stderr


@pytest.mark.walk
@pytest.mark.thorough
def test_update_from_upstream(project: Path, site: Path):
    """Upstream changes the very page and facts that the operator has otherwise; `git pull` asks nothing."""
    upstream = Path(scratch.git(project, "remote", "get-url", "origin").strip())
    for language, entry in (
        ("en", "### Is anything new here? {#new-here}\n\nYes."),
        ("zh", "### 新内容 {#new-here}\n\n有。"),
    ):
        faq = upstream / "docs" / language / "faq.md"
        text = faq.read_text("utf-8")
        place = next(line for line in text.splitlines() if line.endswith("{#prompts-stored}"))
        faq.write_text(text.replace(place, f"{entry}\n\n{place}", 1), "utf-8")
    facts = upstream / "gateway.yml"
    facts.write_text(facts.read_text("utf-8").replace("Demo Gateway", "Other Demo"), "utf-8")
    scratch.commit(upstream, "Better")
    scratch.git(project, "pull", "--quiet", "--no-edit", "--no-rebase")
    assert scratch.git(project, "status", "--porcelain") == ""
    faq = page(built(project), "faq")
    assert "Is anything new here?" in faq
    assert "Harbour Relay keeps no prompts" in faq
    assert "99.9 % a month" in faq
    ended = scratch.run(project, "pytest", "-q", "-p", "no:cacheprovider", "operator/docs", "docs/en/clients/curl.md")
    assert ended.returncode == 0, ended.stdout
