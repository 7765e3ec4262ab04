"""One endpoint of a vendor at its full path."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import quote

from gateway_docs.dialects import Dialect, Endpoint
from gateway_docs.facts import Vendor

# A custom method such as :embedContent is not part of a model id.
MODEL = r"(?P<model>(?!.*:[a-z]+[A-Z][A-Za-z]*$).+)"


@dataclass(frozen=True)
class Route:
    """An endpoint of a vendor. `below` is its path below the vendor's, which begins with `version`."""

    vendor: Vendor
    dialect: Dialect
    endpoint: Endpoint
    below: str
    version: str

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        before, model, after = self.path.partition("{model}")
        text = "" if not model else "(?P<model>.+)" if after else MODEL
        return re.compile(re.escape(before) + text + re.escape(after), re.DOTALL)

    @property
    def path(self) -> str:
        return self.vendor.path + self.below

    def stands_in(self, written: str) -> bool:
        """Whether the path as it was sent spells this one out. Only a model and the colon after it may have escapes."""
        before, model, after = self.path.partition("{model}")
        written = written.replace("%3A", ":").replace("%3a", ":")
        return written.startswith(before) and written.endswith(after) and (bool(model) or written == before)

    def path_of(self, model_id: str | None) -> str:
        """The path of a request for `model_id`, as it is to be sent."""
        return self.path.replace("{model}", quote(model_id or "", safe="/:"))
