"""The guide of a client that is not run: what it names is compared with the gateway and with client.yml."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from gateway_docs.clients import Client
from gateway_docs.facts import Facts
from gateway_docs.mock.route import Route
from gateway_docs.mock.routing import Router
from gateway_docs.reader.known import Known, named
from gateway_docs.reader.page import Page
from gateway_docs.reader.slips import addresses_in, misspelled


def slips(page: Page, client: Client, known: Known, facts: Facts) -> Iterator[str]:
    """What is wrong on `page`, in words for an author."""
    shown = "\n".join([*page.spans, *(fence.published for fence in page.fences)])
    yield from misspelled(shown, known)
    addresses = addresses_in(shown)
    for vendor, base_url in known.base_urls.items():
        if base_url not in addresses:
            yield f"it names nowhere {base_url}, the base URL of {vendor} in client.yml"
        if (field := client.key_variable[vendor]) not in page.prose + shown:
            yield f"it names nowhere {field}, where the key stands according to client.yml"
    yield from (f"the gateway has nothing at {url}" for url in addresses if _leads_nowhere(url, known, facts))
    for model in sorted(named(shown, known.models)):
        if not set(known.models[model]) & known.base_urls.keys():
            yield f"{model} is not served in the format of {' or '.join(known.base_urls)}"


def _leads_nowhere(url: str, known: Known, facts: Facts) -> bool:
    """Whether `url` is of the gateway, and neither the address of an endpoint nor the beginning of one."""
    parts = urlsplit(url)
    if parts.hostname not in known.api_hosts:
        return False
    return not any(route.pattern.fullmatch(parts.path) or _begins(parts.path, route) for route in Router(facts).routes)


def _begins(path: str, route: Route) -> bool:
    return route.path.startswith(f"{path.rstrip('/')}/")
