"""How the search grows: the demo site with 2,000 more pages for each language, asked in a real browser.

    .venv/bin/python tools/search/scale.py [PAGES]

For each query, in a new tab: kilobytes (compressed) of a first search from the touch of the box to its last result, and
milliseconds from the last key to the results, when the index is there but nothing else that the query needs.
"""

from __future__ import annotations

import gzip
import random
import statistics
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

from mkdocs.commands.build import build
from mkdocs.config import load_config
from playwright.sync_api import Browser

from gateway_docs.measure.browser import chromium, served
from gateway_docs.measure.search_quality import TYPE, touch
from gateway_docs.project import ROOT
from gateway_docs.search import SearchIndex

SYLLABLES = (
    "ba be bi bo da de di do fa fe ga go ha ka ko la le lo ma me mo na ne no pa po ra re ro sa se so ta to va".split()
)
HAN = "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定"
SECTIONS, WORDS = 5, 80


def vocabulary(language: str, dice: random.Random) -> list[str]:
    letters = HAN if language == "zh" else SYLLABLES
    return ["".join(dice.choices(letters, k=dice.randint(2, 4))) for _ in range(8000)]


def page(words: list[str], dice: random.Random, gap: str) -> str:
    """HTML with a text as natural ones are: few words often, many words seldom."""
    rarity = [1 / rank for rank in range(1, len(words) + 1)]
    parts = []
    for number in range(SECTIONS):
        text = gap.join(dice.choices(words, rarity, k=WORDS))
        parts.append(f'<h2 id="part-{number}">{gap.join(dice.choices(words, k=3))}</h2><p>{text}.</p>')
    return f'<h1 id="top">{gap.join(dice.choices(words, k=3))}</h1>{"".join(parts)}'


def crowd(pages: int) -> None:
    """Every index that is written from now on holds so many pages more."""
    write = SearchIndex.write

    def crowded(self: SearchIndex, folder: Path, language: str) -> None:
        dice = random.Random(language)
        words, gap = vocabulary(language, dice), "" if language == "zh" else " "
        for number in range(pages):
            self.add(f"{language}/generated/{number}/", f"Page {number}", page(words, dice, gap))
        write(self, folder, language)

    SearchIndex.write = crowded  # type: ignore[method-assign]


def queries(language: str) -> list[str]:
    dice = random.Random(language)
    words = vocabulary(language, dice)
    gap = "" if language == "zh" else " "
    made = [gap.join(dice.sample(words, k=dice.randint(1, 5))) for _ in range(12)]
    known = {
        "en": ["forgot password", "API Error: 429 rate limit reached for requests"],
        "zh": ["忘记密码", "充值没到账"],
    }
    return made + known[language]


def first_search(browser: Browser, site: Path, url: str, language: str, query: str) -> tuple[float, float, int]:
    """Kilobytes, milliseconds, and how many entries were found."""
    context = browser.new_context()
    tab, asked = context.new_page(), []
    tab.goto(url)
    tab.on("request", lambda request: asked.append(urlsplit(request.url).path.lstrip("/")))
    touch(tab, language)
    tab.keyboard.insert_text(query[:-1])
    tab.wait_for_load_state("networkidle")
    typed = tab.evaluate(TYPE, query[-1])
    tab.wait_for_load_state("networkidle")
    context.close()
    size = sum(len(gzip.compress((site / path).read_bytes(), 9)) for path in set(asked))
    return size / 1024, typed["milliseconds"], len(typed["found"])


def main(pages: int) -> None:
    crowd(pages)
    with TemporaryDirectory() as folder, chromium() as browser:
        site = Path(folder)
        build(load_config(str(ROOT / "mkdocs.yml"), site_dir=folder, strict=True))
        with served(site) as url:
            for language in ("en", "zh"):
                home = url if language == "en" else f"{url}{language}/"
                print(summary(language, [first_search(browser, site, home, language, q) for q in queries(language)]))


def summary(language: str, searches: list[tuple[float, float, int]]) -> str:
    sizes, times, found = zip(*searches, strict=True)
    return (
        f"{language}: first search {statistics.median(sizes):.0f} KB, most {max(sizes):.0f}; results after "
        f"{statistics.median(times):.0f} ms, most {max(times):.0f}; fewest entries {min(found)}"
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2000)
