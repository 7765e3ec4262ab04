"""Guides of the site as text that a test can break."""

from __future__ import annotations

import re
from textwrap import indent

from gateway_docs.clients import ROOT

INCLUDE = re.compile(r'^( *)--8<-- "(?!errors/)(.+)"$', re.MULTILINE)


def guide(client: str) -> str:
    """The guide of a client with its snippets written out, so that a test can change a line of them."""
    text = (ROOT / "docs" / "en" / "clients" / f"{client}.md").read_text("utf-8")
    return INCLUDE.sub(lambda match: indent((ROOT / "snippets" / match[2]).read_text("utf-8").rstrip(), match[1]), text)
