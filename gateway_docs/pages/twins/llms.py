"""llms.txt: what a program should know before it helps a customer, and where each page is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gateway_docs.pages.locale import FALLBACK_LANGUAGE
from gateway_docs.pages.template import render
from gateway_docs.pages.twins.twin import Twin

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Chapter:
    """Pages under one heading of the navigation."""

    title: str
    twins: tuple[Twin, ...]


def llms_txt(instructions: str, chapters: Iterable[Chapter]) -> str:
    """The instructions, then a list of all pages, one line each."""
    lists = (f"## {chapter.title}\n\n" + "".join(map(_entry, chapter.twins)) for chapter in chapters)
    return "\n".join([instructions, *lists])


def llms_full_txt(instructions: str, chapters: Iterable[Chapter]) -> str:
    """The instructions, then every page whole."""
    return "\n---\n\n".join([instructions, *(twin.text for chapter in chapters for twin in chapter.twins)])


def agent_instructions(names: Mapping[str, Any], language: str) -> str:
    """The title of the site and what an agent must know, in `language` or in English. Links lead to source files."""
    path = FOLDER / f"agents.{language}.md"
    path = path if path.exists() else FOLDER / f"agents.{FALLBACK_LANGUAGE}.md"
    return render(path.read_text("utf-8"), names)


def _entry(twin: Twin) -> str:
    described = f": {twin.description}" if twin.description else ""
    return f"- [{twin.title}]({twin.address}){described}\n"
