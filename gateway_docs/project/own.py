"""Where the operator's files are."""

from __future__ import annotations

from pathlib import Path

FOLDER = "operator"


def own(project: Path, part: str) -> Path | None:
    """The operator's `docs`, `snippets` or `theme`; None: there is none."""
    folder = project / FOLDER / part
    return folder if folder.is_dir() else None


def own_file(project: Path, name: str) -> Path | None:
    """The operator's file of that name; None: there is none."""
    file = project / FOLDER / name
    return file if file.is_file() else None


def search_path(project: Path, part: str) -> list[Path]:
    """The folders of that part, the operator's before the project's."""
    return [*filter(None, [own(project, part)]), project / part]


def snippet_path(project: Path, software: str | None) -> list[Path]:
    """The folders of snippets: the operator's, what a gateway's software makes different, and the project's."""
    *theirs, ours = search_path(project, "snippets")
    return [*theirs, *([ours / "software" / software] if software else []), ours]


def extra_pages(project: Path) -> list[str]:
    """The operator's pages that the project does not have, by their name below a language's folder, sorted."""
    theirs = own(project, "docs")
    if theirs is None:
        return []
    return sorted(_names(theirs) - _names(project / "docs"))


def _names(docs: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for folder in docs.iterdir() for path in folder.rglob("*.md")}
