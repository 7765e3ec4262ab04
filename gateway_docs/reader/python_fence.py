"""Python fences: ruff, then run with the real SDK, and each `#>` line is what was printed. By pytest-examples."""

from __future__ import annotations

import ast
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from pytest_examples import CodeExample, EvalExample
from pytest_examples.config import ExamplesConfig
from pytest_examples.lint import FormatError

from gateway_docs.reader.stand_in import closure, entries


class PythonFenceError(Exception):
    """The fence fails ruff, raises, prints something else, or imports what the page did not install."""


class _ConciseRuff(ExamplesConfig):
    def ruff_config(self) -> tuple[str, ...]:
        # pytest-examples maps line numbers of this format only.
        return (*super().ruff_config(), "--output-format=concise")


def evaluator(tmp_path: Path, item: pytest.Item) -> EvalExample:
    """An EvalExample for a test that is not a function and so has no fixtures."""
    example = EvalExample(tmp_path=tmp_path, pytest_request=SimpleNamespace(config=item.config, node=item))
    example.config = _ConciseRuff(line_length=88)
    return example


def lint(example: CodeExample, with_: EvalExample) -> None:
    """PythonFenceError: ruff finds something."""
    try:
        with_.lint_ruff(example)
    except (FormatError, pytest.fail.Exception) as error:
        raise PythonFenceError(str(error)) from None


def run(
    example: CodeExample, with_: EvalExample, environment: Mapping[str, str], folder: Path, installed: list[str]
) -> None:
    """Run `example` in `folder` with exactly these variables. PythonFenceError says what went wrong."""
    missing = sorted(imports(example.source) - _importable(installed))
    if missing:
        raise PythonFenceError(
            f"{example.path}:{example.start_line}: imports {missing[0]}, which the page does not install"
        )
    problem = None
    with _surroundings(environment, folder):
        try:
            with_.run_print_check(example)
        except (Exception, SystemExit, pytest.fail.Exception) as error:
            problem = describe(example, error)
    # Raised outside of the except block: on Python 3.11 pytest cannot show the frames that pytest-examples makes.
    if problem:
        raise PythonFenceError(problem)


def describe(example: CodeExample, error: BaseException) -> str:
    """`page.md:9: NameError: …`, with the line of the page on which the example failed."""
    lines, frame = [], error.__traceback__
    while frame:
        if frame.tb_frame.f_code.co_filename == str(example.path):
            lines.append(frame.tb_lineno)
        frame = frame.tb_next
    return f"{example.path}:{max(lines, default=example.start_line)}: {type(error).__name__}: {error}"


def imports(source: str) -> set[str]:
    """The top-level modules, outside of the standard library, that `source` imports. Empty if it does not parse."""
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return set()
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module.split(".")[0])
    return names - sys.stdlib_module_names


def _importable(installed: list[str]) -> set[str]:
    """The modules that the packages named by install lines bring along."""
    return {module for name in installed for module in _modules(name)}


@cache
def _modules(name: str) -> set[str]:
    return {entry.partition(".")[0] for needed in closure(name) for entry in entries(needed)}


@contextmanager
def _surroundings(environment: Mapping[str, str], folder: Path) -> Iterator[None]:
    before: tuple[dict[str, str], str, Any] = dict(os.environ), os.getcwd(), sys.modules["__main__"]
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before[0])
        os.chdir(before[1])
        sys.modules["__main__"] = before[2]
