"""The command line of connect.py."""

from __future__ import annotations

import argparse
import os
import shutil
import sys

from gateway_docs.connect.parts.asking import check_typed, choose_model, try_request, whose
from gateway_docs.connect.parts.clients import CLIENTS
from gateway_docs.connect.parts.copies import alone, kept
from gateway_docs.connect.parts.in_the_way import in_the_way
from gateway_docs.connect.parts.places import NotWritten
from gateway_docs.connect.parts.planning import difference, needs_new_terminal, plan
from gateway_docs.connect.parts.talking import KEY, Ended, Talk
from gateway_docs.connect.parts.undoing import undo
from gateway_docs.connect.parts.writing import write
from gateway_docs.doctor.parts.given import FACTS, WORDS
from gateway_docs.doctor.parts.report import home, language_of


def main(arguments: list[str] | None = None) -> int:
    """Exit status 0: the client is connected, or taken back; 1: nothing was changed; 130: ended by the reader."""
    options = _options(arguments)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    environment = dict(os.environ)
    os.environ.pop(KEY, None)
    talk = Talk(language_of(options.lang, environment))
    try:
        if options.words[:1] == ["undo"]:
            return _undo(talk, options.words[1:])
        return _connect(talk, options, environment)
    except NotWritten as error:
        talk.say("bad", "not_written", reason=str(error))
    except Ended:
        pass
    except KeyboardInterrupt:
        talk.tell(talk.words("not_changed"))
        return 130
    return 1


def _options(arguments: list[str] | None) -> argparse.Namespace:
    said = f"Connects a tool with {FACTS['name']}, and takes it back: connect.py undo TOOL. Tools: {', '.join(CLIENTS)}"
    parser = argparse.ArgumentParser(prog="connect.py", description=said)
    parser.add_argument("words", nargs="*", metavar="tool", help="the tool; asked for if missing; or: undo TOOL")
    parser.add_argument("--region", choices=[region["id"] for region in FACTS["regions"]])
    parser.add_argument("--vendor", choices=[vendor["id"] for vendor in FACTS["vendors"]])
    parser.add_argument("--model", help="another model than the guide's")
    parser.add_argument("--dry-run", action="store_true", help="show what would change, and write nothing")
    parser.add_argument("--anyway", action="store_true", help="write although something stands in the way")
    parser.add_argument("--lang", choices=sorted(WORDS), help="language; default: that of the system")
    parser.epilog = f"The key is asked for, or taken from the variable {KEY}; never give it as an argument."
    return parser.parse_args(arguments)


def _connect(talk: Talk, options: argparse.Namespace, environment: dict[str, str]) -> int:
    client = _client(talk, options.words)
    if options.vendor and options.vendor not in CLIENTS[client]["vendors"]:
        raise talk.stop("other_way", client=CLIENTS[client]["name"], link=talk.guide(client))
    regions = [(region["id"], _label(talk, region["label"])) for region in FACTS["regions"]]
    region_id = options.region or talk.choose("ask_region", regions, "--region")
    region = next(region for region in FACTS["regions"] if region["id"] == region_id)
    key = talk.key(environment)
    check_typed(talk, key)
    choice = whose(talk, client, region, key, options.vendor)
    choice.model = choose_model(talk, choice, options.model)
    changes = plan(talk, choice, environment)
    stands = in_the_way(talk, choice, changes, environment)
    try_request(talk, choice)
    for change in changes if options.dry_run else []:
        talk.tell(difference(talk, change) or talk.words("already").format(path=change.path))
    if options.dry_run:
        return 0
    if stands and not options.anyway:
        raise talk.stop("stands", link=talk.guide(client))
    with alone(client):
        changes = plan(talk, choice, environment)  # again: another connect.py may have written meanwhile
        write(client, changes)
    for change in changes:
        talk.say("good", "already" if change.new == change.old else "written", path=change.path)
    restart = talk.words("restart") if CLIENTS[client]["restart"] else ""
    talk.tell(talk.words("done").format(client=CLIENTS[client]["name"], id=client, link=talk.guide(client)) + restart)
    if needs_new_terminal(changes, environment):
        talk.tell(talk.words("new_terminal"))
    return 0


def _label(talk: Talk, label: dict[str, str]) -> str:
    return label.get(talk.language, label["en"])


def _client(talk: Talk, words: list[str]) -> str:
    """The client that is meant. Ended: it has no settings that can be written, or there is none of that name."""
    if not words:
        able = [client for client in CLIENTS if CLIENTS[client]["vendors"]]
        found = [client for client in able if _installed(client)]
        choices = [(client, CLIENTS[client]["name"]) for client in found or able]
        return talk.choose("ask_client", choices, choices[0][0])
    client = words[0]
    if client not in CLIENTS or len(words) > 1:
        raise talk.stop("unknown_client", client=" ".join(words), known=", ".join(CLIENTS))
    if not CLIENTS[client]["vendors"]:
        raise talk.stop("by_hand", client=CLIENTS[client]["name"], link=talk.guide(client))
    return client


def _installed(client: str) -> bool:
    program = CLIENTS[client]["program"]
    return bool(program and shutil.which(program)) or bool(kept(client))


def _undo(talk: Talk, words: list[str]) -> int:
    folder = home("~/.connect-py")
    clients = words or sorted(name for name in (os.listdir(folder) if os.path.isdir(folder) else []) if kept(name))
    if not clients:
        talk.say("note", "nothing_kept", client="–")
    if any(client not in CLIENTS for client in words):
        raise talk.stop("unknown_client", client=" ".join(words), known=", ".join(CLIENTS))
    return 0 if all([undo(talk, client) for client in clients]) else 1


if __name__ == "__main__":
    sys.exit(main())
