"""Builds and serves the same pages with this project and with VitePress, and prints a table of both."""

from __future__ import annotations

import argparse
import json
import os
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, TimeoutError

from gateway_docs.measure.browser import chromium

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
LANGUAGES = ("en", "zh")
VITEPRESS = "vitepress@1.6.4"
PATIENCE_SECONDS = 60
COPIED = ("docs", "snippets", "requirements", "mkdocs.yml", "gateway.yml", "glossary.yml", "pyproject.toml")


@dataclass(frozen=True)
class Generator:
    """A site generator at work in `folder`. `page` is the file to edit, `address` where it is shown."""

    name: str
    folder: Path
    build: list[str]
    serve: Callable[[int], list[str]]
    page: Path
    address: str


class NotShown(Exception):
    """A server is too slow for its figure. The text says with what, and stands in place of it."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=50, help="pages per language")
    parser.add_argument("--rounds", type=int, default=3, help="cold builds; edits are three times as many")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-") as scratch:
        ours = our_project(Path(scratch) / "ours", arguments.pages)
        theirs = vitepress_project(Path(scratch) / "theirs", ours)
        print(
            f"{arguments.pages} pages in each of {len(LANGUAGES)} languages; medians, fastest and slowest in brackets\n"
        )
        print("| | cold build | peak memory | edit -> visible |\n|---|---|---|---|")
        with chromium() as browser:
            for generator in (ours, theirs):
                print(row(generator, arguments.rounds, browser), flush=True)


def row(generator: Generator, rounds: int, browser: Browser) -> str:
    builds = [cold_build(generator) for _ in range(rounds)]
    try:
        edits = told(edit_times(generator, rounds * 3, browser))
    except NotShown as reason:
        edits = str(reason)
    seconds, memory = [seconds for seconds, _ in builds], max(memory for _, memory in builds)
    return f"| {generator.name} | {told(seconds)} | {memory:.0f} MB | {edits} |"


def told(seconds: list[float]) -> str:
    return f"{statistics.median(seconds):.2f} s ({min(seconds):.2f} to {max(seconds):.2f})"


def our_project(folder: Path, pages: int) -> Generator:
    """A copy of this project, filled up to `pages` pages per language with more of the same."""
    folder.mkdir()
    for name in COPIED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("node_modules"))
        elif source.exists():
            shutil.copy(source, folder)
    for language in LANGUAGES:
        docs = folder / "docs" / language
        text = (docs / "top-up.md").read_text("utf-8")
        for number in range(len(list(docs.rglob("*.md"))), pages):
            (docs / f"page-{number}.md").write_text(text.replace("title: ", f"title: {number} ", 1), "utf-8")
    command = [str(BIN / "mkdocs")]
    build = [*command, "build", "--quiet", "--site-dir", str(folder / "site")]

    def serve(port: int) -> list[str]:
        return [*command, "serve", "--livereload", "--quiet", "--dev-addr", f"127.0.0.1:{port}"]

    return Generator("this project", folder, build, serve, folder / "docs/en/faq.md", "faq/")


def vitepress_project(folder: Path, ours: Generator) -> Generator:
    """The Markdown twins of our built pages, as a VitePress site with the same two languages."""
    subprocess.run(ours.build, cwd=ours.folder, check=True)
    site = ours.folder / "site"
    for twin in site.rglob("index.md"):
        place = folder / "docs" / twin.relative_to(site)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(f"::: v-pre\n{twin.read_text('utf-8')}\n:::\n", "utf-8")
    (folder / "docs/.vitepress").mkdir()
    locales = {"root": {"label": "English", "lang": "en"}, "zh": {"label": "中文", "lang": "zh"}}
    settings = {"locales": locales, "ignoreDeadLinks": True, "markdown": {"html": False, "attrs": {"disable": True}}}
    settings["themeConfig"] = {"search": {"provider": "local"}}
    (folder / "docs/.vitepress/config.mjs").write_text(f"export default {json.dumps(settings)}\n", "utf-8")
    (folder / "package.json").write_text('{"private": true, "type": "module"}\n')
    npm = [str(BIN / "npm"), "install", "--silent", "--no-audit", "--no-fund", VITEPRESS]
    subprocess.run(npm, cwd=folder, env=with_node(), check=True)
    command = [str(BIN / "node"), str(folder / "node_modules/vitepress/bin/vitepress.js")]

    def serve(port: int) -> list[str]:
        return [*command, "dev", "docs", "--host", "127.0.0.1", "--port", str(port)]

    page = folder / "docs/faq/index.md"
    return Generator("VitePress 1.6.4", folder, [*command, "build", "docs"], serve, page, "faq/")


def with_node() -> dict[str, str]:
    return {**os.environ, "PATH": os.pathsep.join([str(BIN), os.environ.get("PATH", "")])}


def cold_build(generator: Generator) -> tuple[float, float]:
    """Seconds and peak memory in MB of one build that finds no cache."""
    for left in ("site", "docs/.vitepress/cache", "docs/.vitepress/dist", ".cache"):
        shutil.rmtree(generator.folder / left, ignore_errors=True)
    started = time.perf_counter()
    process = subprocess.Popen(
        generator.build, cwd=generator.folder, env=with_node(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{generator.name}: the build failed: {' '.join(generator.build)}")
    return time.perf_counter() - started, usage.ru_maxrss / 1024


def edit_times(generator: Generator, rounds: int, browser: Browser) -> list[float]:
    """Seconds from the end of writing the file until the open tab shows the new words. NotShown: it never does."""
    text, page = generator.page.read_text("utf-8"), browser.new_page()
    try:
        with serving(generator) as root:
            open_page(page, root + generator.address, "networkidle" if "VitePress" in generator.name else "load")
            deadline = time.monotonic() + PATIENCE_SECONDS
            while not shown(page, edit(generator, text, 0), seconds=2):  # it may answer before it watches files
                if time.monotonic() > deadline:
                    raise NotShown(f"no edit shown within {PATIENCE_SECONDS} s")
            return [edit_time(generator, text, number, page) for number in range(1, rounds + 1)]
    finally:
        page.close()
        generator.page.write_text(text, "utf-8")


def edit_time(generator: Generator, text: str, number: int, page: Page) -> float:
    words, started = edit(generator, text, number), time.perf_counter()
    if not shown(page, words, PATIENCE_SECONDS):
        raise NotShown(f"edit {number} not shown within {PATIENCE_SECONDS} s")
    seconds = time.perf_counter() - started
    page.wait_for_load_state("load")
    return seconds


def open_page(page: Page, address: str, state: str) -> None:
    """NotShown: it is not there in time."""
    try:
        page.goto(address, timeout=PATIENCE_SECONDS * 1000)
        page.wait_for_load_state(state, timeout=PATIENCE_SECONDS * 1000)
    except TimeoutError:
        raise NotShown(f"the page not shown within {PATIENCE_SECONDS} s") from None


def edit(generator: Generator, text: str, number: int) -> str:
    """Adds a paragraph at the end of the page, which is `text`, and returns its words."""
    words, end = f"edited{number}edited", "\n:::\n"
    inside, end = (text.removesuffix(end), end) if text.endswith(end) else (text, "")
    generator.page.write_text(f"{inside}\n\n{words}\n{end}", "utf-8")
    return words


def shown(page: Page, words: str, seconds: float) -> bool:
    seen = "words => document.body && document.body.textContent.includes(words)"
    try:
        page.wait_for_function(seen, arg=words, polling=5, timeout=seconds * 1000)
    except TimeoutError:
        return False
    return True


@contextmanager
def serving(generator: Generator) -> Iterator[str]:
    """The address of the generator's server, once it answers."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    command = generator.serve(port)
    server = subprocess.Popen(command, cwd=generator.folder, env=with_node(), start_new_session=True, **quiet)
    try:
        wait_for(f"http://127.0.0.1:{port}/{generator.address}", server)
        yield f"http://127.0.0.1:{port}/"
    finally:
        end(server)


def end(server: subprocess.Popen[bytes]) -> None:
    with suppress(ProcessLookupError):  # it ended by itself
        os.killpg(server.pid, signal.SIGTERM)
        try:
            server.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(server.pid, signal.SIGKILL)
            server.wait()


def wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        try:
            urllib.request.urlopen(address, timeout=PATIENCE_SECONDS).close()
            return
        except OSError:
            time.sleep(0.1)  # not listening yet
    raise NotShown(f"the server does not answer within {PATIENCE_SECONDS} s")


if __name__ == "__main__":
    main()
