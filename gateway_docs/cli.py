"""The command gateway-docs."""

from __future__ import annotations

import argparse
import signal
import sys
import threading
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from gateway_docs.facts import FactsError, facts_file, load_facts
from gateway_docs.facts.place import DEMO, OWN
from gateway_docs.facts.schema import schema_text
from gateway_docs.operator import begin, importing
from gateway_docs.operator.doubts import doubts, unreachable
from gateway_docs.publish import command
from gateway_docs.translation import command as translation


def main(argv: Sequence[str] | None = None) -> int:
    """Run one subcommand. The exit status: 0, or 1 with the reason on stderr. argparse exits 2 for wrong usage."""
    arguments = _parser().parse_args(argv)
    try:
        return arguments.run(arguments)
    except (FactsError, OSError) as error:
        print(error, file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="gateway-docs", description="Documentation of an AI gateway, proven by running it."
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    begin_command = _add(commands, "init", begin.run, "write a facts file for your gateway, or propose changes to it")
    begin.add_arguments(begin_command)
    begin_command.set_defaults(facts=OWN)
    check = _add(commands, "check", _check, "say what is wrong or doubtful in the facts")
    check.add_argument("--offline", action="store_true", help="ask none of the addresses")
    import_command = _add(commands, "import", importing.run, "compare the facts with what the running gateway offers")
    importing.add_arguments(import_command)
    schema = _add(commands, "schema", _schema, "write gateway.schema.json beside gateway.yml")
    schema.set_defaults(facts=DEMO)
    schema.add_argument("--check", action="store_true", help="write nothing, exit 1 if the file differs")
    publish = _add(commands, "publish", command.run, "build the site and show it whole; list releases; roll back")
    command.add_arguments(publish)
    translation_command = _add(commands, "translation", translation.run, "say what changed since pages were translated")
    translation.add_arguments(translation_command)
    mock = _add(commands, "mock", _mock, "run the mock gateway until Ctrl-C")
    mock.add_argument("--port", type=int, default=0, help="port of the gateway itself (default: a free one)")
    return parser


def _add(commands, name: str, run, help_: str) -> argparse.ArgumentParser:
    command = commands.add_parser(name, help=help_, description=help_)
    text = f"default: {OWN} if there is one, else {DEMO}"
    command.add_argument("--facts", type=Path, default=facts_file(Path()), metavar="FILE", help=text)
    command.set_defaults(run=run)
    return command


def _check(arguments: argparse.Namespace) -> int:
    facts = load_facts(arguments.facts)
    found = [*doubts(facts, date.today()), *([] if arguments.offline else unreachable(facts))]
    for doubt in found:
        print(f"warning: {arguments.facts}: {doubt}")
    print("OK; see the warnings" if found else "OK")
    return 0


def _schema(arguments: argparse.Namespace) -> int:
    path = arguments.facts.with_name("gateway.schema.json")
    if not arguments.check:
        path.write_text(schema_text(), encoding="utf-8")
    elif not path.exists() or path.read_text(encoding="utf-8") != schema_text():
        print(f"{path}: differs from the facts' model: run gateway-docs schema", file=sys.stderr)
        return 1
    return 0


def _mock(arguments: argparse.Namespace) -> int:
    # Imported here: the other commands need none of what the mock is made of.
    from gateway_docs.mock.console import run

    facts = load_facts(arguments.facts)
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    run(facts, arguments.port, stop)
    return 0


if __name__ == "__main__":
    sys.exit(main())
