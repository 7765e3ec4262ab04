"""A mock for each software."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from raw_requests import Asker

from gateway_docs.facts import Facts
from gateway_docs.mock import serve


@pytest.fixture(scope="module")
def speaking(facts: Facts) -> Iterator[Callable[[str], Asker]]:
    """The mock of the demo's facts with a software, started once."""
    stack, begun = [], dict[str, Asker]()
    chosen = [facts.model(vendor.default_model) for vendor in facts.vendors]
    retired = [model.model_copy(update={"id": f"old-{model.vendor}", "state": "retired"}) for model in chosen]

    def speaking(software: str) -> Asker:
        if software not in begun:
            context = serve(facts.model_copy(update={"software": software, "models": [*facts.models, *retired]}))
            begun[software] = Asker(context.__enter__())
            stack.append(context)
        return begun[software]

    yield speaking
    for asker in begun.values():
        asker.close()
    for context in stack:
        context.__exit__(None, None, None)
