"""Which models a call may use."""

from __future__ import annotations

from gateway_docs.facts import Model
from gateway_docs.mock.call import Call
from gateway_docs.mock.refusals import Refused


def find_model(call: Call, model_id: str) -> Model:
    """The model, if the call's key may use it at this vendor. Refused: anything else."""
    facts, vendor, shown = call.facts, call.vendor, model_id[:200]
    try:
        model = facts.model(model_id)
    except KeyError:
        raise Refused("unknown-model", model=shown, console_url=facts.console_url, param="model") from None
    if model.vendor != vendor.id and call.never("other-vendor-model"):
        return model
    if model.vendor != vendor.id:
        owner = facts.vendor(model.vendor).name
        raise Refused("other-vendor-model", model=shown, model_vendor=owner, vendor=vendor.name, param="model")
    if model.state == "retired":
        raise Refused("retired-model", model=shown, console_url=facts.console_url, param="model")
    if call.key.group_id not in model.groups:
        path = vendor.path + call.dialect.path("models")
        raise Refused("not-in-group", model=shown, group=call.key.group_id, models_path=path, param="model")
    return model


def check_kind(call: Call, model: Model) -> None:
    """Refused: a chat model where embeddings are made, or the reverse."""
    if model.kind != call.endpoint.kind:
        raise Refused(f"{model.kind}-model", model=model.id, param="model")
