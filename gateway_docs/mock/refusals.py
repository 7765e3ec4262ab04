"""A refusal on its way out: one kind of the catalogue, with what is wrong in this request."""

from __future__ import annotations

from typing import Any

from gateway_docs.software import CATALOGUE


class Refused(Exception):
    """The gateway says no. `reason` is for an author and may say more than the client is told.

    `code`: OpenAI's, where the catalogue's is not exact.
    """

    def __init__(
        self,
        refusal_id: str,
        *,
        reason: str | None = None,
        param: str | None = None,
        code: str | None = None,
        **values: Any,
    ):
        self.refusal = CATALOGUE[refusal_id]
        self.code = code or self.refusal.code
        self.message = self.refusal.message.format(param=param, **values).strip()
        self.reason = reason or self.message
        self.param, self.values = param, values
        super().__init__(self.message)
