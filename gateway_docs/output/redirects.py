"""Old addresses lead to where their content is now: `redirects.yml` at the root of the project."""

from __future__ import annotations

import posixpath
from html import escape
from pathlib import Path

from gateway_docs.facts import Facts
from gateway_docs.output.built_site import BuiltPage, BuiltSite
from gateway_docs.output.policy import policy
from gateway_docs.project.yaml_files import read_yaml

Rule = tuple[str, str]
PAGE = """<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<title>{address}</title>
<meta name="robots" content="noindex">
<noscript><meta http-equiv="refresh" content="0; url={target}"></noscript>
</head>
<body><p><a href="{target}">{address}</a></p><script type="module" src="{root}assets/redirect.js"></script></body>
</html>
"""


def load_redirects(project: Path) -> dict[str, str]:
    """Old address -> new one, both below the root of a language; none without the file."""
    path = project / "redirects.yml"
    return read_yaml(path) or {} if path.exists() else {}


def redirect_rules(project: Path, facts: Facts) -> list[Rule]:
    """(old, new) for every language, from the root of the site, for servers that redirect by themselves."""
    folders, rules = map(facts.folder, facts.languages), load_redirects(project)
    return [(folder + old, folder + new) for folder in folders for old, new in rules.items()]


def write(site: BuiltSite, project: Path) -> list[Rule]:
    """Write a page at each old address, for hosts that redirect nothing by themselves.

    Returns the rules whose new address this gateway's site has and whose old one no page took.
    """
    pages = {posixpath.dirname(name) for name in site.pages if posixpath.basename(name) == "index.html"}
    rules = redirect_rules(project, site.facts)
    rules = [(old, new) for old, new in rules if _folder(new) in pages and _folder(old) not in pages]
    for old, new in rules:
        site.pages[f"{_folder(old)}/index.html"] = BuiltPage(_page(old, new, site.facts))
    return rules


def _page(old: str, new: str, facts: Facts) -> str:
    path, _, section = new.partition("#")
    target = posixpath.relpath(f"/{path}", f"/{old}") + "/" + (f"#{section}" if section else "")
    language = next(name for name in reversed(facts.languages) if old.startswith(facts.folder(name)))
    return PAGE.format(
        language=language,
        policy=policy(facts.other_hosts),
        target=escape(target),
        address=escape(f"/{new}"),
        root=posixpath.relpath("/", f"/{old}") + "/",
    )


def _folder(address: str) -> str:
    return address.partition("#")[0].rstrip("/")
