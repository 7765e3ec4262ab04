"""Stands behind the mock: passes requests on, compares the answers, keeps to the budget."""

from __future__ import annotations

import json
import threading

from gateway_docs.dialects.tokens import most_tokens, used_tokens, with_limit
from gateway_docs.mock.call import Call, Reply
from gateway_docs.relay.budget import Budget, Spent
from gateway_docs.relay.comparison import Difference, compare
from gateway_docs.relay.upstream import LiveAnswer, NoAnswer, Upstream


class Relay:
    """`differences` grow while the mock runs. A client gets what the gateway answered."""

    def __init__(self, upstream: Upstream, budget: Budget):
        self._upstream, self.budget = upstream, budget
        self._differences: dict[Difference, dict[str, None]] = {}
        #: The walk that is on: a live run makes one at a time.
        self.page = ""
        self._answered = 0
        #: Why requests had no answer, in the order in which it happened first.
        self.unanswered: list[str] = []
        self._lock = threading.Lock()

    @property
    def differences(self) -> dict[Difference, list[str]]:
        """Each with the pages on which it was met, those first that break what a page promises."""
        with self._lock:
            found = sorted(self._differences, key=lambda one: (not one.grave, one))
            return {one: list(self._differences[one]) for one in found}

    @property
    def answered(self) -> int:
        """How many requests the gateway has answered, whatever it said."""
        return self._answered

    async def __call__(self, call: Call, reply: Reply) -> tuple[Reply, str | None]:
        """The gateway's reply to `call`, which the mock answers by `reply`; and why it is no good, None: it is."""
        body = with_limit(call.path, call.raw)
        at_most = most_tokens(call.path, body)
        try:
            self.budget.begin(at_most)
            answer = await self._upstream.ask(call, body)
        except (Spent, NoAnswer) as problem:
            return self._no_answer(str(problem))
        except Exception as problem:  # of a library: the page is to fail, not the mock
            return self._no_answer(self._upstream.scrub(f"{type(problem).__name__}: {problem}"))
        self.budget.end(at_most, used_tokens(answer.body))
        self._compare(f"{call.request.method} {_named(call.path, call)}", reply, answer)
        refused = None if answer.status < 400 else f"the real gateway: {answer.body[:300].decode('utf-8', 'replace')}"
        return _as_reply(answer), refused

    def _no_answer(self, reason: str) -> tuple[Reply, str]:
        with self._lock:
            if reason not in self.unanswered:
                self.unanswered.append(reason)
        error = json.dumps({"error": {"message": reason}}).encode()
        return Reply([error], status=502, headers={"x-should-retry": "false"}), reason

    def _compare(self, request: str, reply: Reply, answer: LiveAnswer) -> None:
        found = compare(request, (reply.status, b"".join(reply.chunks)), (answer.status, answer.body))
        with self._lock:
            self._answered += 1
            for one in found:
                self._differences.setdefault(one, {})[self.page] = None


def _named(path: str, call: Call) -> str:
    """`path` without the model in it, so that each kind of request is told once."""
    return path.replace(call.model_id, "MODEL") if call.model_id and call.model_id in path else path


def _as_reply(answer: LiveAnswer) -> Reply:
    return Reply([answer.body], answer.media_type, answer.status, answer.headers)
