"""operator/mkdocs.yml: what an operator sets of Material's and MkDocs' options, laid over ours."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from mkdocs.config.base import ValidationError
from mkdocs.config.defaults import MkDocsConfig

from gateway_docs.facts.positions import YamlProblem, read_located
from gateway_docs.project.own import own_file
from gateway_docs.theme.options import options

NAME = "mkdocs.yml"
#: Settings of MkDocs that are made of one another.
_DERIVED = ("repo_name", "edit_uri_template", "edit_uri")
_SETTINGS = frozenset({*_DERIVED, *options()["settings"]})
_PARTS = frozenset({"theme", "extra", "plugins", "markdown_extensions", *_SETTINGS})


class OptionError(Exception):
    """An option of the operator's that cannot be laid over ours. The text names file and line."""


def lay_over(config: MkDocsConfig, project: Path, command: str | None) -> None:
    """Set in `config` what the file says, if there is one. What is listed there is added to our lists.

    `command` is that of MkDocs, for plugins that begin with it.
    """
    path = own_file(project, NAME)
    if not path:
        return
    config.watch = [*config.watch, str(path)]
    try:
        told = read_located(path.read_text("utf-8"))
    except YamlProblem as problem:
        raise OptionError(f"{path}:{problem.line}: {problem}") from None
    for place, reason in _unknown(told.value):
        raise OptionError(f"{path}:{told.line(place)}: {'.'.join(map(str, place))}: {reason}")
    for part in filter((told.value or {}).__contains__, sorted(_PARTS, key="plugins".__eq__)):
        try:
            _lay(config, part, told.value[part], command)
        except ValidationError as error:
            raise OptionError(f"{path}:{told.line((part,))}: {part}: {error}") from None
    for name in _DERIVED:
        dict(config._schema)[name].post_validation(config, name)


def _unknown(told: Any) -> Iterator[tuple[tuple[str, ...], str]]:
    said = options()["unknown"]
    if told is not None and not isinstance(told, dict):
        yield (), said["file"].note
        return
    for part in told or {}:
        if part not in _PARTS:
            yield (part,), said["part"].note
    for part in ("theme", "extra"):
        if not isinstance((told or {}).get(part, {}), dict):
            yield (part,), said["file"].note
            return
    for name in (told or {}).get("theme", {}):
        if name == "custom_dir" or name not in {"features", *options()["theme"]}:
            yield ("theme", name), said[name if name in said else "theme"].note


def _lay(config: MkDocsConfig, part: str, value: Any, command: str | None) -> None:
    option: Any = dict(config._schema)[part]
    if part == "theme":
        features = [*(config.theme.get("features") or []), *value.pop("features", [])]
        for name, wish in {**value, "features": features}.items():
            config.theme[name] = wish
    elif part == "extra":
        config.extra.update(value)
    elif part == "plugins":
        for name, settings in option._parse_configs(value):
            _, plugin = option.load_plugin_with_namespace(name, settings)
            if command and hasattr(plugin, "on_startup"):
                plugin.on_startup(command=command, dirty=False)
    else:
        ours = [{name: config.mdx_configs.get(name, {})} for name in config.markdown_extensions]
        option.pre_validation(config, part)
        config[part] = option.validate([*ours, *value] if part == "markdown_extensions" else value)
        option.post_validation(config, part)


def located(config: MkDocsConfig, project: Path, problem: str) -> str:
    """`problem`, as `theme.options.refusals` words it, behind the file and line that it is about."""
    place, name = problem.split(": ")[:2]
    part = {"settings": name, "markdown": "markdown_extensions"}.get(place, place.partition(".")[0])
    for path in filter(None, (own_file(project, NAME), Path(config.config_file_path))):
        for written, line in _written(yaml.compose(path.read_text("utf-8"), yaml.SafeLoader)):
            if written[0] == part and name in (written[-1], written[-1].rpartition("/")[2]):
                return f"{path}:{line}: {problem}"
    return f"{config.config_file_path}: {problem}"


def _written(node: yaml.Node | None, inside: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], int]]:
    """Each key and text of a file, behind the keys that it stands in, with its line."""
    match node:
        case yaml.MappingNode():
            for key, value in node.value:
                yield (*inside, key.value), key.start_mark.line + 1
                yield from _written(value, (*inside, key.value))
        case yaml.SequenceNode():
            for value in node.value:
                yield from _written(value, inside)
        case yaml.ScalarNode():
            yield (*inside, node.value), node.start_mark.line + 1
