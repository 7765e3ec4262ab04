"""The gateway as an ASGI application: host, path, key, body, model, parameters, and then an answer."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace

from starlette.requests import ClientDisconnect, Request
from starlette.types import Receive, Scope, Send

from gateway_docs.dialects import Dialect
from gateway_docs.dialects.tokens import most_tokens
from gateway_docs.facts import Facts, Vendor
from gateway_docs.mock import admission, bodies, catalogue, context, families, speaking
from gateway_docs.mock.behaviours import answer_of, check_body, check_sense
from gateway_docs.mock.call import Call, Reply
from gateway_docs.mock.delivery import deliver
from gateway_docs.mock.faults import WebPage, check_fault
from gateway_docs.mock.journal import Exchange, Journal
from gateway_docs.mock.keys import Keyring
from gateway_docs.mock.refusals import Refused
from gateway_docs.mock.route import Route
from gateway_docs.mock.routing import Router
from gateway_docs.software import software

#: Answers in the place of the mock what the mock accepts: the reply, and the reason if it is no good.
Relay = Callable[[Call, Reply], Awaitable[tuple[Reply, str | None]]]


class Gateway:
    """Answers HTTP requests as the facts say, and writes each into the journal before it is answered."""

    def __init__(
        self, facts: Facts, hosts: frozenset[str], keyring: Keyring, journal: Journal, relay: Relay | None = None
    ):
        self._relay = relay
        self._facts, self._hosts, self._keyring, self._journal = facts, hosts, keyring, journal
        self._router = Router(facts)
        self._software = software(facts.software) if facts.software else None
        self._limit = facts.limits.request_megabytes * bodies.MEGABYTE

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        call = Call(self._facts, self._journal.number(), Request(scope, receive), self._software)
        try:
            call.raw, whole = await bodies.read_body(call.request, self._limit)
        except ClientDisconnect:
            return
        reply, refusal = self._decide(call)
        spoken = self._spoken(call)
        reply = replace(reply, media_type=spoken.media_types.get(reply.media_type, reply.media_type))
        if self._relay and refusal is None:
            reply, refusal = await self._relay(call, reply)
        exchange = _exchange(call, reply, refusal)
        self._journal.add(exchange)
        if not whole:
            reply = replace(reply, headers={**reply.headers, "connection": "close"})
        await deliver(reply, speaking.usual_headers(call, spoken), exchange.key_state, send)

    def _decide(self, call: Call) -> tuple[Reply, str | None]:
        """The reply, and the reason if it is a refusal."""
        try:
            return self._answer(call), None
        except Refused as refused:
            return self._refuse(call, refused), refused.reason
        except WebPage as page:
            return page.reply, str(page)
        except Exception as error:
            unforeseen = Refused("unforeseen", problem=f"{type(error).__name__}: {error}"[:200])
            return self._refuse(call, unforeseen), unforeseen.reason

    def _answer(self, call: Call) -> Reply:
        admission.check_host(call.request, self._hosts)
        route, model_id = self._find(call)
        call.vendor, call.dialect, call.endpoint = route.vendor, route.dialect, route.endpoint
        call.path = route.path_of(model_id)
        call.model_id = model_id or bodies.model_in(call.raw)
        if not route.endpoint.public:
            self._admit(call)
            self._prepare(call)
        return answer_of(call)

    def _find(self, call: Call) -> tuple[Route, str | None]:
        try:
            return self._router.find(speaking.addressed(call))
        except Refused as refused:
            if refused.refusal.id == "unknown-path":
                speaking.check_console(call)
            raise

    def _admit(self, call: Call) -> None:
        also = self._software.keys_also if self._software else ()
        text = admission.read_key(call.request, call.dialect, also)
        call.key = admission.find_key(self._keyring, text, self._facts.console_url)
        call.key = speaking.key_here(call)
        admission.check_key(call)
        check_fault(call.key.state)

    def _prepare(self, call: Call) -> None:
        admission.check_headers(call)
        if has_body := call.endpoint.method == "POST":
            call.body = bodies.parse_body(call)
            self._check_body(call)
        if call.model_id is not None:
            call.model = catalogue.find_model(call, call.model_id)
            if has_body:
                catalogue.check_kind(call, call.model)
                families.check_model(call)
                context.check_length(call)
                check_sense(call)

    def _check_body(self, call: Call) -> None:
        try:
            check_body(call)
        except Refused as refused:
            if not call.never(refused.refusal.id):
                raise

    def _refuse(self, call: Call, refused: Refused) -> Reply:
        return speaking.refusal_reply(call, self._spoken(call), refused)

    def _spoken(self, call: Call) -> Dialect:
        return vars(call).get("dialect") or self._router.dialect(call.request)


def _exchange(call: Call, reply: Reply, refusal: str | None) -> Exchange:
    scope, key = call.request.scope, call.admitted
    query = scope["query_string"].decode("latin-1")
    vendor: Vendor | None = vars(call).get("vendor")
    return Exchange(
        number=call.number,
        client=tuple(scope["client"]),
        host=admission.host_of(call.request),
        method=scope["method"],
        path=scope["path"] + (f"?{query}" if query else ""),
        vendor=vendor.id if vendor else None,
        key_vendor=key.vendor_id if key else None,
        key_state=key.state if key else None,
        model=call.model_id,
        status=reply.status,
        refusal=refusal,
        most_tokens=most_tokens(scope["path"], call.raw),
        said=reply.said,
    )
