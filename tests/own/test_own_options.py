"""What stands in operator/mkdocs.yml is laid over our options; what cannot be is named with file and line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

from gateway_docs.project import ROOT
from gateway_docs.theme.options import needs_bundle

OPTIONS = """
theme:
  features: [navigation.tabs, navigation.top]
  palette: {scheme: slate, primary: teal}
  icon: {repo: fontawesome/brands/gitlab}
extra:
  social: [{icon: fontawesome/brands/github, link: https://git.example/social}]
copyright: © Harbour Relay
repo_url: https://git.example/relay
edit_uri: edit/main/
extra_css: [assets/own.css]
plugins: [tags]
markdown_extensions:
  - footnotes
  - toc: {permalink: false}
"""


def configured(folder: Path, text: str) -> MkDocsConfig:
    """The configuration of a project whose operator says `text`."""
    for name in ("mkdocs.yml", "gateway.yml", "docs", "snippets"):
        (folder / name).symlink_to(ROOT / name)
    (folder / "operator").mkdir(exist_ok=True)
    (folder / "operator/mkdocs.yml").write_text(text, "utf-8")
    config = load_config(str(folder / "mkdocs.yml"))
    config.plugins.on_startup(command="build", dirty=False)
    config.plugins["gateway"].on_config(config)
    return config


def test_options_are_laid_over_ours(tmp_path):
    config = configured(tmp_path, OPTIONS)
    assert {"content.code.copy", "navigation.tabs", "navigation.top"} <= set(config.theme["features"])
    assert needs_bundle(config)
    assert config.theme["palette"] == {"scheme": "slate", "primary": "teal"}
    assert config.theme["icon"]["repo"] == "fontawesome/brands/gitlab"
    assert config.extra["social"][0]["link"] == "https://git.example/social"
    assert config.extra["generator"] is False, "ours stays where the operator says nothing"
    assert config.copyright == "© Harbour Relay"
    assert (config.repo_name, config.edit_uri) == ("Git", "edit/main/")  # MkDocs names it after the host
    assert config.extra_css == ["assets/own.css"]
    assert "material/tags" in config.plugins
    assert {"footnotes", "admonition", "pymdownx.snippets"} <= set(config.markdown_extensions)
    assert config.mdx_configs["toc"]["permalink"] is False
    assert str(tmp_path / "operator/mkdocs.yml") in config.watch


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("theme:\n  features:\n    - content.code.select\n", ":3: theme.features: content.code.select: Code blocks"),
        ("extra: {}\ntheme: {logo: own.svg}\n", ":2: theme: logo: gateway.yml has the logo"),
        ("theme:\n  palete: {}\n", ":2: theme.palete: Material has no such option"),
        ("\nsite_name: Relay\n", ":2: site_name: It cannot be set here"),
        ("plugins:\n  - tags\n  - social\n", ":3: plugins: social: It fetches fonts"),
        ("plugins: [nix]\n", ':1: plugins: The "nix" plugin is not installed'),
        ("extra_css:\n  - https://fonts.example/x.css\n", ":2: extra_css: https://fonts.example/x.css: Sheets"),
        ("\ntheme:\n  icon: {repo: simple/none}\n", ":3: theme.icon: simple/none: There is no such icon. Name one"),
        ("theme: {icon: {admonition: {note: simple/none}}}\n", ":1: theme.icon: simple/none: There is no such icon"),
        (
            "theme:\n  palette:\n    - toggle: {icon: simple/none, name: Dark}\n",
            ":3: theme.palette: simple/none: There is no such icon",
        ),
        (
            "extra:\n  social:\n    - {icon: simple/none, link: https://x.example}\n",
            ":3: extra.social: simple/none: There is no such icon",
        ),
        ("repo_url: []\n", ":1: repo_url: Expected a string"),
        ("theme:\n  custom_dir: mine\n", ":2: theme.custom_dir: Templates of yours stand"),
        ("theme: [dark]\n", ":1: theme: A mapping of options"),
        ("theme: {a: 1\n", ":2: is not valid YAML"),
        ("- theme\n", ":1: : A mapping of options"),
    ],
)
def test_what_cannot_be_is_named_with_its_line(tmp_path, text, said):
    with pytest.raises(PluginError) as stopped:
        configured(tmp_path, text)
    assert f"{tmp_path}/operator/mkdocs.yml{said}" in str(stopped.value)


def test_missing_icon_of_a_client_is_named_with_its_line(tmp_path):
    """An operator's own client.yml stands over ours."""
    text = (ROOT / "snippets/codex/client.yml").read_text("utf-8")
    changed = re.sub(r"(?m)^icon: .*$", "icon: simple/none", text)
    file = tmp_path / "operator/snippets/codex/client.yml"
    file.parent.mkdir(parents=True)
    file.write_text(changed, "utf-8")
    line = changed.splitlines().index("icon: simple/none") + 1
    with pytest.raises(PluginError, match=re.escape(f"{file}:{line}: icon: simple/none: There is no such icon. Name")):
        configured(tmp_path, "")
