"""The command line of doctor.py."""

from __future__ import annotations

import argparse
import os
import sys

from gateway_docs.doctor.parts.checking import examine
from gateway_docs.doctor.parts.given import FACTS, WORDS
from gateway_docs.doctor.parts.report import Report, language_of


def main(arguments: list[str] | None = None) -> int:
    """Exit status 0: a request worked and nothing stands in the way; 1: something does; 2: no request was sent."""
    parser = argparse.ArgumentParser(prog="doctor.py", description="Why do requests to {} fail?".format(FACTS["name"]))
    parser.add_argument("--lang", choices=sorted(WORDS), help="language of the report; default: that of the system")
    parser.add_argument("--json", action="store_true", help="print the report as JSON")
    parser.add_argument("--no-request", action="store_true", help="send no request that costs tokens")
    options = parser.parse_args(arguments)
    environment = dict(os.environ)
    report = Report(language_of(options.lang, environment))
    examine(report, environment, not options.no_request)
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8", errors="replace")
    print(report.clean(report.as_json() if options.json else report.as_text()))
    return 0 if report.works else 1 if report.bad else 2


if __name__ == "__main__":
    sys.exit(main())
