"""What each served page carries, so that the open tab shows an edit."""

from __future__ import annotations

import time
from pathlib import Path

_SCRIPT = Path(__file__).with_name("in-place.js").read_text("utf-8")


def with_script(html: bytes, epoch: int) -> bytes:
    """`html`, a page of the site as it was at `epoch` of the live-reload server, with the script before its end."""
    before, end, after = html.rpartition(b"</body>")
    request = time.monotonic_ns()  # tells one tab's request from another's
    script = f'<script data-epoch="{epoch}" data-request="{request}">{_SCRIPT}</script>'
    return before + script.encode() + end + after if end else html + script.encode()
