"""Rules for addresses: missing pages, redirects, what must not be served."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from gateway_docs.published.published import Published

_STARTS = r"//evil.example ///evil.example /\evil.example /\/EVIL.example /%5Cevil.example /%2F%2Fevil.example".split()
_RESTS = "/ /index.html /index.html?q=1 /INDEX.HTML /faq /%2e%2e/faq /%2e%2e/pricing/ /../models/?x /..".split()
#: Paths that a careless redirect makes into addresses of another site, or into another header.
HOSTILE = [
    *(start + rest for start in _STARTS for rest in _RESTS),
    "//evil.example:80@x/index.html",
    "/.//evil.example/index.html",
    "/faq/..//evil.example/index.html",
    "/faq//index.html",
    "/%09/evil.example/index.html",
    "/%0D%0ALocation:%20https://evil.example/index.html",
    "/index.html?%0D%0ALocation:%20https://evil.example",
]
QUERY = "region=eu&q=%23"
#: Read by hosts, or left by a careless copy.
PRIVATE = (".git/config", ".env", "gateway.yml", "mkdocs.yml")
_LANGUAGE = re.compile(r'<html\b[^>]*\blang="([^"]+)"')
_REFRESH = re.compile(r'<meta http-equiv="refresh" content="0; url=([^"]+)"')


def missing_pages(published: Published) -> Iterator[str]:
    """An address that does not exist says so, in the language of its folder."""
    for language, answer in published.missing:
        found = _LANGUAGE.search(answer.text)
        if answer.status != 404:
            yield f"{answer.path}: there is no such page, but the status is {answer.status} instead of 404"
        elif not found or found[1] != language:
            yield f"{answer.path}: a missing page is not told in its language, {language}"


def redirects(published: Published) -> Iterator[str]:
    """Old addresses lead on, with the reader's query and to the section."""
    site = published.site
    for old, new in published.old_addresses:
        answer = site.page(f"{old}?{QUERY}")
        path, hash_, section = new.partition("#")
        wanted = f"{site.origin}{site.base}{path}?{QUERY}{hash_}{section}"
        if answer.status == 200 and _REFRESH.search(answer.text):
            if "/redirect.js" not in answer.text:
                yield f"{answer.path}: the page at the old address lost its script, which passes the query on"
        elif (found := site.leads_to(answer)) != wanted:
            yield f"{answer.path}: leads to {found or f'nothing (status {answer.status})'} instead of {wanted}"
    wanted = f"{site.origin}{site.base}faq/?{QUERY}"
    for name in ("faq", "faq/index.html"):
        answer = site.page(f"{name}?{QUERY}")
        if "faq/" in published.pages and answer.status != 200 and (found := site.leads_to(answer)) != wanted:
            yield f"{answer.path}: leads to {found or f'nothing (status {answer.status})'} instead of {wanted}"


def hostile(published: Published) -> Iterator[str]:
    """No redirect leaves the host."""
    for path in HOSTILE:
        answer = published.site.get(path)
        target = published.site.leads_to(answer)
        if target and urlsplit(target).netloc != urlsplit(published.site.origin).netloc:
            yield f"{path}: leads to another site, {target}"
        elif "evil.example" in urlsplit(target or "").netloc or (answer.header("location") and answer.status < 300):
            yield f"{path}: sets a header: Location: {answer.header('location')}"


def private(published: Published) -> Iterator[str]:
    """What is not of the site is not served."""
    for name in PRIVATE:
        answer = published.site.page(name)
        if answer.status == 200:
            yield f"{answer.path}: is served, and should not be"
