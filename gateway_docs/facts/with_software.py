"""What a facts file would say if the gateway ran another software."""

from __future__ import annotations

from typing import Any

from gateway_docs.software import software


def with_software(told: dict[str, Any], software_id: str) -> dict[str, Any] | None:
    """`told`, what a facts file holds, in the formats that the software serves, and without a logo.

    None: nothing of it is left, or models are served in several formats, which are not parted here.
    """
    served = software(software_id).protocols
    named = {one["id"] for one in told.get("protocols", told["vendors"])}
    left = {**told, "software": software_id, "theme": {**told.get("theme", {}), "logo": None}}
    if named <= set(served):
        return left
    if "protocols" in told or not named & set(served):
        return None
    vendors = [vendor for vendor in told["vendors"] if vendor["id"] in served]
    models = [model for model in told["models"] if model["vendor"] in served]
    return {**left, "vendors": vendors, "models": models}
