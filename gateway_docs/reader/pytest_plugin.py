"""Lets pytest walk pages: `pytest docs/en/clients/codex.md`, `pytest snippets/codex/config.toml`."""

from __future__ import annotations

import os
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest

from gateway_docs.keys.scrubber import Scrubber
from gateway_docs.keys.taken import KEYS
from gateway_docs.project import ROOT
from gateway_docs.project.facts_file import OWN
from gateway_docs.project.own import search_path
from gateway_docs.project.snippets import is_snippet
from gateway_docs.reader.discretion import Discretion
from gateway_docs.reader.items import PageFile, SnippetFile, WalkItem
from gateway_docs.reader.live import USUAL_LIMIT, USUAL_SECONDS, CannotRun, LiveRun
from gateway_docs.reader.outcome import WalkFailure
from gateway_docs.reader.reader_item import ReaderItem
from gateway_docs.reader.recording_item import RecordingFile
from gateway_docs.reader.recordings import is_recording
from gateway_docs.reader.selection import Held, choose, leave_out_other_software
from gateway_docs.reader.session import KEY, ReaderSession

Collectors = list[pytest.Collector]
HELD = pytest.StashKey[Held]()
LEFT_OUT = pytest.StashKey[str | None]()
#: What is meant to run clients, and so takes nothing from the store.
ALL_AGAIN = ("--anew", "--live", "--stamp", "--accept-errors")


class _Listener:
    def __init__(self, held: Held):
        self._held = held

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self._held.note(report)


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("pages")
    group.addoption("--accept-errors", action="store_true", help="keep what clients say now as the recorded errors")
    group.addoption(
        "--stamp", action="store_true", help="keep today as the day on which the clients that hold were run"
    )
    group.addoption(
        "--clients", default=os.environ.get("CLIENTS", ""), help="only these, such as 'codex curl'; $CLIENTS"
    )
    group.addoption("--changed", action="store_true", help="do only what changed since it held on this computer")
    group.addoption("--anew", action="store_true", help="with --changed: all the same, do everything")
    group.addoption("--cold", action="store_true", help="recordings, too, start every client anew")
    keys = "keys in LIVE_OPENAI_KEY, LIVE_ANTHROPIC_KEY, LIVE_GEMINI_KEY"
    group.addoption("--live", action="store_true", help=f"walk the pages against the real gateway, with {keys}")
    group.addoption("--live-tokens", type=int, default=USUAL_LIMIT, help="tokens that --live may spend")
    group.addoption("--live-seconds", type=float, default=USUAL_SECONDS, help="how long --live waits for an answer")
    group.addoption(
        "--answers",
        nargs="?",
        const="print",
        choices=["print", "write"],
        help="with --live: ask every fault and walk nothing; print the lines for operator/software.yml, or =write them",
    )
    group.addoption(
        "--live-unprotected",
        action="store_true",
        help="start --live also where pages and clients could get at the keys",
    )


def pytest_cmdline_main(config: pytest.Config) -> int | None:
    """`--live --answers` runs no page and no client: nothing is collected, and nobody else gets near the keys."""
    if config.option.help or not config.getoption("--answers"):
        return None
    if not config.getoption("--live"):
        raise pytest.UsageError("--answers asks the real gateway: add --live")
    from gateway_docs.relay.answers import run

    return run(
        ReaderSession().facts, KEYS, config.getoption("--live-seconds"), config.getoption("--answers") == "write"
    )


def pytest_configure(config: pytest.Config) -> None:
    session = config.stash[KEY] = ReaderSession()
    config.stash[HELD] = Held()
    config.pluginmanager.register(_Listener(config.stash[HELD]))
    session.cold = config.getoption("--cold")
    session.results.only_changed = config.getoption("--changed") and not any(map(config.getoption, ALL_AGAIN))
    if config.getoption("--live"):
        limits = config.getoption("--live-tokens"), config.getoption("--live-seconds")
        session.live = LiveRun(*limits, config.getoption("--live-unprotected"))
    if KEYS:
        config.pluginmanager.register(Discretion(Scrubber(KEYS.values())))

    if config.args_source is config.ArgsSource.TESTPATHS and (ROOT / OWN).exists():
        config.args = [path for path in config.args if not Path(path).resolve().is_relative_to(ROOT / "tests")]


def pytest_report_header(config: pytest.Config) -> str | None:
    if config.args_source is config.ArgsSource.TESTPATHS and (ROOT / OWN).exists():
        return f"{OWN} is there: its pages are walked; the tests of the code, which are about the demo gateway, are not"
    return None


def pytest_unconfigure(config: pytest.Config) -> None:
    config.stash[KEY].close()


@pytest.hookimpl(wrapper=True)
def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> Generator[None, Collectors, Collectors]:
    """What readers copy is no test module, also where it is Python."""
    others = yield
    own = _collector(file_path, parent)
    return [own] if own else others


def _collector(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    if file_path.suffix == ".md" and any(map(file_path.is_relative_to, search_path(ROOT, "docs"))):
        return PageFile.from_parent(parent, path=file_path)
    if is_recording(file_path, ROOT):
        return RecordingFile.from_parent(parent, path=file_path) if file_path.suffix == ".txt" else None
    if any(map(file_path.is_relative_to, search_path(ROOT, "snippets"))) and is_snippet(file_path):
        return SnippetFile.from_parent(parent, path=file_path)
    return None


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Some clients may be asked for alone. A live run is about walks alone."""
    wanted = config.getoption("--clients").split()
    leave_out_other_software(config, items)
    config.stash[LEFT_OUT] = choose(config, items, wanted, config.stash[KEY].clients)
    if config.stash[KEY].live:
        others = [item for item in items if not isinstance(item, WalkItem)]
        config.hook.pytest_deselected(items=others)
        items[:] = [item for item in items if isinstance(item, WalkItem)]


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop(session: pytest.Session) -> None:
    """Begin in the background what can run there, before the first item asks for its result."""
    if not session.config.option.collectonly and not session.testsfailed:
        _foresee(session)
        reader, items = session.config.stash[KEY], session.items
        waiting = [item for item in items if isinstance(item, ReaderItem) and item.background]
        waiting = [item for item in waiting if reader.results.before(item) is None]
        vendor_ids = sorted({vendor_id for item in waiting for vendor_id in item.vendor_ids})
        reader.start({item.key: item.work for item in waiting}, vendor_ids)


def _foresee(session: pytest.Session) -> None:
    """Before the first request of a live run: what it will take, and what it leaves out."""
    reader, config = session.config.stash[KEY], session.config
    if reader.live is None:
        return
    try:
        told: Any = config.pluginmanager.get_plugin("terminalreporter")
        if open_ := reader.live.prepare(reader.facts):
            told.write_line(f"\nlive: NOT PROTECTED from pages and clients: {'; '.join(open_)}", yellow=True, bold=True)
        plan = reader.live.foresee([item for item in session.items if isinstance(item, WalkItem)])
    except (CannotRun, WalkFailure) as problem:
        pytest.exit(f"live: nothing was sent: {problem}", pytest.ExitCode.USAGE_ERROR)
    told.write_line("\n".join(["", *plan.lines(reader.live.most_tokens)]))


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """A run of the whole site fails when too few of its fences were run or compared."""
    config, reader = session.config, session.config.stash[KEY]
    if config.getoption("--stamp"):
        reader.accepted.append(config.stash[HELD].stamp(session.items, reader))
    if alive := reader.leftovers():
        reader.accepted.append(f"Processes of clients are left: {', '.join(alive)}")
        session.exitstatus = session.exitstatus or pytest.ExitCode.TESTS_FAILED
    live, failed = reader.live, session.exitstatus == pytest.ExitCode.TESTS_FAILED
    if config.option.collectonly or (session.exitstatus and not (failed and live and live.plan)):
        return
    if live:
        live.compare_errors(reader.gateway)
    if live.broken if live else reader.ledger.too_little:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    for accepted in config.stash[KEY].accepted:
        terminalreporter.write_line(accepted)
    reader = config.stash[KEY]
    told = config.stash.get(LEFT_OUT, None), reader.results.told(), reader.told_unconfined()
    for left_out in filter(None, told):
        terminalreporter.write_line(left_out, yellow=True, bold=True)
    ledger = config.stash[KEY].ledger
    if ledger.fences:
        terminalreporter.write_line("\n".join(ledger.summary(recordings=not config.getoption("--live"))))
    live = config.stash[KEY].live
    if live and live.plan:
        terminalreporter.write_line("\n".join(live.report()))
