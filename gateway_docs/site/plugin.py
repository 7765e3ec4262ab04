"""The MkDocs plugin: the site takes its name, addresses and texts from gateway.yml."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from gateway_docs.facts import Facts, FactsError, load_facts
from gateway_docs.site.names import names
from gateway_docs.site.template import render

EXTENSION = "gateway_docs.site.facts_extension"
NOT_TRANSLATED = '!!! note "本页尚未翻译"\n    This page is not translated yet and is shown in English.\n\n'


class GatewayConfig(Config):
    facts = config_options.Type(str, default="gateway.yml")


class GatewayPlugin(BasePlugin[GatewayConfig]):
    """`facts` is the path of gateway.yml, relative to mkdocs.yml."""

    facts: Facts

    @property
    def names(self) -> dict[str, Any]:
        """What front matter and site settings may use; texts are in English."""
        return names(self.facts, "en")

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        path = Path(config.config_file_path).parent / self.config.facts
        try:
            self.facts = load_facts(path)
        except FactsError as error:
            raise PluginError(str(error)) from None
        config.site_name, config.site_url = self.facts.name, self.facts.site_url
        config.site_description = render(config.site_description or "", self.names)
        config.watch = sorted({*config.watch, str(path)})
        if EXTENSION not in config.markdown_extensions:
            config.markdown_extensions.append(EXTENSION)
        config.mdx_configs[EXTENSION] = {"facts": str(path)}
        return config

    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        written_in = getattr(page.file, "locale", "en")
        shown_as = getattr(page.file, "locale_alternate_of", written_in)
        config.mdx_configs[EXTENSION]["language"] = written_in
        known = names(self.facts, written_in)
        page.meta.update({key: render(text, known) for key, text in page.meta.items() if isinstance(text, str)})
        return markdown if written_in == shown_as else _after_title(markdown, NOT_TRANSLATED)


def _after_title(markdown: str, notice: str) -> str:
    title, _, rest = markdown.partition("\n")
    return f"{title}\n\n{notice}{rest}" if title.startswith("# ") else notice + markdown
