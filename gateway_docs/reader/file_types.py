"""Which language a fence must have, by the file that it is saved as or comes from."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from gateway_docs.reader.fences import Fence

#: Suffix of a file -> its language.
LANGUAGES = {
    ".sh": "bash",
    ".ps1": "powershell",
    ".py": "python",
    ".mjs": "js",
    ".json": "json",
    ".toml": "toml",
    ".yml": "yaml",
    ".yaml": "yaml",
    ".env": "dotenv",
}
_INCLUDED = re.compile(r'^\s*--8<-- "([^"]+)"\s*$', re.MULTILINE)


def language_of(fence: Fence) -> str | None:
    """The language that the title or the included file of `fence` asks for; None: they ask for none."""
    for name in (fence.title, *_INCLUDED.findall(fence.raw)):
        path = PurePosixPath(name or "")
        if found := LANGUAGES.get(path.suffix or (path.name if path.name.startswith(".") else "")):
            return found
    return None
