"""Stands behind the mock: passes requests on, compares the answers, keeps to the budget."""

from __future__ import annotations

import threading

from gateway_docs.mock.dialect import Call, Reply
from gateway_docs.relay.budget import Budget, Spent
from gateway_docs.relay.comparison import Difference, compare
from gateway_docs.relay.tokens import most_tokens, used_tokens, with_limit
from gateway_docs.relay.upstream import LiveAnswer, NoAnswer, Upstream


class Relay:
    """`differences` grow while the mock runs. A client gets what the gateway answered."""

    def __init__(self, upstream: Upstream, budget: Budget):
        self._upstream, self.budget = upstream, budget
        self._differences: set[Difference] = set()
        self._lock = threading.Lock()

    @property
    def differences(self) -> list[Difference]:
        with self._lock:
            return sorted(self._differences)

    async def __call__(self, call: Call, reply: Reply) -> tuple[Reply, str | None]:
        """The gateway's reply to `call`, which the mock answers by `reply`; and why it is no good, None: it is."""
        path = call.request.scope["path"]
        body = with_limit(path, call.raw)
        at_most = most_tokens(path, body)
        try:
            self.budget.begin(at_most)
            answer = await self._upstream.ask(call, body)
        except (Spent, NoAnswer) as problem:
            return _unanswered(str(problem)), str(problem)
        self.budget.end(at_most, used_tokens(answer.body))
        self._compare(f"{call.request.method} {_named(path, call)}", reply, answer)
        refused = None if answer.status < 400 else f"the real gateway: {answer.body[:300].decode('utf-8', 'replace')}"
        return _as_reply(answer), refused

    def _compare(self, request: str, reply: Reply, answer: LiveAnswer) -> None:
        found = compare(request, (reply.status, b"".join(reply.chunks)), (answer.status, answer.body))
        with self._lock:
            self._differences |= set(found)


def _named(path: str, call: Call) -> str:
    """`path` without the model in it, so that each kind of request is told once."""
    return path.replace(call.model_id, "MODEL") if call.model_id and call.model_id in path else path


def _as_reply(answer: LiveAnswer) -> Reply:
    return Reply([answer.body], answer.media_type, answer.status, answer.headers)


def _unanswered(reason: str) -> Reply:
    text = reason.replace("\\", "").replace('"', "'")
    return Reply([f'{{"error": {{"message": "{text}"}}}}'.encode()], status=502, headers={"x-should-retry": "false"})
