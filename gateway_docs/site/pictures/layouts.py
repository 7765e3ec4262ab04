"""The kinds of pictures. Each draws a picture's words, in one language, from top to bottom."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from gateway_docs.site.pictures.canvas import LINE, PAD, SIZE, SOFT, STRONG, WIDTH, Canvas, fitting
from gateway_docs.site.pictures.lettering import width, wrap

Resolve = Callable[[str], str]
GAP = 12
EDGE = 1.0


def exchange(canvas: Canvas, picture: Mapping[str, Any], resolve: Resolve) -> None:
    """Places one below the other; what travels down stands left between them, what comes back right."""
    y, half = EDGE, WIDTH / 2
    for place in picture["places"]:
        words = [(place["name"], STRONG), *((line, "") for line in place.get("lines", []))]
        y = canvas.labelled(EDGE, y, WIDTH - 2 * EDGE, words)
        if "down" in place:
            sides = [wrap(place[name], half - 44, SIZE) for name in ("down", "up")]
            tall = max(map(len, sides)) * LINE + 2 * GAP
            canvas.arrow(24, y, 24, y + tall)
            canvas.arrow(half + 18, y + tall, half + 18, y)
            for x, lines in ((36, sides[0]), (half + 30, sides[1])):
                canvas.text(x, y + (tall - len(lines) * LINE) / 2 + 1, lines, SOFT, "start")
            y += tall


def columns(canvas: Canvas, picture: Mapping[str, Any], resolve: Resolve) -> None:
    """Rows of key and group, joined by their vendor on the right."""
    between, y = 26, EDGE
    wide = (WIDTH - 2 * EDGE - 2 * between) / 3
    places = [EDGE + number * (wide + between) for number in range(3)]
    for x, heading in zip(places, picture["columns"], strict=True):
        canvas.text(x + wide / 2, y + 3, [heading], SOFT)
    y += LINE + 6
    for vendor in picture["vendors"]:
        top = y
        for group in vendor["groups"]:
            words = [(group["name"], ""), (group["multiplier"], SOFT)]
            below = canvas.labelled(places[1], y, wide, words)
            canvas.labelled(places[0], y, wide, [(group["key"], "")], below - y)
            middle = (y + below) / 2
            canvas.arrow(places[0] + wide, middle, places[1], middle)
            canvas.arrow(places[1] + wide, middle, places[2], middle)
            y = below + GAP
        canvas.labelled(places[2], top, wide, [(vendor["name"], STRONG)], y - GAP - top)


def decisions(canvas: Canvas, picture: Mapping[str, Any], resolve: Resolve) -> None:
    """Questions from top to bottom. Yes leads right to links, no leads down to the next question."""
    y, left = EDGE, 48
    for question in picture["questions"]:
        y = canvas.labelled(EDGE, y, WIDTH - 2 * EDGE, [(question["ask"], STRONG)])
        top = y + GAP
        canvas.text(left - 7, top + 5, [picture["yes"]], SOFT, "end")
        below = _leaves(canvas, question["leaves"], left, top, resolve)
        canvas.arrow(10, y, 10, below + GAP + LINE)
        canvas.text(18, below + GAP - 6, [picture["no"]], SOFT, "start")
        y = below + GAP + LINE
    _leaves(canvas, [picture["else"]], EDGE, y, resolve)


def _leaves(canvas: Canvas, leaves: list[Mapping[str, str]], left: float, y: float, resolve: Resolve) -> float:
    """Links side by side in as many rows as they need. Returns the y below them."""
    x, below = left, y
    for leaf in leaves:
        room = WIDTH - left - EDGE
        wide = min(room, width(leaf["name"], SIZE) + 2 * PAD + 2)
        if x > left and x + wide > WIDTH - EDGE:
            x, y = left, below + 8
        high = len(fitting(leaf["name"], wide)) * LINE + 10
        with canvas.link(resolve(leaf["link"])):
            below = max(below, canvas.labelled(x, y, wide, [(leaf["name"], "")], high))
        x += wide + 8
    return below


LAYOUTS: dict[str, Callable[[Canvas, Mapping[str, Any], Resolve], None]] = {
    "exchange": exchange,
    "columns": columns,
    "decisions": decisions,
}
