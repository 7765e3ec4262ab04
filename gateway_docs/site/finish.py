"""What is done once, when every language is built. A step sees what the steps above it wrote."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from gateway_docs.doctor import assemble
from gateway_docs.facts import Facts
from gateway_docs.publish import version
from gateway_docs.site import archive, branding, client_list, feed, hosting, policy, redirects, sitemap, worker

Step = Callable[[Path, MkDocsConfig, Facts], None]

STEPS: list[Step] = [
    # What writes pages and files stands first.
    branding.write,
    client_list.write,
    version.write,
    assemble.write,  # doctor.py
    feed.write,
    redirects.write,
]
PUBLISHED: list[Step] = [
    archive.write,
    sitemap.write,
    # Nothing may change a page after its inline scripts and styles are allowed by their hashes.
    policy.write,
    hosting.write,
    worker.write,
]


def finish(config: MkDocsConfig, facts: Facts, serving: bool) -> None:
    """Run every step on the built site. Live reload needs no policy, which would forbid its script."""
    for step in STEPS if serving else [*STEPS, *PUBLISHED]:
        step(Path(config.site_dir), config, facts)
