"""What the checks of translations say when something is wrong."""

from __future__ import annotations

import argparse
import os
import subprocess
import time
from pathlib import Path

import pytest

from gateway_docs.translation import command
from gateway_docs.translation.parity import differences
from gateway_docs.translation.sections import read_page
from gateway_docs.translation.staleness import mark_done, stale_sections
from gateway_docs.translation.wording import Term, english_left, wrong_words, wrong_words_said

ENGLISH = """---
title: Page
---
# Page

Ask [support](support.md) at [= name =].

## One {#one}

```bash
# say hello
echo hello
```

## Two {#two}

Text.
"""
CHINESE = ENGLISH.replace("Page", "页面").replace("Ask [support]", "联系[客服]").replace("say hello", "打招呼")
CHINESE = CHINESE.replace("## One", "## 一").replace("## Two", "## 二").replace("Text.", "正文。").replace(" at ", "：")
DAY = 24 * 60 * 60


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    for language, text in (("en", ENGLISH), ("zh", CHINESE)):
        (tmp_path / language).mkdir()
        (tmp_path / language / "index.md").write_text(text, "utf-8")
    mark_done(tmp_path, "zh", "index.md")
    return tmp_path


def change(docs: Path, language: str, old: str, new: str) -> None:
    path = docs / language / "index.md"
    assert old in path.read_text("utf-8")
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")


def test_equal(docs: Path):
    assert differences(docs, "zh") == []


@pytest.mark.parametrize(
    "edit, said",
    {
        ("## 二 {#two}", "## 二"): "zh/index.md#two: the section is missing",
        ("{#two}", "{#three}"): "zh/index.md#three: there is no such English section",
        ("echo hello", "echo 你好"): "zh/index.md#one: code block 1 differs",
        ("```bash", "```sh"): "zh/index.md#one: code block 1 differs",
        ("(support.md)", "(faq.md)"): "zh/index.md#introduction: the link support.md is missing",
        ("[= name =]", "网关"): "zh/index.md#introduction: the fact name is missing",
        ("## 二", "### 二"): "zh/index.md#two: the heading is of level 3",
    }.items(),
)
def test_difference(docs: Path, edit: tuple[str, str], said: str):
    change(docs, "zh", *edit)
    assert any(problem.startswith(said) for problem in differences(docs, "zh"))


def test_missing_page(docs: Path):
    (docs / "en" / "faq.md").write_text("# FAQ\n")
    assert differences(docs, "zh") == ["zh/faq.md: the page is missing"]


def test_fresh(docs: Path):
    assert stale_sections(docs, "zh") == []


def test_changed_section_is_named(docs: Path):
    change(docs, "en", "Text.", "Another text.")
    (stale,) = stale_sections(docs, "zh")
    assert str(stale) == "zh/index.md#two: the English text changed now"
    assert not stale.overdue


@pytest.mark.parametrize(("days", "overdue"), [(3, False), (30, True)])
def test_grace(docs: Path, days: int, overdue: bool):
    commit(docs, days + 1)
    change(docs, "en", "Text.", "Another text.")
    commit(docs, days)
    (stale,) = stale_sections(docs, "zh")
    assert stale.overdue is overdue
    assert (stale.before or "").strip().endswith("Text.")


def test_done(docs: Path):
    change(docs, "en", "Text.", "Another text.")
    mark_done(docs, "zh", "index.md")
    assert stale_sections(docs, "zh") == []
    assert read_page(docs / "zh" / "index.md")[1]["title"] == "页面"


def test_wrong_word(docs: Path):
    change(docs, "zh", "客服", "技术支持")
    assert wrong_words(docs, "zh", [Term("support", "客服", ["技术支持"])]) == [
        "zh/index.md#introduction: '技术支持' is used for support; the glossary says '客服'"
    ]


def test_wrong_word_outside_of_pages(tmp_path: Path):
    """Words in code, of readers who search, and of another's software may stay."""
    for name, text in {
        "gateway_docs/doctor/words/zh.yml": "a: 联系技术支持\nb: 写 `技术支持`",
        "gateway_docs/clients/files/a.yml": "- {say: {en: support, zh: 技术支持}}\n- 技术支持",
        "gateway_docs/software/a.yml": "message: {en: Ask, zh: 技术支持}",
        "gateway_docs/search/words.yml": "zh: [技术支持]",
        "gateway_docs/pages/agents.zh.md": "找技术支持。",
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    found = wrong_words_said(tmp_path, "zh", [Term("support", "客服", ["技术支持"])])
    assert [problem.split(": ")[0] for problem in found] == [
        "gateway_docs/clients/files/a.yml",
        "gateway_docs/doctor/words/zh.yml",
        "gateway_docs/pages/agents.zh.md",
    ]


def test_english_sentence(docs: Path):
    change(docs, "zh", "正文。", "This was simply forgotten. `this is some code` Claude Code")
    assert english_left(docs, "zh", ["Claude Code"]) == [
        "zh/index.md#two: 'This was simply forgotten.' is not translated"
    ]


def commit(docs: Path, days_ago: float) -> None:
    now = int(time.time() - days_ago * DAY)
    environment = {**os.environ, "GIT_AUTHOR_DATE": f"{now} +0000", "GIT_COMMITTER_DATE": f"{now} +0000"}
    identity = ["-c", "user.name=a", "-c", "user.email=a@b.example"]
    for words in (["init", "-q"], ["add", "."], [*identity, "commit", "-q", "-m", "change"]):
        subprocess.run(["git", *words], cwd=docs, env=environment, check=True)


def run(docs: Path, *arguments: str) -> int:
    parser = argparse.ArgumentParser()
    command.add_arguments(parser)
    return command.run(parser.parse_args(["--docs", str(docs), *arguments]))


def test_command_shows_the_change(docs: Path, capsys):
    commit(docs, 20)
    change(docs, "en", "Text.", "Another text.")
    commit(docs, 16)
    assert run(docs) == 1
    said = capsys.readouterr().out
    assert "zh/index.md#two: the English text changed 16 days ago, more than the grace of 14 days" in said
    assert "  -Text." in said and "  +Another text." in said


def test_command_marks_a_page(docs: Path, capsys):
    change(docs, "en", "Text.", "Another text.")
    assert run(docs, "--done", str(docs / "zh/index.md")) == 0
    assert run(docs) == 0
    assert "Every translation is up to date." in capsys.readouterr().out


@pytest.mark.parametrize(("page", "said"), [("en/index.md", "is the original"), ("zh/none.md", "is not a translated")])
def test_command_refuses(docs: Path, capsys, page: str, said: str):
    assert run(docs, "--done", str(docs / page)) == 1
    assert said in capsys.readouterr().err


def test_grace_of_a_text_that_was_never_committed(docs: Path):
    """It was translated before the English text was committed in other words: what counts is when those came."""
    change(docs, "en", "Text.", "Committed text.")
    commit(docs, 30)
    change(docs, "en", "Ask [support]", "Write to [support]")
    commit(docs, 3)
    stale = {found.section: found.overdue for found in stale_sections(docs, "zh")}
    assert stale == {"introduction": False, "two": True}
