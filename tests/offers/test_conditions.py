"""How a page says what stands only where the gateway offers it."""

from __future__ import annotations

import pytest

from gateway_docs.facts import load_facts
from gateway_docs.pages.enumerations import of_vendors
from gateway_docs.pages.names import names, names_in
from gateway_docs.pages.offer import prune
from gateway_docs.pages.template import TemplateProblem, lines_that_stand, render
from gateway_docs.project import ROOT

FACTS = load_facts(ROOT / "gateway.yml")
OFFER = names(FACTS, "en") | {"gemini": None, "clients": {"codex": True, "gemini-cli": None}}


def test_block():
    assert render("a\n%% if openai\nb\n%% endif\n%% if gemini\nc\n%% endif\nd", OFFER) == "a\nb\nd"


def test_line():
    table = "| x |\n|---|\n| [= openai.name =] | [=? openai =]\n| [= gemini.name =] | [=? gemini =]\n| z |\n"
    assert render(table, OFFER) == "| x |\n|---|\n| OpenAI |\n| z |\n"


def test_empty_lines_stay():
    assert render("a\n\n%% if gemini\nb\n%% endif\n\n| c |\n", OFFER) == "a\n\n\n| c |\n"


def test_line_before_statement():
    assert render("- a [=? gemini =]\n%% if openai\n- b\n%% endif\n- c [=? openai =]\nd", OFFER) == "- b\n- c\nd"


def test_error_names_line():
    with pytest.raises(TemplateProblem) as caught:
        render("a [=? openai =]\nb [=? openai =]\n[= nix =]\n", OFFER)
    assert caught.value.line == 3


def test_fact_of_absent_vendor():
    with pytest.raises(TemplateProblem, match="the gateway does not offer this, so there is no 'base_url'"):
        render("[= gemini.base_url =]", OFFER)


def test_unknown_client_is_error():
    with pytest.raises(TemplateProblem, match="codx"):
        render("%% if clients.codx\n%% endif", OFFER)


def test_lines_that_stand():
    text = "one\n%% if gemini\nthree\n%% else\nfive\n%% endif\nseven [=? gemini =]\neight"
    assert lines_that_stand(text, OFFER) == {1, 5, 8}


@pytest.mark.parametrize(
    ("language", "items", "said"),
    [
        ("en", ["A", "B", "C"], "A, B and C"),
        ("en", ["A", None, "", False, "C"], "A and C"),
        ("en", [None, "B"], "B"),
        ("zh", ["A", "B", "C"], "A、B 和 C"),
        ("zh", ["网页", "终端"], "网页和终端"),
        ("zh", ["[网页](a.md)", "curl"], "[网页](a.md)和 curl"),
    ],
)
def test_enumeration(language, items, said):
    assert names(FACTS, language)["all_of"](*items) == said


@pytest.mark.parametrize(
    ("page", "link"), [("index.md", "clients/a.md"), ("clients/b.md", "a.md#x"), ("x/y.md", "../clients/a.md")]
)
def test_enumeration_without_gone_page(page, link):
    made = names(FACTS, "en", page, frozenset({"clients/a.md"}))
    assert made["one_of"]("one", f"[A]({link})", "[two](two.md)") == "one or [two](two.md)"


def test_navigation():
    nav = [{"Home": "index.md"}, {"Clients": ["clients/index.md", {"A": "clients/a.md"}]}, {"More": [{"B": "b.md"}]}]
    assert prune(nav, {"clients/a.md", "b.md"}) == [{"Home": "index.md"}, {"Clients": ["clients/index.md"]}]


def test_fence_in_branch(source, tmp_path):
    page = tmp_path / "page.md"
    page.write_text(
        "%% if openai\n```bash\necho [= openai.name =]\n```\n%% else\n```bash\necho [= gemini.nix =]\n```\n%% endif\n"
    )
    (fence,) = source.read(page).fences
    assert (fence.source, fence.line) == ("echo OpenAI\n", 2)


@pytest.mark.parametrize("guide", ["claude-code", "codex"])
@pytest.mark.parametrize(("file", "others"), [("gateway.yml", False), ("handbook/any-vendor.yml", True)])
def test_what_is_lost_stands_where_models_of_others_are_sold(guide, file, others):
    """DeepSeek's, in Anthropic's format and in OpenAI's; the demo sells each vendor in its own alone."""
    known = names(load_facts(ROOT / file), "en", f"clients/{guide}.md")
    page = render((ROOT / f"docs/en/clients/{guide}.md").read_text("utf-8"), known)
    assert ("DeepSeek" in page) is others
    assert (" do less" in page) is others


def test_names_follow_what_the_facts_say():
    """`scripts/serve` reads the facts again and again: the same make nothing new, others make other names."""
    assert names_in(FACTS.model_copy(deep=True), "en") is names_in(FACTS, "en")
    assert names(FACTS.model_copy(update={"name": "Another"}), "en")["name"] == "Another"


@pytest.mark.parametrize(
    ("count", "language", "said"),
    [
        (5, "en", "A, B, C, D and E"),
        (12, "en", "A, B, C, D and other vendors"),
        (12, "zh", "A、B、C、D 和更多厂商"),
    ],
)
def test_many_vendors_in_a_sentence(count: int, language: str, said: str):
    assert of_vendors([*"ABCDEFGHIJKL"][:count], language) == said
