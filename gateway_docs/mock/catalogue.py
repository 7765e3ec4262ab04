"""Which models a call may use."""

from __future__ import annotations

from gateway_docs.facts import Model
from gateway_docs.mock.call import Call
from gateway_docs.mock.refusals import Refused

#: What a model of each kind does, in words of a refusal.
DOES = {
    "chat": "chats",
    "embedding": "makes embeddings",
    "image": "makes images",
    "audio": "works with sound",
    "video": "makes videos",
    "rerank": "ranks documents",
    "other": "is for something else",
}


def find_model(call: Call, model_id: str) -> Model:
    """The model, if the call's key may use it at this vendor. Refused: anything else."""
    facts, vendor, shown = call.facts, call.vendor, model_id[:200]
    try:
        model = facts.model(model_id)
    except KeyError:
        raise Refused("unknown-model", model=shown, console_url=facts.console_url, param="model") from None
    if not model.served_in(vendor) and call.never("other-vendor-model"):
        return model
    if not model.served_in(vendor):
        raise Refused("other-vendor-model", model=shown, why=_not_served(call, model), param="model")
    if model.state == "retired":
        raise Refused("retired-model", model=shown, console_url=facts.console_url, param="model")
    if model.served_in(vendor) and not facts.sells(call.key.group_id, model, vendor):
        path = vendor.path + call.dialect.path("models")
        raise Refused("not-in-group", model=shown, group=call.key.group_id, models_path=path, param="model")
    return model


def _not_served(call: Call, model: Model) -> str:
    """Whose the model is where a key is of one vendor; else that it is not to be had in this format."""
    if call.facts.key_rule == "vendor":
        return f"belongs to {call.facts.maker(model).name}, this endpoint serves {call.vendor.name}"
    return f"is not served in the format of {call.vendor.name}"


def check_kind(call: Call, model: Model) -> None:
    """Refused: a model that does not chat where one chats, or makes no embeddings where those are made."""
    wanted = call.endpoint.kind
    if model.kind != wanted:
        refusal = "embedding-model" if wanted == "chat" else "chat-model"
        raise Refused(refusal, model=model.id, does=DOES[model.kind], param="model")
