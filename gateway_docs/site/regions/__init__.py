"""The region switch: places that name the region are marked at build, and a few lines of script change them."""

from gateway_docs.site.regions.marks import Marker
from gateway_docs.site.regions.switch import region_choices

__all__ = ["Marker", "region_choices"]
