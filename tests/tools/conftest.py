from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from gateway_docs.clients import ROOT
from gateway_docs.facts import Facts, load_facts

ASSETS = ROOT / "gateway_docs" / "site" / "theme" / "assets" / "tools"
NODE = Path(sys.executable).with_name("node")
OTHER = ROOT / "tests" / "site" / "other-gateway.yml"


@pytest.fixture(scope="session")
def facts() -> Facts:
    return load_facts(ROOT / "gateway.yml")


@pytest.fixture(scope="session")
def other_facts() -> Facts:
    return load_facts(OTHER)


@pytest.fixture(scope="session")
def node() -> Callable[[str, str, Any], Any]:
    """`node("cost.js", "cost(...item)", items)`: the value of the expression for each item; errors are texts."""

    def node(module: str, expression: str, items: Any) -> list[Any]:
        script = f"""
            import * as all from {json.dumps((ASSETS / module).as_uri())};
            let text = "";
            for await (const chunk of process.stdin) text += chunk;
            const each = new Function("all", "item", "with (all) {{ return {expression} }}");
            console.log(JSON.stringify(JSON.parse(text).map((item) => {{
                try {{ return each(all, item); }} catch (error) {{ return String(error); }}
            }})));
        """
        ended = subprocess.run(
            [NODE, "--input-type=module", "--eval", script],
            input=json.dumps(items),
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
        assert ended.returncode == 0, ended.stderr
        return json.loads(ended.stdout)

    return node
