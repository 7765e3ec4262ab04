"""Keeps keys out of all that a run tells: its terminal, its reports, its log, and the files made of them."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable, Generator
from pathlib import Path
from typing import Any

import pytest

from gateway_docs.keys.scrubber import Scrubber


class Discretion:
    """A plugin for a run that has real keys. `scrub` makes them unreadable."""

    def __init__(self, scrub: Scrubber):
        self._scrub = scrub

    def pytest_configure(self, config: pytest.Config) -> None:
        config.add_cleanup(scrubbed_log(self._scrub))

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionstart(self, session: pytest.Session) -> None:
        """Before this the terminal is not there, and nothing has seen a key."""
        writer = session.config.get_terminal_writer()
        write = writer.write
        # pytest has no hook for what it prints.
        writer.write = lambda text, **markup: write(self._scrub(text), **markup)  # type: ignore[method-assign]

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_makereport(self) -> Generator[None, Any, Any]:
        return self._clean((yield))

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_make_collect_report(self) -> Generator[None, Any, Any]:
        return self._clean((yield))

    @pytest.hookimpl(trylast=True)
    def pytest_unconfigure(self, config: pytest.Config) -> None:
        """What another plugin has written of its own, such as the report of an error inside of pytest."""
        path = Path(config.getoption("xmlpath", None) or "")
        if path.is_file():
            path.write_bytes(self._scrub.data(path.read_bytes()))

    def _clean(self, report: Any) -> Any:
        if self._scrub.finds(text := str(report.longrepr or "")):
            report.longrepr = self._scrub(text)
        report.sections = [(name, self._scrub(text)) for name, text in report.sections]
        return report


def scrubbed_log(scrub: Scrubber) -> Callable[[], None]:
    """Scrub every record of every logger, its traceback too. What is returned ends that."""
    made = logging.getLogRecordFactory()

    def make(*arguments: Any, **named: Any) -> logging.LogRecord:
        record = made(*arguments, **named)
        record.msg, record.args = scrub(record.getMessage()), ()
        if record.exc_info:
            record.exc_text, record.exc_info = scrub("".join(traceback.format_exception(*record.exc_info))), None
        return record

    logging.setLogRecordFactory(make)
    return lambda: logging.setLogRecordFactory(made)
