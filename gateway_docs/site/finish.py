"""What is done once, when every language is built. A step sees what the steps above it wrote."""

from __future__ import annotations

from pathlib import Path

from gateway_docs.connect.assemble import downloads
from gateway_docs.output import (
    archive,
    clients_json,
    end_tags,
    feed,
    fingerprints,
    hosting,
    policy,
    redirects,
    said,
    scripts,
    sitemap,
    styles,
    worker,
)
from gateway_docs.output.built_site import BuiltSite
from gateway_docs.pages.offer import Edition
from gateway_docs.publish import version
from gateway_docs.theme import branding


def finish(root: Path, edition: Edition, serving: bool) -> None:
    """Do every step on the site that was built in the folder `root`. Live reload shows the pages as they are."""
    site = BuiltSite(root, edition.facts)
    branding.write(root, edition.facts, edition.path)
    clients_json.write(site)
    version.write(root, edition.project)
    for name, text in downloads(edition.facts).items():
        (root / name).write_text(text(), "utf-8")
    feed.write(site)
    rules = redirects.write(site, edition.project)
    if not serving:
        styles.write(site)
        scripts.write(site)
        policy.write(site)
        archive.write(site)
        said.write(site)
        end_tags.leave_out(site)
        sitemap.write(site)
        fingerprints.write(site)  # the last that changes pages
        policy.check(site)
        hosting.write(site, rules)
        worker.write(site)
    site.save()
