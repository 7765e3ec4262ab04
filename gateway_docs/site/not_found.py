"""One page per language for addresses that do not exist."""

from __future__ import annotations

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from gateway_docs.site.shell import default_language

NAME = "404.html"


def placed(output: str, template_name: str, config: MkDocsConfig) -> str:
    """`output` if MkDocs shall write it: the default language's. The others' are written beside their pages."""
    language = config.theme["language"]
    if template_name != NAME or language == default_language(config):
        return output
    folder = Path(config.site_dir, language)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / NAME).write_text(output, "utf-8")
    return ""
