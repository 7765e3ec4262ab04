"""Old addresses lead to where their content is now: `redirects.yml` at the root of the project."""

from __future__ import annotations

import posixpath
from html import escape
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from gateway_docs.facts import Facts
from gateway_docs.yaml_files import read_yaml

PAGE = """<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<title>{address}</title>
<meta name="robots" content="noindex">
<meta http-equiv="refresh" content="0; url={target}">
</head>
<body><p><a href="{target}">{address}</a></p></body>
</html>
"""


def load_redirects(project: Path) -> dict[str, str]:
    """Old address -> new one, both below the root of a language; none without the file."""
    path = project / "redirects.yml"
    return read_yaml(path) or {} if path.exists() else {}


def redirect_rules(project: Path, facts: Facts) -> list[tuple[str, str]]:
    """(old, new) for every language, from the root of the site, for servers that redirect by themselves."""
    folders = ["", *(f"{language}/" for language in facts.languages[1:])]
    return [(folder + old, folder + new) for folder in folders for old, new in load_redirects(project).items()]


def rules_that_stand(site: Path, config: MkDocsConfig, facts: Facts) -> list[tuple[str, str]]:
    """The rules whose new address this gateway's site has and whose old one no page took."""
    rules = redirect_rules(Path(config.config_file_path).parent, facts)
    pages = {path.parent.relative_to(site).as_posix() for path in site.rglob("index.html") if not _is_redirect(path)}
    return [(old, new) for old, new in rules if _folder(new) in pages and _folder(old) not in pages]


def write(site: Path, config: MkDocsConfig, facts: Facts) -> None:
    """Write a page at each old address, for hosts that redirect nothing by themselves."""
    for old, new in rules_that_stand(site, config, facts):
        page = site / old / "index.html"
        page.parent.mkdir(parents=True, exist_ok=True)
        path, _, section = new.partition("#")
        target = posixpath.relpath(f"/{path}", f"/{old}") + "/" + (f"#{section}" if section else "")
        language = next((name for name in facts.languages[1:] if old.startswith(f"{name}/")), facts.languages[0])
        page.write_text(PAGE.format(language=language, target=escape(target), address=escape(f"/{new}")), "utf-8")


def _is_redirect(page: Path) -> bool:
    return '<meta http-equiv="refresh"' in page.read_text("utf-8")


def _folder(address: str) -> str:
    return address.partition("#")[0].rstrip("/") or "."
