"""The operator's colours made readable: shades of them that text can have in light and in dark."""

from __future__ import annotations

from collections.abc import Iterable
from types import SimpleNamespace

Rgb = tuple[float, float, float]

#: What text stands on in Material's schemes `default` and `slate`: page, code, the title of a note.
LIGHT = ("#ffffff", "#f5f5f5", "#ecf3ff")
DARK = ("#1e2129", "#272a35", "#222b3e")
#: WCAG AA asks for 4.5; a little more, since a browser rounds.
ENOUGH = 4.6
STEPS = 40


def palette(primary: str, accent: str) -> SimpleNamespace:
    """`brand` and `on_brand`, for text on it; `light` and `dark`, each with link and accent."""
    on_brand, away = max(("#ffffff", "#000000"), ("#10131a", "#ffffff"), key=lambda pair: contrast(pair[0], primary))
    return SimpleNamespace(
        brand=readable(primary, [on_brand], away),
        on_brand=on_brand,
        light=_scheme(LIGHT, primary, accent, toward="#000000"),
        dark=_scheme(DARK, primary, accent, toward="#ffffff"),
    )


def _scheme(surfaces: tuple[str, str, str], primary: str, accent: str, toward: str) -> SimpleNamespace:
    link, second = (readable(colour, surfaces, toward) for colour in (primary, accent))
    return SimpleNamespace(link=link, accent=second)


def readable(colour: str, surfaces: Iterable[str], toward: str) -> str:
    """`colour`, mixed with black or white no more than it takes to be read on each of `surfaces`."""
    surfaces = list(surfaces)
    shades = (_mix(colour, toward, step / STEPS) for step in range(STEPS + 1))
    return next(shade for shade in shades if min(contrast(shade, surface) for surface in surfaces) >= ENOUGH)


def contrast(one: str, other: str) -> float:
    """The contrast of two colours as WCAG 2 defines it, from 1 to 21."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = map(_linear, _rgb(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def _rgb(colour: str) -> Rgb:
    red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return red, green, blue


def _mix(colour: str, other: str, share: float) -> str:
    mixed = (a + (b - a) * share for a, b in zip(_rgb(colour), _rgb(other), strict=True))
    return "#" + "".join(f"{round(value * 255):02x}" for value in mixed)
