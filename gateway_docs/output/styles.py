"""The style sheets that a page's head links stand in the page itself, without what no page of its kind can show."""

from __future__ import annotations

import re
import shutil
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from gateway_docs.output.built_site import BuiltPage, BuiltSite
from gateway_docs.theme.trimmed_styles import TrimmedStyles

#: Material's and ours; an operator's own stay where they are.
FOLDERS = ("assets/stylesheets", "assets/css")
#: What tells kinds of pages apart, in this order; each further kind costs a hash where one policy is for all pages.
SETUP, *OTHERS = (
    'class="gateway-tool gateway-setup',
    'class="gateway-tool',
    'class="grid cards',
    'class="quote said',
    'class="picture',
    '<pre|class="(?:tabbed|admon)|<details',
)

#: What the scripts of every page make, or change of it.
MADE = (
    '<html class="js" data-painted data-started data-release data-in-region><body data-md-color-scheme="slate"><mark>'
    '<button type="button" class="copy" role="region" tabindex="0" aria-expanded aria-current aria-label></button>'
)
#: Names that Material's bundle puts together.
PARTS = "".join(f" md-source__fact--{fact}" for fact in ("forks", "repositories", "stars", "version"))
_SCRIPT = re.compile(r'data-script="[^"]*?(assets/tools/[^"]+)"')
_LINK = re.compile(rf'<link rel="stylesheet" href="[^"]*?((?:{"|".join(FOLDERS)})/[^"]+)">\s*')
#: Material's bundle gives this class to what the browser knows by itself; few pages have the bundle.
FOCUS = re.compile(r"\.(?=focus-visible\b)")


def write(site: BuiltSite) -> None:
    """Put the sheets into each page, and take their files away."""
    bundle = [path.read_text("utf-8") + PARTS for path in site.root.glob("assets/javascripts/bundle.*.js")]
    alike: dict[tuple[str, ...], list[BuiltPage]] = defaultdict(list)
    for page in site.pages.values():
        alike[tuple(_LINK.findall(page.text))].append(page)
    for names, pages in alike.items():
        if names:
            sheets = [FOCUS.sub(":", (site.root / name).read_text("utf-8")) for name in names]
            _put(site.root, TrimmedStyles(sheets), pages, bundle)
    for folder in FOLDERS:
        shutil.rmtree(site.root / folder, ignore_errors=True)


def _put(root: Path, styles: TrimmedStyles, pages: list[BuiltPage], bundle: list[str]) -> None:
    kinds: dict[str, list[BuiltPage]] = defaultdict(list)
    for page in pages:
        kinds[next((sign for sign in (SETUP, *OTHERS) if re.search(sign, page.text)), "")].append(page)
    for kind, alike in kinds.items():
        texts = [page.text for page in (pages if kind == SETUP else alike)]  # it shows the steps of any guide
        style = styles.for_pages([MADE, *texts], [*bundle, *_tools(root, alike, whole=kind == SETUP)])
        for page in alike:
            page.text = _with(style, page.text)


def _tools(root: Path, pages: list[BuiltPage], whole: bool) -> Iterator[str]:
    """The scripts of the tools on `pages`; the `whole` of them where one loads others."""
    named = {root / name for page in pages for name in _SCRIPT.findall(page.text)}
    for path in sorted(root.glob("assets/tools/*.js") if whole and named else named):
        yield path.read_text("utf-8")


def _with(style: str, html: str) -> str:
    links = iter([f"<style>{style}</style>"])
    # One element with the operator's colours behind it, since each has a hash in the policy.
    return _LINK.sub(lambda _: next(links, ""), html).replace(f"{style}</style><style>", style, 1)
