"""The settings of aider: the long options of its command, as its own parser has them."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

from gateway_docs.environments.environment import Environment

ASK = """
import json
from aider.args import get_parser
print(json.dumps([
    [option.removeprefix("--"), action.nargs == 0, action.choices]
    for action in get_parser([], None)._actions for option in action.option_strings if option.startswith("--")
]))
"""


def aider_settings(environment: Environment, printed: Callable[[list[str], dict[str, str]], Any]) -> dict[str, Any]:
    """Names without a value of their own take a word for yes or no; lists and texts are not told apart."""
    told = printed([sys.executable, "-c", ASK], {"PYTHONPATH": str(environment.site_packages)})
    return {"is": "o", "options": True, "in": {name: _kind(switch, choices) for name, switch, choices in told}}


def _kind(switch: bool, choices: list[str] | None) -> str | dict[str, Any]:
    return "y" if switch else {"is": "s", "of": sorted(choices)} if choices else ""
