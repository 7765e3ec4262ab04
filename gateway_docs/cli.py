"""The command gateway-docs."""

from __future__ import annotations

import argparse
import signal
import sys
import threading
import tomllib
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from gateway_docs.connect.assemble import downloads
from gateway_docs.facts import FactsError, load_facts
from gateway_docs.facts.schema import schema_text
from gateway_docs.operator import begin, importing
from gateway_docs.operator.doubts import doubts, unreachable
from gateway_docs.operator.free_form import bring
from gateway_docs.project import ROOT
from gateway_docs.project.facts_file import DEMO, OWN, facts_file
from gateway_docs.publish import command
from gateway_docs.translation import command as translation

Command = Callable[[argparse.Namespace], int]


def main(argv: Sequence[str] | None = None) -> int:
    """Run one subcommand. The exit status: 0, or 1 with the reason on stderr. argparse exits 2 for wrong usage."""
    arguments = _parser().parse_args(argv)
    run: Command = arguments.run
    try:
        return run(arguments)
    except (FactsError, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    except ModuleNotFoundError as error:
        if error.name is None or error.name.partition(".")[0] == "gateway_docs":
            raise
        print(
            f"{error.name} is not installed, because the site needs none: run scripts/setup test first", file=sys.stderr
        )
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="gateway-docs", description="Documentation of an AI gateway, proven by running it."
    )
    parser.add_argument("--version", action="version", version=_version())
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    begin_command = _add(commands, "init", begin.run, "write a facts file for your gateway, or propose changes to it")
    begin.add_arguments(begin_command)
    begin_command.set_defaults(facts=OWN)
    check = _add(commands, "check", _check, "say what is wrong or doubtful in the facts")
    check.add_argument("--offline", action="store_true", help="ask none of the addresses")
    about = "show the file in the form that takes any vendor in any format"
    check.add_argument("--any-vendor", action="store_true", help=about)
    check.add_argument("--write", action="store_true", help="with --any-vendor: write it")
    import_command = _add(commands, "import", importing.run, "compare the facts with what the running gateway offers")
    importing.add_arguments(import_command)
    for name, run, file in (
        ("schema", _schema, "gateway.schema.json"),
        ("names", _names, "handbook/names.md"),
        ("options", _options, "handbook/material.md"),
    ):
        generated = _add(commands, name, run, f"write {file} beside gateway.yml")
        generated.set_defaults(facts=DEMO)
        generated.add_argument("--check", action="store_true", help="write nothing, exit 1 if the file differs")
    publish = _add(commands, "publish", command.run, "build the site and show it whole; list releases; roll back")
    command.add_arguments(publish)
    check_site = _add(commands, "check-site", _check_site, "ask a published site whether it is as it was built")
    check_site.add_argument("url", metavar="URL", help="its front page, such as https://docs.example.com/")
    check_site.add_argument("--site", type=Path, metavar="FOLDER", help="also compare it with this build")
    translation_command = _add(commands, "translation", translation.run, "say what changed since pages were translated")
    translation.add_arguments(translation_command)
    mock = _add(commands, "mock", _mock, "run the mock gateway until Ctrl-C, on 127.0.0.1, for your own computer alone")
    mock.add_argument("--port", type=int, default=0, help="port of the gateway itself (default: a free one)")
    record = _add(commands, "record", _record, "record what clients print at the errors of your gateway's software")
    record.add_argument("clients", nargs="*", metavar="CLIENT", help="only these")
    into = ROOT / "operator/snippets/errors"
    record.add_argument("--into", type=Path, default=into, metavar="FOLDER", help="default: operator/snippets/errors")
    record.add_argument("--anew", action="store_true", help="also what is recorded already")
    replay = _add(commands, "replay", _replay, "measure the mock gateway by recorded exchanges with the vendors' APIs")
    replay.add_argument("folder", type=Path, metavar="FOLDER", help="recordings: YAML or JSON, gzipped or not")
    return parser


def _version() -> str:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    return str(project["version"])


def _add(commands: Any, name: str, run: Command, help_: str) -> argparse.ArgumentParser:
    command: argparse.ArgumentParser = commands.add_parser(name, help=help_, description=help_)
    text = f"default: {OWN} if there is one, else {DEMO}"
    command.add_argument("--facts", type=Path, default=facts_file(Path()), metavar="FILE", help=text)
    command.set_defaults(run=run)
    return command


def _check(arguments: argparse.Namespace) -> int:
    facts = load_facts(arguments.facts)
    if arguments.any_vendor:
        return bring(arguments.facts, arguments.write)
    found = [*doubts(facts, date.today()), *([] if arguments.offline else unreachable(facts))]
    for doubt in found:
        print(f"warning: {arguments.facts}: {doubt}")
    print("OK; see the warnings" if found else "OK")
    return 0


def _schema(arguments: argparse.Namespace) -> int:
    return _generated(arguments, "gateway.schema.json", schema_text(), "schema")


def _names(arguments: argparse.Namespace) -> int:
    # Imported here: the other commands need nothing of pages.
    from gateway_docs.pages.reference import reference

    return _generated(arguments, "handbook/names.md", reference(load_facts(arguments.facts)), "names")


def _options(arguments: argparse.Namespace) -> int:
    # Imported here: the other commands need nothing of MkDocs.
    from gateway_docs.theme.options import table

    return _generated(arguments, "handbook/material.md", table(), "options")


def _generated(arguments: argparse.Namespace, file: str, text: str, command: str) -> int:
    """Write `text` into `file` beside the facts; with --check, compare."""
    path = arguments.facts.parent / file
    if not arguments.check:
        path.write_text(text, encoding="utf-8")
    elif not path.exists() or path.read_text(encoding="utf-8") != text:
        print(f"{path}: is old: run gateway-docs {command}", file=sys.stderr)
        return 1
    return 0


def _check_site(arguments: argparse.Namespace) -> int:
    # Imported here: the other commands need nothing of MkDocs.
    from gateway_docs.published.command import run

    return run(arguments.url, load_facts(arguments.facts), arguments.site)


def _replay(arguments: argparse.Namespace) -> int:
    # Imported here: the other commands need none of what the mock is made of.
    from gateway_docs.replay.command import run

    return run(arguments.folder, load_facts(arguments.facts))


def _record(arguments: argparse.Namespace) -> int:
    # Imported here: the other commands need none of the clients.
    from gateway_docs.reader.record import run

    return run(arguments.facts, arguments.into.resolve(), arguments.clients, arguments.anew)


def _mock(arguments: argparse.Namespace) -> int:
    # Imported here: the other commands need none of what the mock is made of.
    from gateway_docs.mock.console import run

    facts = load_facts(arguments.facts)
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    run(facts, arguments.port, stop, downloads(facts))
    return 0


if __name__ == "__main__":
    sys.exit(main())
