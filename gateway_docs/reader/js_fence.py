"""JavaScript fences: run by Node as an ES module, and the `//>` lines in order are all that it prints."""

from __future__ import annotations

import re

from gateway_docs.reader.fences import Fence
from gateway_docs.reader.shell import Shell
from gateway_docs.reader.workspace import Workspace

_PROMISED = re.compile(r"^\s*//> ?(.*)$", re.MULTILINE)


class JavaScriptError(Exception):
    """The program does not parse, fails, or prints something else."""


class PrintedOtherwiseByJavaScript(JavaScriptError):
    """The program ran well, but printed something else than its `//>` lines say."""


def check(source: str, shell: Shell, workspace: Workspace) -> None:
    """JavaScriptError: `source` is not JavaScript."""
    program = workspace.scripts / "check.mjs"
    program.write_text(source, "utf-8")
    ended = shell.paste(f"node --check '{program}'\n")
    if not ended.well:
        raise JavaScriptError(ended.stopped or ended.output)


def run(fence: Fence, source: str, shell: Shell, workspace: Workspace) -> None:
    """Run `source`, which `fence` says. It stands in HOME, where Node looks for what `npm install` brought."""
    program = workspace.save(f"program{fence.line}.mjs", source)
    ended = shell.paste(f"node '{program}'\n")
    if not ended.well:
        raise JavaScriptError(ended.stopped or f"it ended with {ended.status}\n{ended.output}")
    promised = "".join(f"{line.rstrip()}\n" for line in _PROMISED.findall(source))
    printed = "".join(f"{line.rstrip()}\n" for line in ended.output.splitlines())
    if promised != printed:
        raise PrintedOtherwiseByJavaScript(f"its //> lines say\n{promised}it printed\n{printed}")
