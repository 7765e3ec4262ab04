"""Runs one program and reports what it printed, and where: `python python_runner.py PROGRAM REPORT`.

It runs in the walk's own Python with the walk's packages, so it needs the standard library alone.
"""

import builtins
import json
import re
import runpy
import sys
import traceback
import warnings


def main() -> None:
    program, report = sys.argv[1:]
    printed: list[list[object]] = []
    builtins.print = lambda *values, sep=" ", **_: printed.append([_line(program), sep, list(map(_shown, values))])
    sys.argv, sys.path[0] = [program], program.rpartition("/")[0]
    # What a program does that its SDK warns of is not for a page. What libraries do among themselves is theirs.
    warnings.filterwarnings("error", module="__main__")
    error = None
    try:
        runpy.run_path(program, run_name="__main__")
    except BaseException as raised:  # also SystemExit and KeyboardInterrupt: the program did not end by itself
        error = [_place(program, raised), "".join(traceback.format_exception_only(raised)).strip()]
    with open(report, "w", encoding="utf-8") as file:
        json.dump({"printed": printed, "error": error}, file)


def _line(program: str) -> int:
    """The line of `program` that runs now."""
    frame = sys._getframe(2)
    while frame.f_code.co_filename != program and frame.f_back:
        frame = frame.f_back
    return frame.f_lineno


def _shown(value: object) -> list[object]:
    """A printed value as pytest-examples keeps it: its text, and whether it is a string."""
    if isinstance(value, str):
        return [value, True]
    if isinstance(value, set):
        return ["{" + ", ".join(map(repr, sorted(value))) + "}", False]
    return [re.sub("0x[a-f0-9]{8,12}>", "0x0123456789ab>", str(value)), False]


def _place(program: str, error: BaseException) -> int:
    """The last line of `program` on the way to `error`, or 0."""
    lines = [frame.lineno or 0 for frame in traceback.extract_tb(error.__traceback__) if frame.filename == program]
    return lines[-1] if lines else getattr(error, "lineno", None) or 0


main()
