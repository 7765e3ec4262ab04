"""Whatever colours an operator has, text in them can be read."""

from __future__ import annotations

import random

import pytest

from gateway_docs.theme.colours import DARK, LIGHT, contrast, palette

random.seed(7)
BRANDS = ["#000000", "#ffffff", "#ffff00", "#777777", *(f"#{random.randrange(1 << 24):06x}" for _ in range(100))]
AA = 4.5


def test_contrast_is_wcags():
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("brand", BRANDS)
def test_text_can_be_read(brand):
    colours = palette(brand, brand)
    assert contrast(colours.on_brand, colours.brand) >= AA
    for scheme, surfaces in ((colours.light, LIGHT), (colours.dark, DARK)):
        assert min(contrast(scheme.link, surface) for surface in surfaces) >= AA


def test_readable_colour_stays():
    assert palette("#3730a3", "#3730a3").light.link == "#3730a3"
