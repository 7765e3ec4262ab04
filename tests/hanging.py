"""A bound against hanging, and no more: a busy computer may leave a test a hundredth of a core."""

from __future__ import annotations

HANGING_SECONDS = 1800
