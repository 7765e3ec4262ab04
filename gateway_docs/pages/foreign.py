"""What other gateways' messages mean, for customers who paste them: a table for a page of its own, from foreign.yml."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Literal

from pydantic import TypeAdapter

from gateway_docs.clients.model import Strict, Text
from gateway_docs.pages.locale import spoken
from gateway_docs.pages.template import holds
from gateway_docs.project.yaml_files import read_yaml

FILE = Path(__file__).with_name("foreign.yml")


class ForeignMessage(Strict):
    """One message. `known` says how sure its meaning is; `entry` is the id of the entry that helps."""

    message: str
    origin: str
    known: Literal["stated", "source", "inferred"]
    entry: str
    needs: str | None = None
    means: Text


@cache
def foreign_messages() -> list[ForeignMessage]:
    """All of them, in the order of the file."""
    told = read_yaml(FILE)
    renamed = [{**{name: entry[name] for name in entry if name != "from"}, "origin": entry["from"]} for entry in told]
    return TypeAdapter(list[ForeignMessage]).validate_python(renamed)


def foreign_rows(language: str, words: Mapping[str, str], names: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Rows: the message, where it is seen, what it means with a link to the entry; `names` are those of a page."""
    for one in (one for one in foreign_messages() if one.needs is None or holds(one.needs, names)):
        means = spoken(one.means, language)
        told = words["inferred"].format(means) if one.known == "inferred" else means
        shown = f"`` {one.message} ``" if "`" in one.message else f"`{one.message}`"
        yield shown, one.origin, f"{told} [{words['go_on']}](troubleshooting.md#{one.entry})"
