"""Facts by name, in everything that a page is made of, and nothing else replaced."""

from __future__ import annotations

import re
from html import unescape

import pytest
from mkdocs.exceptions import Abort

from gateway_docs.project import ROOT
from gateway_docs.reader.rendered import read_html

CODE = ["${{ x }}", "{{ x }}", "{% x %}", "{#id}", "[[ -f x ]]", "[[bin]]", '[ "$a" = b ]', "a[b]=1", "50 %% off"]


@pytest.fixture
def convert(source):
    return lambda text, language="en": source.markdown(language).convert(text)


def visible(html: str) -> str:
    return unescape(re.sub("<.*?>", "", html))


@pytest.mark.parametrize("code", CODE)
def test_code_survives_in_fence(convert, code):
    (block,) = read_html(convert(f"```text\n[= name =]\n{code}\n```")).blocks
    assert block.text.strip() == f"Demo Gateway\n{code}"


@pytest.mark.parametrize("code", CODE)
def test_code_survives_in_prose(convert, code):
    assert visible(convert(f"[= name =]: `{code}`")) == f"Demo Gateway: {code}"


def test_heading_keeps_its_id(convert):
    assert '<h2 id="own-name">' in convert("## [= name =] {#own-name}")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("This is [= name =].", "This is Demo Gateway."),
        ("| a |\n|---|\n| [= openai.model =] |", "gpt-5.5"),
        ("```bash\ncurl [= openai.base_url =]/models\n```", "curl https://api.gateway.example/v1/models"),
        ('```bash\n--8<-- "openai-sdk/env.sh"\n```', 'OPENAI_BASE_URL="https://api.gateway.example/v1"'),
        ("%% if openai is defined\nYes\n%% else\nNo\n%% endif", "Yes"),
        ("[= limits.tokens_per_minute | number =]", "1,000,000"),
        ("[= openai.base_urls.eu =]", "https://eu.api.gateway.example/v1"),
    ],
)
def test_facts_reach(convert, text, shown):
    assert shown in visible(convert(text))


def test_facts_reach_front_matter(site):
    assert '<meta name="description" content="What Demo Gateway is' in (site / "index.html").read_text("utf-8")


@pytest.mark.parametrize(("language", "label"), [("en", "Global"), ("zh", "全球"), ("fr", "Global")])
def test_labels_speak_the_language(convert, language, label):
    assert visible(convert("[= region.label =]", language)) == label


@pytest.mark.parametrize("opening", ['=== "Tab"', '!!! note "Note"', "1.  Step"])
def test_table_keeps_indentation(convert, facts, opening):
    html = convert(f"{opening}\n\n    [= table.regions =]\n\n    After.")
    assert html.count("<tr>") == 1 + len(facts.regions)
    assert "<p>After.</p>" in html.partition("</table>")[2]
    assert "|" not in visible(html)


WRONG = [
    (
        '---\ntitle: "About [= region.nix =]"\n---\n',
        "no fact is called 'nix', in the line: title: \"About [= region.nix =]\"",
    ),
    ("First.\n\n```text\nname = [= nix =]\n```\n", "'nix' is not the name of a fact, in the line: name = [= nix =]"),
    ("See [= openai.nix =].", "no fact is called 'nix', in the line: See [= openai.nix =]."),
    ("One\n\n%% if nix\n%% endif\nTwo", "'nix' is not the name of a fact, in the line: %% if nix"),
    ("See [= name | number =].", "Cannot specify ',' with 's'., in the line: See [= name | number =]."),
    ("See [= name( =].", "in the line: See [= name( =]."),
]


@pytest.fixture
def build_page(build_site, tmp_path):
    """Builds a site of one page."""

    def build_page(text: str) -> None:
        page = tmp_path / "docs/en/index.md"
        page.parent.mkdir(parents=True)
        page.write_text(text)
        build_site(ROOT / "gateway.yml", tmp_path / "site", docs_dir=str(tmp_path / "docs"), nav=[{"Home": "index.md"}])

    return build_page


@pytest.mark.parametrize(("text", "said"), WRONG)
def test_unknown_name_stops_build(build_page, tmp_path, caplog, text, said):
    old = tmp_path / "site" / "index.html"
    old.parent.mkdir()
    old.write_text("the old site")
    with pytest.raises(Abort):
        build_page(text)
    (problem,) = (record.getMessage() for record in caplog.records if record.levelname == "ERROR")
    assert f"en/index.md:{_line(text, said)}: " in problem
    assert problem.endswith(said)
    assert old.read_text() == "the old site"


def _line(text: str, said: str) -> int:
    wrong = said.rpartition("in the line: ")[2]
    return next(number for number, line in enumerate(text.splitlines(), 1) if wrong in line)
