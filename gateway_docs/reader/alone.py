"""What a fence names itself bears its weight alone: no earlier step gives the same address or key meanwhile."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from contextlib import contextmanager

from gateway_docs.reader.known import Known, named
from gateway_docs.reader.shell import Shell


@contextmanager
def alone(text: str, known: Known, shell: Shell) -> Iterator[None]:
    """Meanwhile `shell` has no variables with the address or the key that `text` names itself."""
    kinds = [kind for kind in (known.hosts, known.keys) if named(text, kind)]
    hidden = {}
    if kinds:
        found = shell.environment()
        hidden = {name: value for name, value in found.items() if any(named(value, kind) for kind in kinds)}
    if hidden:
        shell.paste(f"unset {' '.join(hidden)}\n")
    yield
    # What the fence exported anew stays as it is.
    for name, value in hidden.items():
        shell.paste(f'[ -n "${{{name}+set}}" ] || export {name}={shlex.quote(value)}\n')
