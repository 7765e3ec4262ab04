"""Puts variables into a .env file or the start file of a shell: every other line stays."""

from __future__ import annotations

import re

from gateway_docs.connect.parts.text_files import Edit, LeftAlone, break_of, edited, ended, line_of, with_breaks

_ENV_LINE = re.compile(r"""^[ \t]*(?:export[ \t]+)?([A-Za-z_]\w*)[ \t]*=[ \t]*(.*?)[ \t]*\r?$""", re.MULTILINE)
_ENV_OPEN = re.compile(r"""^(["'`])(?:(?!\1).)*$""")


def merge_dotenv(text: str, wanted: str) -> str:
    """`text` with the variables of `wanted`. LeftAlone: a value goes over several lines."""
    edits: list[Edit] = []
    for match in _ENV_LINE.finditer(text):
        if _ENV_OPEN.match(match.group(2)):
            raise LeftAlone(line_of(text, match.start()), "r_open", match.group(1))
    missing = []
    for line in wanted.splitlines():
        found = _ENV_LINE.match(line)
        if found is None:
            continue
        known = [match for match in _ENV_LINE.finditer(text) if match.group(1) == found.group(1)]
        edits += [Edit(match.start(2), match.end(2), found.group(2)) for match in known]
        missing += [] if known else [line]
    added = "".join(line + break_of(text) for line in missing)
    return ended(edited(text, edits)) + added if added else edited(text, edits)


def merge_profile(text: str, wanted: str, mark: str) -> str:
    """`text` with the lines of `wanted` at its end, between two lines that name `mark`; there once however often."""
    begin, end = _marks(mark)
    block = "\n".join([begin, *wanted.splitlines(), end])
    known = _block_of(text, mark)
    if known:
        return text[: known.start()] + with_breaks(block, break_of(text)) + text[known.end() :]
    return ended(text) + with_breaks(block + "\n", break_of(text))


def parted(text: str, mark: str) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """The variables that a start file sets, with their values: those between the lines of `mark`, and the others."""
    block = _block_of(text, mark)
    start, end = block.span() if block else (0, 0)
    return variables_of(text[start:end]), variables_of(text[:start] + text[end:])


def variables_of(text: str) -> list[tuple[str, str]]:
    """Name and value of each variable that lines for a shell or a .env file set."""
    return [(name, value.split(" #")[0].strip("\"' ")) for name, value in _ENV_LINE.findall(text)]


def _marks(mark: str) -> tuple[str, str]:
    return f"# >>> connect.py {mark} >>>", f"# <<< connect.py {mark} <<<"


def _block_of(text: str, mark: str) -> re.Match[str] | None:
    begin, end = _marks(mark)
    return re.search(f"^{re.escape(begin)}\\r?$.*?^{re.escape(end)}", text, re.MULTILINE | re.DOTALL)
