"""Rules for headers: security, caching, types, compression."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gateway_docs.output.hosting import CACHE_FOR_GOOD, FIXED_HEADERS
from gateway_docs.output.policy import HEADER, META
from gateway_docs.published.asking import Answer
from gateway_docs.published.published import Published

FRAMES = "frame-ancestors 'none'"
TYPES = {
    "script": ("text/javascript", "application/javascript"),
    "icon": ("image/svg+xml",),
    "search": ("application/json",),
    "twin": ("text/markdown", "text/plain"),
    "list": ("text/plain",),
    "sitemap": ("application/xml", "text/xml"),
    "doctor": ("text/x-python", "text/plain", "application/octet-stream"),
    "worker": ("text/javascript", "application/javascript"),
    "version": ("application/json",),
}
FOR_GOOD = ("script", "icon", "search")
COMPRESSED = ("script", "search", "twin", "worker")
_YEAR = 31_536_000


def security(published: Published) -> Iterator[str]:
    """Each kind of answer has the headers of the build."""
    answers = [*published.sample[:2], *published.files.values(), *(answer for _, answer in published.missing)]
    for answer in answers:
        for name, value in FIXED_HEADERS.items():
            found = answer.header(name)
            if not found:
                yield f"{answer.path}: the header {name} is missing; it should be: {value}"
            elif found != value and not (name == "Strict-Transport-Security" and _age(found) >= _YEAR):
                yield f"{answer.path}: {name} is {found}; it should be: {value}"
        for name in ("Server", "X-Powered-By"):
            if re.search(r"/\d", answer.header(name)):
                yield f"{answer.path}: {name} tells the version of the software: {answer.header(name)}"


def policies(published: Published) -> Iterator[str]:
    """The policy in the header and the one in the page agree; no other source is allowed."""
    for answer in [*published.sample, *(answer for _, answer in published.missing)]:
        meta = META.search(answer.text)
        if not meta:
            yield f"{answer.path}: the page holds no {HEADER}"
            continue
        yield from () if published.sends_no_headers else _compared(answer, meta[1])
    for answer in [] if published.sends_no_headers else published.files.values():
        header = answer.header(HEADER)
        if not re.search(r"default-src '(?:self|none)'", header) or FRAMES not in header:
            yield f"{answer.path}: {HEADER} is {header or 'missing'}; it should hold default-src 'self' and {FRAMES}"


def _compared(answer: Answer, meta: str) -> Iterator[str]:
    header, page = _directives(answer.header(HEADER)), _directives(meta)
    if not header:
        yield f"{answer.path}: the header {HEADER} is missing"
        return
    if "'none'" not in header.get("frame-ancestors", set()):
        yield f"{answer.path}: other sites may show the page in a frame: {HEADER} lacks {FRAMES}"
    for name, sources in page.items():
        if lacking := sources - header.get(name, set()):
            yield f"{answer.path}: {name} in the header forbids what the page needs: {' '.join(sorted(lacking))}"
    for name, sources in header.items():
        more = {source for source in sources - page.get(name, set()) if not source.startswith("'sha256-")}
        if more and name != "frame-ancestors":
            yield f"{answer.path}: {name} in the header allows what the build does not: {' '.join(sorted(more))}"


def _directives(policy: str) -> dict[str, set[str]]:
    parts = (directive.split() for directive in policy.split(";"))
    return {name: set(sources) for name, *sources in filter(None, parts)}


def caching(published: Published) -> Iterator[str]:
    """What has a digest in its address is kept for good; all else is asked for again, and need not be sent again."""
    lasting = [published.files[kind] for kind in FOR_GOOD]
    for answer in lasting:
        found = answer.header("cache-control")
        if answer.status == 200 and not ("immutable" in found and _age(found) >= _YEAR):
            yield f"{answer.path}: Cache-Control is {found or 'missing'}; it should be: {CACHE_FOR_GOOD}"
    gone = published.site.page(f"{published.folder('assets')}/no-such-file.js")
    others = [file for kind, file in published.files.items() if kind not in FOR_GOOD]
    for answer in [*published.sample, *others, *(answer for _, answer in published.missing), gone]:
        found = answer.header("cache-control")
        if not ("no-cache" in found or "no-store" in found or _age(found) == 0):
            yield f"{answer.path}: browsers may keep it: Cache-Control is {found or 'missing'}; it should be: no-cache"
    yield from _unchanged(published, published.sample[0])


def _unchanged(published: Published, answer: Answer) -> Iterator[str]:
    tag, day = answer.header("etag"), answer.header("last-modified")
    asked = {"If_None_Match": tag} if tag else {"If_Modified_Since": day} if day else {}
    again = published.site.get(answer.path, **asked)
    if not asked or again.status != 304:
        yield f"{answer.path}: is sent again although it did not change (status {again.status} instead of 304)"
    elif again.header(HEADER) not in ("", answer.header(HEADER)):
        yield f"{answer.path}: the answer 304 has another {HEADER}, which replaces that of a kept page"


def types(published: Published) -> Iterator[str]:
    """Each kind of file is called what it is; texts say that they are UTF-8 where browsers ask."""
    for kind, answer in published.files.items():
        found = answer.header("content-type")
        if answer.status != 200:
            yield f"{answer.path}: status {answer.status} instead of 200"
        elif found.partition(";")[0].strip() not in TYPES[kind]:
            yield f"{answer.path}: Content-Type is {found or 'missing'}; it should be: {TYPES[kind][0]}"
    for answer in published.sample:
        found = answer.header("content-type")
        if answer.status == 200 and not re.fullmatch(r"text/html; ?charset=utf-8", found, re.IGNORECASE):
            yield f"{answer.path}: Content-Type is {found or 'missing'}; it should be: text/html; charset=utf-8"


def compression(published: Published) -> Iterator[str]:
    """Texts travel compressed."""
    names = [published.sample[0].path, *(published.files[kind].path for kind in COMPRESSED)]
    for path in names:
        answer = published.site.get(path, Accept_Encoding="gzip, br")
        if answer.status == 200 and answer.header("content-encoding") not in ("gzip", "br", "zstd"):
            yield f"{path}: is not compressed ({len(answer.body)} bytes)"


def _age(header: str) -> int:
    """max-age in seconds; -1 without one."""
    found = re.search(r"max-age=(\d+)", header)
    return int(found[1]) if found else -1
