"""Types queries into the search box of the built site, in a real browser, and tells where the right answer stood."""

from __future__ import annotations

import statistics
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import unquote, urlsplit

from mkdocs.commands.build import build
from mkdocs.config import load_config
from playwright.sync_api import Page, expect

from gateway_docs.measure.browser import chromium, served, visit
from gateway_docs.pages.locale import words
from gateway_docs.project import ROOT
from gateway_docs.search.queries import Query, read

DEFAULT_LANGUAGE = "en"
INPUT = "[data-gateway-search] input"
TYPE = """async (last) => {
  const list = document.querySelector("[data-gateway-search] [role=listbox]");
  const input = document.querySelector("[data-gateway-search] input");
  const shown = new Promise((resolve) => {
    const observer = new MutationObserver(() => { observer.disconnect(); resolve(performance.now()); });
    observer.observe(list, { childList: true });
  });
  input.value += last;
  const started = performance.now();
  input.dispatchEvent(new InputEvent("input", { bubbles: true }));
  const ended = await shown;
  return { milliseconds: ended - started, found: [...list.querySelectorAll("a")].map((link) => link.href) };
}"""


@dataclass(frozen=True)
class Answer:
    query: Query
    rank: int | None
    found: int
    milliseconds: float


def accepts(query: Query, url: str) -> bool:
    """Whether the entry at `url` may answer."""
    parts = urlsplit(url)
    folders = [part for part in parts.path.split("/") if part]
    on_client = len(folders) > 1 and folders[-2] == "clients"
    return folders[-1] in query.accept if on_client else unquote(parts.fragment) in query.accept


def rank(query: Query, urls: Iterable[str]) -> int | None:
    """The place of the first entry that may answer, from 1. None: no entry does."""
    return next((place for place, url in enumerate(urls, 1) if accepts(query, url)), None)


def ask(page: Page, site: str, queries: Iterable[Query]) -> Iterator[Answer]:
    """Answers of the search box, in the order of the queries. `site` is the address of the built site."""
    for language, some in groupby(queries, key=lambda query: query.lang):
        visit(page, site if language == DEFAULT_LANGUAGE else f"{site}{language}/")
        touch(page, language)
        for query in some:
            page.fill(INPUT, "")
            page.keyboard.insert_text(query.text[:-1])
            typed = page.evaluate(TYPE, query.text[-1])
            yield Answer(query, rank(query, typed["found"]), len(typed["found"]), typed["milliseconds"])


def touch(page: Page, language: str) -> None:
    """Puts the cursor into the box, and waits until it says that it is ready."""
    page.focus(INPUT)
    expect(page.locator("[data-search-status]")).to_have_text(words(language)["search"]["hint"])


def report(answers: list[Answer]) -> Iterator[str]:
    """A line for each query, then one for each language."""
    for answer in answers:
        place = "none" if not answer.found else answer.rank or "-"
        yield f"{place}\t{answer.query.lang}\t{answer.milliseconds:.0f} ms\t{answer.query.text}"
    for language in sorted({answer.query.lang for answer in answers}):
        yield summary(language, [answer for answer in answers if answer.query.lang == language])


def summary(language: str, answers: list[Answer]) -> str:
    ranks = [answer.rank for answer in answers]
    first, top = ranks.count(1), sum(rank is not None and rank <= 3 for rank in ranks)
    none = sum(not answer.found for answer in answers)
    times = [answer.milliseconds for answer in answers]
    median, slow = statistics.median(times), percentile(times, 0.95)
    return (
        f"{language}: first {first}, top three {top}, none {none} of {len(answers)}; "
        f"50th percentile {median:.0f} ms, 95th {slow:.0f} ms"
    )


def percentile(values: list[float], part: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, round(part * (len(ordered) - 1) + 0.5))]


def main(arguments: list[str]) -> int:
    if not arguments:
        print("usage: scripts/search-quality FILE.tsv ...", file=sys.stderr)
        return 2
    try:
        queries = [query for argument in arguments for query in read(Path(argument))]
    except (OSError, ValueError, KeyError) as error:
        print(f"scripts/search-quality: {error}", file=sys.stderr)
        return 1
    with TemporaryDirectory() as folder:
        build(load_config(str(ROOT / "mkdocs.yml"), site_dir=folder, strict=True))
        with served(Path(folder)) as site, chromium() as browser:
            print("\n".join(report(list(ask(browser.new_page(), site, queries)))))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
