"""What the pages of a gateway show is served by the software that it runs."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from hanging import HANGING_SECONDS

from gateway_docs.facts.with_software import with_software
from gateway_docs.project import ROOT
from gateway_docs.project.yaml_files import read_yaml, to_yaml
from gateway_docs.reader.page import Site
from gateway_docs.reader.slips import addresses_in
from gateway_docs.software import software, software_ids

#: They ask for Responses, too, on other gateways.
OF_BOTH = ("curl", "openai-sdk", "openai-sdk-js", "openai-agents", "vercel-ai-sdk")


def facts_of(software_id: str, folder: Path) -> Path:
    """The demo's facts with that software, in the formats that it serves."""
    path = folder / "gateway.yml"
    path.write_text(to_yaml(with_software(read_yaml(ROOT / "gateway.yml"), software_id)), "utf-8")
    return path


@pytest.mark.parametrize("software_id", software_ids())
def test_addresses_of_code_blocks_are_served(software_id, tmp_path):
    site = Site(ROOT / "mkdocs.yml", facts_of(software_id, tmp_path))
    hosts = {region.host for region in site.facts.regions}
    pages = [path for path in site.pages() if path.is_relative_to(site.docs / "en")]
    urls = {url for path in pages for fence in site.read(path).fences for url in addresses_in(fence.published)}
    asked = {urlsplit(url).path for url in urls if urlsplit(url).hostname in hosts}
    assert len(asked) > 3 and {path for path in asked if software(software_id).lacks(path)} == set()


def test_guides_without_what_they_need_are_not_there(tmp_path):
    site = Site(ROOT / "mkdocs.yml", facts_of("one-api", tmp_path))
    guides = {path.stem for path in site.pages()}
    assert not guides & {"codex", "continue", "pydantic-ai", "claude-code"}
    assert guides >= {*OF_BOTH, "opencode", "aider"}


@pytest.mark.walk
@pytest.mark.thorough
def test_guides_hold_where_chat_completions_alone_are_served(tmp_path):
    pages = [f"docs/en/clients/{client}.md" for client in OF_BOTH]
    ended = subprocess.run(
        [sys.executable, "-m", "pytest", "--quiet", *pages],
        cwd=ROOT,
        env={**os.environ, "GATEWAY_FACTS": str(facts_of("one-api", tmp_path))},
        capture_output=True,
        text=True,
        timeout=HANGING_SECONDS,
    )
    assert ended.returncode == 0, ended.stdout
