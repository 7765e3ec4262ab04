"""Makes mistakes in the copy of the project in which it runs, one by one, and asks `pytest FILE` about each.

Lines of JSON come in, {"file": …, "start": …, "end": …, "becomes": …}; {"status": …, "said": …} goes out for each.
Everything that pytest will import is imported once, what no mistake changes is read once, and a fork runs each.
"""

from __future__ import annotations

import importlib
import json
import os
import sys
import traceback
from pathlib import Path
from tempfile import TemporaryFile

import pytest

from gateway_docs.mutants.unharmed import Unharmed
from gateway_docs.project import ROOT

#: What the reader imports. Not its plugin: pytest imports that in its own way.
WARM = (
    "gateway_docs.mock",
    "gateway_docs.mock.anthropic.requests",
    "gateway_docs.mock.gemini.requests",
    "gateway_docs.mock.openai.requests",
    "gateway_docs.reader.items",
    "gateway_docs.reader.live",
    "gateway_docs.reader.recording_item",
    "gateway_docs.reader.walker",
    "material",
    "mkdocs_static_i18n.plugin",
)


def main() -> None:
    for module in WARM:
        importlib.import_module(module)
    unharmed = Unharmed()
    for line in sys.stdin:
        mutant = json.loads(line)
        print(json.dumps(tried(unharmed, **mutant)), flush=True)


def tried(unharmed: Unharmed, file: str, start: int, end: int, becomes: str) -> dict[str, object]:
    """The exit status of pytest for `file` with the mistake, and what it printed."""
    path = ROOT / file
    unharmed.look_at(path)
    text = path.read_text("utf-8")
    path.write_text(text[:start] + becomes + text[end:], "utf-8")
    try:
        return asked(path, unharmed)
    finally:
        path.write_text(text, "utf-8")


def asked(path: Path, unharmed: Unharmed) -> dict[str, object]:
    """The exit status of `pytest path` and what it printed."""
    with TemporaryFile("w+", encoding="utf-8") as said:
        child = os.fork()
        if child == 0:
            _run(path, unharmed, said.fileno())
        _, status = os.waitpid(child, 0)
        said.seek(0)
        return {"status": os.waitstatus_to_exitcode(status), "said": said.read()}


def _run(path: Path, unharmed: Unharmed, output: int) -> None:
    for descriptor in (1, 2):
        os.dup2(output, descriptor)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    status: int = pytest.ExitCode.INTERNAL_ERROR
    try:
        # Asserts are not rewritten, because what is imported already cannot be; nothing here rests on their words.
        options = ["-x", "-q", "--no-header", "--assert=plain", "-p", "no:cacheprovider"]
        status = pytest.main([str(path), *options], plugins=[unharmed])
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        os._exit(int(status))


if __name__ == "__main__":
    main()
