"""What a picture shows, as a list in words: for those who do not see it, and for its page's Markdown twin."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from html import escape
from typing import Any


@dataclass(frozen=True)
class Item:
    """One point. `link` is the source file that it leads to, with a section, or empty."""

    text: str
    link: str = ""
    below: tuple[Item, ...] = ()


def outline(picture: Mapping[str, Any]) -> list[Item]:
    """The points of a picture, in the order in which it is read."""
    return list(_OUTLINES[picture["layout"]](picture))


def as_markdown(items: list[Item], indent: str = "") -> str:
    lines = []
    for item in items:
        lines.append(f"{indent}- " + (f"[{item.text}]({item.link})" if item.link else item.text))
        lines += [as_markdown(list(item.below), indent + "    ")] if item.below else []
    return "\n".join(lines)


def as_html(items: list[Item] | tuple[Item, ...], resolve: Callable[[str], str]) -> str:
    points = []
    for item in items:
        text = escape(item.text)
        text = f'<a href="{escape(resolve(item.link))}">{text}</a>' if item.link else text
        points.append(f"<li>{text}{as_html(item.below, resolve) if item.below else ''}</li>")
    return f"<ul>{''.join(points)}</ul>"


def _exchange(picture: Mapping[str, Any]) -> Iterator[Item]:
    for place in picture["places"]:
        yield Item(place["name"], below=tuple(Item(line) for line in place.get("lines", [])))
        if "down" in place:
            yield Item(f"↓ {place['down']}")
            yield Item(f"↑ {place['up']}")


def _columns(picture: Mapping[str, Any]) -> Iterator[Item]:
    for vendor in picture["vendors"]:
        for group in vendor["groups"]:
            words = {"key": group["key"], "group": group["name"], "multiplier": group["multiplier"]}
            yield Item(picture["row"].format(**words, vendor=vendor["name"]))


def _decisions(picture: Mapping[str, Any]) -> Iterator[Item]:
    for question in picture["questions"]:
        leaves = tuple(Item(leaf["name"], leaf["link"]) for leaf in question["leaves"])
        yield Item(f"{question['ask']} → {picture['yes']}", below=leaves)
    yield Item(picture["else"]["name"], picture["else"]["link"])


_OUTLINES = {"exchange": _exchange, "columns": _columns, "decisions": _decisions}
