"""Installs the environments of clients: `python -m gateway_docs.environments.fetch codex`. Set-up does the same."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from gateway_docs.environments.environment import environments
from gateway_docs.environments.install import InstallError, Tools, install


def main(names: Sequence[str]) -> int:
    """The exit status: 1 if an installer failed, whose words are told then."""
    tools = Tools(Path(sys.executable).parent, dict(os.environ))
    wanted = [one for one in environments() if one.client in names and one.too_new_a_python is None]
    try:
        install(wanted, tools, lambda line: print(line, flush=True))
    except InstallError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
