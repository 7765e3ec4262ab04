from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hanging import HANGING_SECONDS

from gateway_docs.facts import Facts, load_facts
from gateway_docs.project import ROOT

ASSETS = ROOT / "gateway_docs" / "theme" / "templates" / "assets" / "tools"
NODE = Path(sys.executable).with_name("node")
OTHER = ROOT / "tests" / "site" / "other-gateway.yml"


@pytest.fixture(scope="session")
def other_facts() -> Facts:
    return load_facts(OTHER)


@pytest.fixture(scope="session")
def node() -> Callable[[str, str, Any], Any]:
    """`node("cost.js", "all.cost(...item)", items)`: the value of the expression for each item; errors are texts.

    `all` is the module; further arguments are values that the expression may name.
    """

    def node(module: str, expression: str, items: Any, **known: Any) -> list[Any]:
        script = f"""
            import * as all from {json.dumps((ASSETS / module).as_uri())};
            let text = "";
            for await (const chunk of process.stdin) text += chunk;
            const {{items, known: {{{", ".join(known)}}}}} = JSON.parse(text);
            console.log(JSON.stringify(items.map((item) => {{
                try {{ return {expression}; }} catch (error) {{ return String(error); }}
            }})));
        """
        ended = subprocess.run(
            [NODE, "--input-type=module", "--eval", script],
            input=json.dumps({"items": items, "known": known}),
            capture_output=True,
            text=True,
            check=False,
            timeout=HANGING_SECONDS,
        )
        assert ended.returncode == 0, ended.stderr
        return json.loads(ended.stdout)

    return node
