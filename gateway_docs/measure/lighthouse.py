"""Measures page kinds, or every page, with Lighthouse (mobile, simulated slow phone), served by nginx as in production.

The marks: performance 95, every other category 100, largest paint under a second, no layout shift, and a first view
under 70 KB. Of each figure the median of a page's runs counts.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from mkdocs.commands.build import build
from mkdocs.config import load_config

from gateway_docs.measure.browser import FLAGS, chromium_path
from gateway_docs.measure.nginx import NGINX, nginx
from gateway_docs.project import ROOT

LIGHTHOUSE = ROOT / "tools/node_modules/lighthouse/cli/index.js"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo", "agentic-browsing")
LEAST = {"performance": 95}
MOST_PAINT_MS, MOST_SHIFT, MOST_KB = 1000, 0.001, 70
PAGES = [
    f"{language}{page}"
    for page in ("", "setup/", "clients/", "clients/codex/", "faq/", "troubleshooting/", "top-up/")
    for language in ("", "zh/")
]
COLUMNS = {
    "perf": 5,
    "a11y": 5,
    "best": 5,
    "seo": 5,
    "agent": 6,
    "requests": 9,
    "KB": 7,
    "FCP s": 7,
    "LCP s": 7,
    "CLS": 7,
}
HEADING = f"{'page':26}" + "".join(f"{name:>{width}}" for name, width in COLUMNS.items())


@dataclass
class Measured:
    """What one run, or the median of several, says of one page.

    `kilobytes` are as transferred, 1 KB is 1000 bytes; paints are in milliseconds.
    """

    page: str
    scores: dict[str, int | None]
    requests: int
    kilobytes: float
    first_paint: float
    paint: float
    shift: float
    lost: list[str]

    @property
    def line(self) -> str:
        figures = (
            *(self.scores[name] for name in CATEGORIES),
            self.requests,
            f"{self.kilobytes:.1f}",
            f"{self.first_paint / 1000:.2f}",
            f"{self.paint / 1000:.2f}",
            f"{self.shift:.3f}",
        )
        columns = zip(figures, COLUMNS.values(), strict=True)
        return f"/{self.page:25}" + "".join(f"{figure!s:>{width}}" for figure, width in columns)

    @property
    def failed(self) -> list[str]:
        """The marks that the page misses."""
        low = [
            f"{name} {score}" for name, score in self.scores.items() if score is None or score < LEAST.get(name, 100)
        ]
        over = {
            f"largest paint {self.paint / 1000:.2f} s": self.paint > MOST_PAINT_MS,
            f"layout shift {self.shift:.3f}": self.shift > MOST_SHIFT,
            f"first view {self.kilobytes:.1f} KB": self.kilobytes > MOST_KB,
        }
        return low + [text for text, is_over in over.items() if is_over]


def main() -> int:
    """Measure the pages and print a table. The exit status is 1 when a page misses a mark."""
    parser = argparse.ArgumentParser(prog="scripts/bench-lighthouse", description=__doc__)
    parser.add_argument("pages", nargs="*", help="such as faq/ zh/faq/; by default one of each kind")
    parser.add_argument("--every-page", action="store_true", help="of each language")
    parser.add_argument("--runs", type=int, default=3, help="of each page")
    arguments = parser.parse_args()
    if not NGINX:
        print("scripts/bench-lighthouse serves the site with nginx: apt-get install nginx-light", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as folder:
        site, own = Path(folder) / "site", Path(folder) / "nginx"
        own.mkdir()
        config = load_config(str(ROOT / "mkdocs.yml"), site_dir=str(site), strict=True)
        build(config)
        with nginx(site, own) as url:
            pages = every_page(site, str(config.site_url)) if arguments.every_page else arguments.pages or PAGES
            print(HEADING, flush=True)
            return 1 if any([tell(measure(f"{url}/", page, arguments.runs)) for page in pages]) else 0


def every_page(site: Path, site_url: str) -> list[str]:
    """Addresses of the pages in the sitemap of the built `site`, relative to its own."""
    listed = re.findall(r"<loc>(.*?)</loc>", (site / "sitemap.xml").read_text("utf-8"))
    return [address.removeprefix(site_url) for address in listed]


def tell(found: Measured) -> list[str]:
    print(found.line, flush=True)
    for problem in found.failed:
        print(f"    MISSED: {problem}", flush=True)
    for lost in found.lost if found.failed else []:
        print(f"    {lost}", flush=True)
    return found.failed


def measure(url: str, page: str, times: int) -> Measured:
    """The median of so many runs. RuntimeError: Lighthouse could not measure."""
    runs = [run(url, page) for _ in range(times)]
    figures = ("requests", "kilobytes", "first_paint", "paint", "shift")
    return Measured(
        page=page,
        scores={name: middle(measured.scores[name] for measured in runs) for name in CATEGORIES},
        **{name: middle(getattr(measured, name) for measured in runs) for name in figures},
        lost=sorted({lost for measured in runs for lost in measured.lost}),
    )


def middle(figures: Iterable[float | None]) -> Any:
    """The median; None, which is no score, where a run has none."""
    every = list(figures)
    known = [figure for figure in every if figure is not None]
    return median(known) if known == every else None


def run(url: str, page: str, again: int = 3) -> Measured:
    """Run Lighthouse on the page, up to `again` times more where it says that its tracing did not start."""
    # Its report goes through a file: what Node writes into a pipe as it ends may be cut.
    with tempfile.NamedTemporaryFile(suffix=".json") as report:
        ended = lighthouse(url + page, Path(report.name))
        if again and "NO_NAVSTART" in ended.stderr:
            print(f"    /{page}: no trace was recorded, once more", file=sys.stderr)
            return run(url, page, again - 1)
        if ended.returncode:
            raise RuntimeError(f"Lighthouse could not measure /{page}:\n{ended.stderr}")
        return read(page, json.load(report))


def lighthouse(address: str, report: Path) -> subprocess.CompletedProcess[str]:
    """Run it once; it writes JSON to `report`."""
    command = ["node", str(LIGHTHOUSE), address, "--quiet", "--output=json", f"--output-path={report}"]
    command.append("--only-categories=" + ",".join(CATEGORIES))
    command.append("--chrome-flags=" + " ".join(["--headless=new", *FLAGS]))
    environment = {**os.environ, "CHROME_PATH": chromium_path()}
    return subprocess.run(command, capture_output=True, text=True, env=environment, check=False)


def read(page: str, report: dict[str, Any]) -> Measured:
    """What matters of Lighthouse's own report."""
    audits, categories = report["audits"], report["categories"]
    requests = audits["network-requests"]["details"]["items"]
    return Measured(
        page=page,
        scores={name: _percent(categories[name]["score"]) for name in CATEGORIES},
        requests=len(requests),
        kilobytes=sum(request.get("transferSize") or 0 for request in requests) / 1000,
        first_paint=audits["first-contentful-paint"]["numericValue"],
        paint=audits["largest-contentful-paint"]["numericValue"],
        shift=audits["cumulative-layout-shift"]["numericValue"],
        lost=[
            f"{reference['id']}: {audits[reference['id']]['title']}"
            for category in categories.values()
            for reference in category["auditRefs"]
            if reference["weight"] and (audits[reference["id"]]["score"] or 0) < 1
        ],
    )


def _percent(score: float | None) -> int | None:
    return None if score is None else round(score * 100)


if __name__ == "__main__":
    sys.exit(main())
