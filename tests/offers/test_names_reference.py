"""handbook/names.md lists what pages may name."""

from __future__ import annotations

import re

import pytest

from gateway_docs.cli import main
from gateway_docs.project import ROOT

TEXT = (ROOT / "handbook" / "names.md").read_text("utf-8")


def test_it_is_current():
    assert main(["names", "--check", "--facts", str(ROOT / "gateway.yml")]) == 0


def test_old_one_is_reported(tmp_path, capsys: pytest.CaptureFixture[str]):
    (tmp_path / "gateway.yml").write_text((ROOT / "gateway.yml").read_text("utf-8"), "utf-8")
    (tmp_path / "handbook").mkdir()
    (tmp_path / "handbook" / "names.md").write_text(TEXT.replace("`openai.model`", "`openai.modl`"), "utf-8")
    assert main(["names", "--check", "--facts", str(tmp_path / "gateway.yml")]) == 1
    assert "run gateway-docs names" in capsys.readouterr().err


def test_pages_use_names_of_it():
    """Every name that an English page prints is in the reference, so that nobody has to look it up in another page."""
    text = "".join(path.read_text("utf-8") for path in (ROOT / "docs" / "en").rglob("*.md"))
    used = set(re.findall(r"\[= ((?!clients\.)[a-z_]+(?:\.[a-z_]+)*) =\]", text))
    listed = set(re.findall(r"`([a-z_]+(?:\.[a-z_]+)*)`", re.sub(r'\["([a-z]+)"\]', r".\1", TEXT)))
    same = {name.replace("openai", vendor) for name in listed for vendor in ("anthropic", "gemini", "vendor")}
    looped = {name for name in used if name.partition(".")[0] in re.findall(r"=% for ([a-z_]+) in ", text)}
    group = {f"{vendor}.group.label" for vendor in ("openai", "anthropic", "gemini", "vendor")}
    names_of_mappings = re.findall(r"`openai(\.[a-z_]+)` \| `\{\}`", TEXT)
    mappings = {f"{vendor}{name}" for name in names_of_mappings for vendor in ("anthropic", "gemini")}
    of_mappings = {name for name in used if name.rpartition(".")[0] in mappings}  # the keys are the dialect's own
    assert len(used) > 20
    assert used - listed - same - group - looped - of_mappings == set()
