"""Rules for versions: every page, file and the worker are of one release."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator

from gateway_docs.output import fingerprints
from gateway_docs.published.published import Published

_RELEASE = re.compile(r'<html\b[^>]*\bdata-release="(\w+)"')
_ASSET = re.compile(rf'"(?:[^"<>\s]*?/)??((?:{"|".join(fingerprints.FOLDERS)})/[^"<>\s]+)"')


def versions(published: Published) -> Iterator[str]:
    """A sample of pages, and the worker, say the release that version.json says."""
    if not published.release:
        yield f"{published.site.base}version.json: says no release (status {published.files['version'].status})"
        return
    if not published.pages:
        yield f"{published.files['sitemap'].path}: names no page below {published.facts.site_url}, the facts' site_url"
    for answer in published.sample:
        found = _RELEASE.search(answer.text)
        if answer.status != 200:
            yield f"{answer.path}: status {answer.status} instead of 200"
        elif not found or found[1] != published.release:
            said = f"is of release {found[1]}" if found else "says no release"
            yield f"{answer.path}: {said}, version.json of {published.release}"
    worker = published.files["worker"]
    if worker.status == 200 and f'"release": "{published.release}"' not in worker.text:
        yield f"{worker.path}: the worker is not of release {published.release}"
    if published.site.page(fingerprints.RENEW).status != 200:
        yield f"{published.site.base}{fingerprints.RENEW}: is missing; tabs of older releases cannot renew themselves"


def assets(published: Published) -> Iterator[str]:
    """What pages load is there."""
    named = {name: answer.path for answer in published.sample for name in _ASSET.findall(answer.text)}
    for name, page in sorted(named.items()):
        if (status := published.site.page(name).status) != 200:
            yield f"{published.site.base}{name}: status {status}; {page} loads it"


def as_built(published: Published) -> Iterator[str]:
    """The release, and the texts of the sample, are those of the local build."""
    if not published.built:
        return
    if (built := fingerprints.release(published.built)) != published.release:
        yield f"the site is of release {published.release}, {published.built} of {built}"
        return
    for answer in published.sample:
        name = f"{answer.path.removeprefix(published.site.base)}index.md"
        file = published.built / name
        if file.is_file() and published.site.page(name).body != file.read_bytes():
            yield f"{published.site.base}{name}: differs from {file}"


def archive(published: Published) -> Iterator[str]:
    """The archive is whole."""
    answer = published.site.page("offline.zip")
    if answer.status != 200 or not zipfile.is_zipfile(io.BytesIO(answer.body)):
        yield f"{answer.path}: is no archive (status {answer.status}, {len(answer.body)} bytes)"
