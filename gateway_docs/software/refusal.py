"""The catalogue of refusals: what can be wrong, the neutral gateway's words for it, and what readers are told."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import Field

from gateway_docs.dialects.model import Strict
from gateway_docs.project.yaml_files import read_yaml

Who = Literal["you", "administrator", "support"]
Retry = Literal["no", "later", "paid"]
Charged = Literal["no", "started"]


class Refusal(Strict):
    """One kind of refusal. `message` is a format string; `code` is OpenAI's error code.

    `of`: who refuses. What a vendor refuses, gateways pass on; what only the mock refuses, no gateway says.
    """

    id: str
    of: Literal["gateway", "vendor", "mock"] = "gateway"
    status: int
    message: str
    code: str | None = None
    entry: str = Field(description="id of the entry of Troubleshooting that explains it")
    who: Who = Field(default="you", description="who can mend it")
    retry: Retry = Field(default="no", description="whether retrying helps")
    charged: Charged = Field(default="no", description="started: not before the first token")


CATALOGUE = {
    id_: Refusal.model_validate({"id": id_, **told})
    for id_, told in read_yaml(Path(__file__).with_name("catalogue.yml")).items()
}
