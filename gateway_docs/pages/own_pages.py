"""The project's pages with the operator's put over them: new pages, and sections that replace ours or follow them."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

from gateway_docs.pages.locale import words
from gateway_docs.pages.own_sections import merged
from gateway_docs.project.own import own

#: Made anew by every build, so that everything else reads one folder of pages.
MADE = Path(".cache/operator/docs")


Pairs = dict[Path, tuple[Path | None, Path | None]]


class OwnError(Exception):
    """The operator's page cannot be put over ours. The text names the file and what is allowed."""


def pages_folder(project: Path, docs: Path) -> Path:
    """The folder of all pages: `docs` itself where the operator has none of their own."""
    theirs = own(project, "docs")
    if theirs is None or docs != project / "docs":
        return docs
    made, wanted = project / MADE, _wanted(docs, theirs)
    for path in [path for path in made.rglob("*") if path.is_file() and path.relative_to(made) not in wanted]:
        path.unlink()
    for name, (ours, own_page) in wanted.items():
        _make(made / name, ours, own_page, project)
    return made


def _wanted(docs: Path, theirs: Path) -> Pairs:
    """Name of each page to make -> ours and theirs of that name."""
    found: Pairs = {}
    for folder, ours in ((docs, True), (theirs, False)):
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            name = path.relative_to(folder)
            found[name] = (path, None) if ours else (found.get(name, (None, None))[0], path)
    return found | dict(_untranslated(found, sorted(folder.name for folder in docs.iterdir() if folder.is_dir())))


def _untranslated(found: Pairs, languages: list[str]) -> Iterator[tuple[Path, tuple[None, Path]]]:
    """The operator's page in the languages that have none of it: as it is in another one."""
    for name, (ours, theirs) in found.items():
        for language in languages:
            other = Path(language, *name.parts[1:])
            if ours is None and theirs and theirs.suffix == ".md" and other not in found:
                yield other, (None, theirs)


def _make(target: Path, ours: Path | None, theirs: Path | None, project: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if theirs and theirs.suffix == ".md":
        text = _text(target.relative_to(project / MADE), ours, theirs, project).encode()
    else:
        source = theirs or ours
        assert source, "what is listed is somebody's"
        text = source.read_bytes()
    if not target.is_file() or target.read_bytes() != text:
        target.write_bytes(text)


def _text(name: Path, ours: Path | None, theirs: Path, project: Path) -> str:
    """The page `name`, for example `zh/faq.md`, of which the operator has a file."""
    text = theirs.read_text("utf-8-sig")
    if ours is None:
        written_in = theirs.relative_to(project / "operator" / "docs").parts[0]
        return text if written_in == name.parts[0] else _with_notice(text, name.parts[0])
    try:
        return merged(ours.read_text("utf-8-sig"), text)
    except ValueError as error:
        raise OwnError(f"{os.path.relpath(theirs, project)}: {error}") from None


def _with_notice(text: str, language: str) -> str:
    """A page in another language than the site's, with a notice below its title that says so."""
    notice = f"\n!!! note\n    {words(language)['operator']['not_translated']}\n"
    return re.sub(r"^# .*\n", lambda title: title[0] + notice, text, count=1, flags=re.MULTILINE)


def origin(path: Path, project: Path) -> Path:
    """The file to change for the page at `path`: itself, unless it is a copy of one of the project's or operator's."""
    made = project / MADE
    if not path.is_relative_to(made):
        return path
    name = path.relative_to(made)
    sources = [source for source in (project / "operator/docs" / name, project / "docs" / name) if source.exists()]
    return sources[0] if len(sources) == 1 else path
