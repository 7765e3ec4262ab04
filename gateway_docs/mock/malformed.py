"""What is no HTTP, such as two Host headers or one with control characters, never reaches the application."""

from __future__ import annotations

from gateway_docs.mock.journal import Exchange, Journal
from gateway_docs.mock.limits import Limited


def recording(journal: Journal) -> type[Limited]:
    """The protocol of a server that writes such a request into `journal`, so that its page fails like any other."""

    class Recording(Limited):
        def send_400_response(self, msg: str) -> None:
            journal.add(_refused(journal.number(), self.client, msg))
            super().send_400_response(msg)

    return Recording


def _refused(number: int, client: tuple[str, int] | None, message: str) -> Exchange:
    return Exchange(
        number=number,
        client=client or ("", 0),
        host="",
        method="?",
        path="",
        vendor=None,
        key_vendor=None,
        key_state=None,
        model=None,
        status=400,
        refusal=message,
    )
