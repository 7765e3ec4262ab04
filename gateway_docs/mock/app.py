"""The gateway as an ASGI application: host, path, key, body, model, parameters, and then an answer."""

from __future__ import annotations

import itertools
from collections.abc import Awaitable, Callable

from starlette.requests import ClientDisconnect, Request
from starlette.types import Receive, Scope, Send

from gateway_docs.facts import Facts
from gateway_docs.mock import admission, bodies, catalogue
from gateway_docs.mock.anthropic import ANTHROPIC
from gateway_docs.mock.delivery import deliver
from gateway_docs.mock.dialect import Call, Reply
from gateway_docs.mock.events import to_json
from gateway_docs.mock.faults import WebPage, check_fault
from gateway_docs.mock.gemini import GEMINI
from gateway_docs.mock.journal import Exchange, Journal
from gateway_docs.mock.keys import Keyring
from gateway_docs.mock.openai import OPENAI
from gateway_docs.mock.refusals import Refused
from gateway_docs.mock.routing import Router
from gateway_docs.relay.tokens import most_tokens

#: Answers in the place of the mock what the mock accepts: the reply, and the reason if it is no good.
Relay = Callable[[Call, Reply], Awaitable[tuple[Reply, str | None]]]
DIALECTS = {dialect.id: dialect for dialect in (OPENAI, ANTHROPIC, GEMINI)}


class Gateway:
    """Answers HTTP requests as the facts say, and writes each into the journal before it is answered."""

    def __init__(self, facts: Facts, hosts: set[str], keyring: Keyring, journal: Journal, relay: Relay | None = None):
        self._relay = relay
        self._facts, self._hosts, self._keyring, self._journal = facts, hosts, keyring, journal
        self._router = Router(facts, DIALECTS)
        self._numbers = itertools.count(1)
        self._limit = facts.limits.request_megabytes * bodies.MEGABYTE

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        call = Call(self._facts, next(self._numbers), Request(scope, receive))
        try:
            call.raw = await bodies.read_body(call.request, self._limit)
        except ClientDisconnect:
            return
        reply, refusal = self._decide(call)
        if self._relay and refusal is None:
            reply, refusal = await self._relay(call, reply)
        self._journal.add(_exchange(call, reply, refusal))
        await deliver(reply, call.request_id, call.key and call.key.state, send)

    def _decide(self, call: Call) -> tuple[Reply, str | None]:
        """The reply, and the reason if it is a refusal."""
        try:
            return self._answer(call), None
        except Refused as refused:
            return self._refuse(call, refused), refused.reason
        except WebPage as page:
            return page.reply, str(page)
        except Exception as error:
            refused = Refused("unforeseen", problem=f"{type(error).__name__}: {error}"[:200])
            return self._refuse(call, refused), refused.reason

    def _answer(self, call: Call) -> Reply:
        admission.check_host(call.request, self._hosts)
        route, model_id = self._router.find(call.request)
        call.vendor, call.dialect, call.endpoint = route.vendor, route.dialect, route.endpoint
        call.model_id = model_id or bodies.model_in(call.raw)
        if not route.endpoint.public:
            self._admit(call)
            self._prepare(call)
        return route.endpoint.answer(call)

    def _admit(self, call: Call) -> None:
        text = admission.read_key(call.request, call.dialect)
        call.key = admission.find_key(self._keyring, text, self._facts.console_url)
        admission.check_key(call)
        check_fault(call.key.state)

    def _prepare(self, call: Call) -> None:
        endpoint = call.endpoint
        call.dialect.check_headers(call)
        if endpoint.request_type:
            call.body = bodies.parse_body(call)
            endpoint.request_type(call).check(call.raw, call.body)
        if call.model_id is not None:
            call.model = catalogue.find_model(call, call.model_id)
            if endpoint.request_type:
                catalogue.check_kind(call, call.model)

    def _refuse(self, call: Call, refused: Refused) -> Reply:
        dialect = call.dialect or self._router.dialect(call.request)
        refusal = refused.refusal
        headers = {} if refusal.retry else {"x-should-retry": "false"}
        if refusal.id == "rate-limited":
            headers["retry-after"] = "1"
        if refusal.status == 405:
            headers["allow"] = refused.values["allowed"]
        body = to_json(dialect.error(refused, call.request_id))
        return Reply([body], status=refusal.status_for(dialect.id), headers=headers)


def _exchange(call: Call, reply: Reply, refusal: str | None) -> Exchange:
    scope, key = call.request.scope, call.key
    query = scope["query_string"].decode("latin-1")
    return Exchange(
        number=call.number,
        client=tuple(scope["client"]),
        host=admission.host_of(call.request),
        method=scope["method"],
        path=scope["path"] + (f"?{query}" if query else ""),
        vendor=call.vendor and call.vendor.id,
        key_vendor=key and key.vendor_id,
        key_state=key and key.state,
        model=call.model_id,
        status=reply.status,
        refusal=refusal,
        most_tokens=most_tokens(scope["path"], call.raw),
    )
