"""`gateway-docs publish`: build, check and switch; list releases; roll back."""

from __future__ import annotations

import argparse
import logging
import stat
import sys
from functools import partial
from pathlib import Path

from gateway_docs.project import ROOT
from gateway_docs.publish.releases import NotPublished, Releases
from gateway_docs.publish.version import version_of


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", type=Path, help="where releases are kept; a web server shows FOLDER/current")
    action = parser.add_mutually_exclusive_group()
    action.add_argument("--list", action="store_true", help="say which releases there are, and which one is shown")
    action.add_argument(
        "--rollback", nargs="?", const="", metavar="RELEASE", help="show the release before, or the one that is named"
    )


def run(arguments: argparse.Namespace) -> int:
    """Exit status 1: nothing changed for readers, and stderr says why."""
    releases = Releases(arguments.folder)
    try:
        if arguments.list:
            for name in releases.names():
                print(f"{'* ' if name == releases.shown() else '  '}{name}")
        elif arguments.rollback is not None:
            print(f"{releases.roll_back(arguments.rollback or None)} is shown again")
        else:
            commit = version_of(ROOT).commit
            name = releases.publish(partial(_build, arguments.facts), commit)
            print(f"{name} is shown: {releases.current}")
            if not releases.folder.stat().st_mode & stat.S_IXOTH:
                print(
                    f"warning: a web server of another user cannot enter: chmod o+x {releases.folder}", file=sys.stderr
                )
    except NotPublished as reason:
        print(
            f"{reason}\nNothing was published; readers see {releases.shown() or 'what they saw before'}.",
            file=sys.stderr,
        )
        return 1
    return 0


def _build(facts: Path, site: Path) -> None:
    # Imported here: the other commands need nothing of MkDocs.
    from mkdocs.commands.build import build
    from mkdocs.config import load_config
    from mkdocs.exceptions import Abort

    logging.basicConfig(level=logging.WARNING, format="%(levelname)s: %(message)s")
    config = load_config(str(ROOT / "mkdocs.yml"), site_dir=str(site), strict=True)
    config.plugins["gateway"].config.facts = str(facts.resolve())
    try:
        build(config)
    except Abort:
        raise NotPublished("The build stopped, see above.") from None
