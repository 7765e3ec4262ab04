"""Python fences: ruff, then run with the real SDK, and each `#>` line is what was printed. By pytest-examples.

The program runs in the walk's own Python, because clients need packages that exclude each other.
"""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from pydantic import BaseModel, ValidationError
from pytest_examples import CodeExample, EvalExample
from pytest_examples.config import ExamplesConfig
from pytest_examples.lint import FormatError
from pytest_examples.run_code import Arg, InsertPrintStatements, PrintStatement

from gateway_docs.reader.shell import Ended, Shell
from gateway_docs.reader.workspace import Workspace

RUNNER = Path(__file__).with_name("python_runner.py")


Printed = list[tuple[int, str | None, list[tuple[str, bool]]]]


class Report(BaseModel):
    """What python_runner.py reports: of each print its line, `sep`, and each value as text and whether it was one."""

    printed: Printed
    error: tuple[int, str] | None


class PythonFenceError(Exception):
    """The fence fails ruff, raises, prints something else, or imports what the page did not install."""


class PrintedOtherwise(PythonFenceError):
    """The fence ran well, but printed something else than its `#>` lines say."""


class _ConciseRuff(ExamplesConfig):
    def ruff_config(self) -> tuple[str, ...]:
        # pytest-examples maps line numbers of this format only.
        return (*super().ruff_config(), "--output-format=concise")


def evaluator(tmp_path: Path, item: pytest.Item) -> EvalExample:
    """An EvalExample for a test that is not a function and so has no fixtures."""
    request: Any = SimpleNamespace(config=item.config, node=item)
    example = EvalExample(tmp_path=tmp_path, pytest_request=request)
    example.config = _ConciseRuff(line_length=88)
    return example


def lint(example: CodeExample, with_: EvalExample) -> None:
    """PythonFenceError: ruff finds something."""
    try:
        with_.lint_ruff(example)
    except (FormatError, pytest.fail.Exception) as error:
        raise PythonFenceError(str(error)) from None


def run(example: CodeExample, with_: EvalExample, shell: Shell, workspace: Workspace) -> None:
    """Run `example` in `shell`, the one of `workspace`. PythonFenceError says what went wrong."""
    program = workspace.scripts / f"{example.start_line}.py"
    program.write_text(example.source, "utf-8")
    ended, report = shell.paste_with_report(lambda report: f"python '{RUNNER}' '{program}' '{report}'\n")
    if not report:
        raise PythonFenceError(f"{example.path}:{example.start_line}: {_stopped(ended)}")
    try:
        told = Report.model_validate_json(report)
    except ValidationError:
        raise PythonFenceError(f"{example.path}:{example.start_line}: it wrote into the robot's report") from None
    if told.error:
        line, text = told.error
        raise PythonFenceError(f"{example.path}:{example.start_line + line}: {text}")
    _compare(example, with_, program, told.printed)


def _stopped(ended: Ended) -> str:
    return ended.stopped or f"the program ended with {ended.status}\n{ended.output}"


def _compare(example: CodeExample, with_: EvalExample, program: Path, printed: Printed) -> None:
    prints = InsertPrintStatements(program, with_.config, True, None, None)
    assert prints.print_func
    for line, sep, values in printed:
        statement = PrintStatement(line, " " if sep is None else sep, [Arg(text) for text, _ in values])
        for argument, (_, is_text) in zip(statement.args, values, strict=True):
            argument.is_str = is_text
        prints.print_func.statements.append(statement)
    try:
        prints.check_print_statements(example)
    except pytest.fail.Exception as problem:
        raise PrintedOtherwise(f"{example.path}:{example.start_line}: {problem}") from None
