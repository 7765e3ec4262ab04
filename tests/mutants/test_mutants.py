"""The proof proven: mistakes are made where readers copy, and `pytest FILE` sees them."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter

import pytest

from gateway_docs.mutants.command import Tried, enough, report, run
from gateway_docs.mutants.harmless import Harmless, idle, read_list
from gateway_docs.mutants.lexing import parts
from gateway_docs.mutants.operators import misspelled
from gateway_docs.mutants.points import Mutant, mutants, sample
from gateway_docs.mutants.project_copy import FAILED, ProjectCopy, Verdict
from gateway_docs.mutants.unharmed import Unharmed
from gateway_docs.pages.template import render
from gateway_docs.project import ROOT
from gateway_docs.project.snippets import is_snippet
from gateway_docs.reader.items import PageFile, WalkItem
from gateway_docs.reader.session import KEY

#: What `pytest --all` tries each time.
SAMPLE = 40
BASH = """pip install "openai"
export OPENAI_API_KEY="YOUR_OPENAI_KEY"
curl -s https://a.test/v1 \\
  --header "x-api-key: $KEY" --data '{"model": "m", "n": [1, 2]}'
"""
EXPECTED = {
    "bash": (
        BASH,
        'command:pip install:install install:"openai" variable:OPENAI_API_KEY value:YOUR_OPENAI_KEY command:curl '
        "option:-s value:https://a.test/v1 option:--header header:x-api-key variable:KEY option:--data option:model "
        "value:m option:n",
    ),
    "powershell": ('$env:A_KEY = "b"\ncurl.exe $env:A_KEY\n', "variable:A_KEY value:b command:curl.exe variable:A_KEY"),
    "console": (
        '$ codex exec -m "m" "Say OK"\n...\nOK\n',
        "command:codex value:exec option:-m value:m value:Say OK promise:OK",
    ),
    "toml": ('[a.b]\nname = "v"\non = true\n', "option:a.b option:name value:v option:on value:true"),
    "yaml": (
        'models:\n  - name: x\n    set:\n      - "A_URL=y"\n',
        "option:models option:name value:x option:set variable:A_URL value:y",
    ),
    "dotenv": ('A_KEY="v"\n', "variable:A_KEY value:v"),
    "json": ('{"a": {"b": "c"}}', "option:a option:b value:c"),
    "python": (
        'client = OpenAI(base_url="u")\nprint(client.models)\n#> 3\n',
        "option:base_url value:u attribute:models promise:3",
    ),
    "js": (
        'const a = new B({ baseURL: "u" });\na.run(process.env.A_KEY);\n//> 3\n',
        "option:baseURL value:u attribute:run attribute:env variable:A_KEY promise:3",
    ),
}


def test_fact_in_the_name_of_a_variable():
    text = 'export [= vendor.id | upper =]_API_KEY="k"'
    assert [text[part.start : part.end] for part in parts("bash", text)] == [
        "[= vendor.id | upper =]_API_KEY",
        "k",
        '"',
    ]


@pytest.fixture(scope="module")
def known(request) -> list[Mutant]:
    return mutants(request.config.stash[KEY].site)


@pytest.mark.parametrize("language", EXPECTED)
def test_parts_of(language: str):
    text, expected = EXPECTED[language]
    found = [part for part in parts(language, text) if part.kind not in ("quote", "comma")]
    assert " ".join(f"{part.kind}:{text[part.start : part.end]}" for part in found) == expected


def test_quotes_and_commas():
    kinds = Counter(part.kind for part in parts("json", '{"a": "b", "c": [1, 2,]}'))
    assert (kinds["quote"], kinds["comma"]) == (3, 2)


@pytest.mark.parametrize(("text", "wrong"), [("base_url", "bas_url"), ("-m", "-mx"), ("gpt-5.5", "gp-5.5")])
def test_misspelled(text: str, wrong: str):
    assert misspelled(text) == wrong


def test_every_kind_of_mistake_is_made(known):
    kinds = {"host", "version", "key", "vendor", "model", "variable", "option", "header", "quote", "comma", "command"}
    assert kinds | {"install", "promise", "language"} <= {mutant.operator for mutant in known}


_HAS_CONDITION = re.compile(r"%%|\[=[?%]")
#: What pages show of a gateway that sells no model to chat with, or serves Gemini's `/v1beta` alone, not of the demo.
OF_OTHERS = {
    *("snippets/curl/embeddings.ps1", "snippets/curl/embeddings.sh", "snippets/openai-sdk/embeddings.py"),
    *("snippets/gemini-sdk/in_code_v1beta.py", "snippets/gemini-sdk-js/in-code-v1beta.mjs"),
    "snippets/langchain/gemini_in_code_v1beta.py",
}


def test_every_guide_with_code_has_mistakes(known):
    files = {mutant.file for mutant in known}
    all_ = [path for path in (ROOT / "snippets").glob("*/*") if path.is_file() and is_snippet(path)]
    code = {path.relative_to(ROOT).as_posix() for path in all_ if path.suffix not in (".yml", ".txt")}
    assert code - files == OF_OTHERS


def test_mistakes_change_one_place(known):
    for mutant in known[::50]:
        text = (ROOT / mutant.file).read_text("utf-8")
        changed = mutant.apply(text)
        assert changed != text
        assert changed[: mutant.start] == text[: mutant.start]
        assert changed.endswith(text[mutant.end :])


def test_mistakes_change_what_readers_of_the_demo_see(request, known):
    names = request.config.stash[KEY].site.names()
    for mutant in known:
        text = (ROOT / mutant.file).read_text("utf-8")
        if mutant.file.startswith("snippets/") and _HAS_CONDITION.search(text):
            assert render(mutant.apply(text), names) != render(text, names), str(mutant)


def test_sample_is_the_same_and_of_every_kind(known):
    chosen = sample(known, SAMPLE)
    assert chosen == sample(reversed(known), SAMPLE)
    assert {mutant.operator for mutant in chosen} == {mutant.operator for mutant in known}
    assert chosen != sample(known, SAMPLE, "another")


def test_list_of_harmless_mistakes_is_not_too_long(known):
    assert idle(read_list(), known) == []


SEEN = "docs/en/clients/a.md:5: step 1 (bash)"
MUTANT = Mutant("snippets/a/b.sh", 1, "option", "-a", "-ax", 0, 2)
LISTED = Harmless(file="snippets/a/*", operator="option", was="*", reason="It only makes the output longer.")


@pytest.mark.parametrize(
    ("status", "listed", "problem"),
    [
        (1, None, None),
        (0, LISTED, None),
        (0, None, "pytest ends with 0"),
        (3, None, "ends with 3"),
        (1, LISTED, "sees it"),
    ],
)
def test_what_is_to_be_mended(status: int, listed: Harmless | None, problem: str | None):
    tried = Tried(MUTANT, Verdict(status, SEEN if status == FAILED else ""), listed)
    assert problem in tried.problem if problem else tried.problem is None


def test_failure_that_names_no_page_is_none():
    assert not Verdict(2, "E   ModuleNotFoundError: No module named 'openai'").killed


def test_ninety_nine_of_a_hundred():
    seen, missed = Tried(MUTANT, Verdict(FAILED, SEEN), None), Tried(MUTANT, Verdict(0, ""), None)
    assert enough([seen] * 99 + [missed])
    assert not enough([seen] * 98 + [missed])
    assert not enough([seen] * 99 + [Tried(MUTANT, Verdict(FAILED, SEEN), LISTED)])


def test_walks_without_the_mistake_are_not_done(request):
    unharmed = Unharmed()
    unharmed.look_at(ROOT / "snippets/litellm/gemini.py")
    found = PageFile.from_parent(request.session, path=ROOT / "docs/en/clients/litellm.md").collect()
    items = [item for item in found if isinstance(item, WalkItem)]
    fence = items[-1].walk.fences[-1]
    fence.published += "mistake"
    unharmed.pytest_collection_modifyitems(items)
    done = [item for item in items if "runtest" not in vars(item)]
    assert done == [item for item in items if fence in item.walk.fences]
    assert len(done) < len(items)


@pytest.mark.thorough
def test_says_what_pytest_says(known):
    """A mistake that is seen, and none."""
    chosen = next(m for m in known if m.file == "snippets/lobechat/gateway.env" and m.was == "OPENAI_PROXY_URL")
    copy = ProjectCopy()
    try:
        none = Mutant(chosen.file, 1, "none", "", "", 0, 0)
        for mutant in (chosen, none):
            path = copy.folder / mutant.file
            text = path.read_text("utf-8")
            verdict = copy.ask(mutant)
            assert path.read_text("utf-8") == text
            path.write_text(mutant.apply(text), "utf-8")
            command = [sys.executable, "-m", "pytest", "-q", mutant.file]
            assert (
                verdict.status == subprocess.run(command, cwd=copy.folder, env=copy.environment, check=False).returncode
            )
            path.write_text(text, "utf-8")
    finally:
        copy.close()


@pytest.mark.thorough
@pytest.mark.walk
def test_mistakes_are_seen(known):
    found = list(run(sample(known, SAMPLE), read_list()))
    missed = [f"{tried.mutant}\n    {tried.problem}" for tried in found if tried.problem]
    assert enough(found), "\n".join([*report(found), *missed])
