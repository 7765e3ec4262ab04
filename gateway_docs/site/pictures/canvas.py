"""A narrow SVG, so that its letters are large enough on a phone. Most colours come from the page's style sheet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from html import escape

from gateway_docs.site.pictures.lettering import wrap

Paragraphs = Sequence[tuple[str, str]]
WIDTH, SIZE, LINE, PAD = 360, 13, 18, 10
PALE = "var(--md-default-fg-color--light)"
STRONG, SOFT = 'font-weight="700"', f'fill="{PALE}"'


class Canvas:
    """Elements in drawing order. Lengths are in units of the viewBox, WIDTH of which are the picture's width."""

    def __init__(self) -> None:
        self._elements: list[str] = []
        self.height = 0.0

    @property
    def elements(self) -> str:
        return "".join(self._elements)

    def text(self, x: float, y: float, lines: Sequence[str], style: str = "", anchor: str = "") -> float:
        """Lines of text whose first begins below `y`. Returns the y below the last line."""
        names = f" {style}" if style else ""
        names += f' text-anchor="{anchor}"' if anchor else ""  # most stand in the middle
        for number, line in enumerate(lines):
            baseline = y + number * LINE + SIZE
            self._elements.append(f'<text x="{x:.0f}" y="{baseline:.0f}"{names}>{escape(line)}</text>')
        return self._below(y + len(lines) * LINE)

    def box(self, x: float, y: float, wide: float, high: float) -> float:
        """A rectangle. Returns the y below it."""
        self._elements.append(f'<rect x="{x:.0f}" y="{y:.0f}" width="{wide:.0f}" height="{high:.0f}" rx="6"/>')
        return self._below(y + high)

    def labelled(self, x: float, y: float, wide: float, paragraphs: Paragraphs, high: float = 0) -> float:
        """A box with (text, style) paragraphs in its middle, at least `high`. Returns the y below it."""
        lines = [(line, style) for text, style in paragraphs for line in fitting(text, wide)]
        tall = max(high, len(lines) * LINE + 2 * PAD - 4)
        self.box(x, y, wide, tall)
        top = y + (tall - len(lines) * LINE) / 2 + 1
        for number, (line, style) in enumerate(lines):
            self.text(x + wide / 2, top + number * LINE, [line], style)
        return self._below(y + tall)

    def arrow(self, x: float, y: float, to_x: float, to_y: float) -> None:
        """A straight line with a head, upright or level."""
        sign = 1 if (to_x + to_y) > (x + y) else -1
        back, side = 6 * sign, 4
        if x == to_x:
            head = f"M{x - side:.0f} {to_y - back:.0f}L{to_x:.0f} {to_y:.0f}L{x + side:.0f} {to_y - back:.0f}"
        else:
            head = f"M{to_x - back:.0f} {y - side:.0f}L{to_x:.0f} {to_y:.0f}L{to_x - back:.0f} {y + side:.0f}"
        self._elements.append(f'<path d="M{x:.0f} {y:.0f}L{to_x:.0f} {to_y:.0f}{head}" fill="none" stroke="{PALE}"/>')
        self._below(max(y, to_y))

    @contextmanager
    def link(self, address: str) -> Iterator[None]:
        """What is drawn within the block leads to `address`."""
        self._elements.append(f'<a href="{escape(address)}">')
        yield
        self._elements.append("</a>")

    def _below(self, y: float) -> float:
        self.height = max(self.height, y)
        return y


def fitting(text: str, wide: float) -> list[str]:
    """The lines of `text` in a box that is `wide`."""
    return wrap(text, wide - 2 * PAD, SIZE)
