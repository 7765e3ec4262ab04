"""A guide whose steps to configure are done by connect.py: its check holds with the real client."""

from __future__ import annotations

from copy import copy

import pytest

from gateway_docs.connect.assemble import known_clients
from gateway_docs.environments import environments_of
from gateway_docs.facts import load_facts
from gateway_docs.project import ROOT
from gateway_docs.reader.python_fence import evaluator
from gateway_docs.reader.session import KEY
from gateway_docs.reader.stage import Stage
from gateway_docs.reader.walker import Walker
from gateway_docs.reader.walks import Walk

FACTS = load_facts(ROOT / "gateway.yml")
#: Quick ones, of two formats; `pytest --all` walks the rest.
QUICK = ("claude-code", "codex")
#: Cline and Qoder need a login or one of their own commands; curl's program is in its guide alone.
NOT_WALKED = ("cline", "qoder", "curl")
KNOWN = [client for client, known in known_clients(FACTS).items() if known["vendors"] and client not in NOT_WALKED]
CLIENTS = [pytest.param(client, marks=() if client in QUICK else pytest.mark.thorough) for client in KNOWN]
VENDORS = {"OpenAI": "openai", "Anthropic": "anthropic", "Gemini": "gemini"}


def with_connect(page, client, site, vendor):
    """Its install lines, connect.py, and the first check, as one walk, in the tabs of the vendor."""
    others = {label for label, id_ in VENDORS.items() if id_ != vendor.id}
    fences = [fence for fence in page.fences if not others & {label for _, label in fence.tabs}]
    installs = [fence for fence in fences if fence.language == "bash" and not fence.title and "install" in fence.raw]
    checks = (fence for fence in fences if fence.language in ("console", "python", "js"))
    check = next(fence for fence in checks if fence.line > installs[0].line)
    connect = copy(installs[0])
    connect.example = copy(connect.example)
    text = (
        f'export CONNECT_KEY="{vendor.key}"\n'
        f"curl --silent --show-error --fail --remote-name {site}/connect.py\n"
        f"python3 connect.py {client} --region {FACTS.regions[0].id} --vendor {vendor.id}\n"
        "unset CONNECT_KEY\n"
    )
    if "profile" in known_clients(FACTS)[client]["vendors"][vendor.id]["files"][0]["path"]:
        text += ". ~/.bashrc\n"
    connect.example.source = connect.raw = connect.published = text
    return Walk(page, "connect.py", [installs[0], connect, check])


@pytest.mark.walk
@pytest.mark.parametrize("client", CLIENTS)
def test_check_of_the_guide_holds(request, source, tmp_path, client):
    session = request.config.stash[KEY]
    page = source.read(source.docs / "en/clients" / f"{client}.md")
    vendor = FACTS.vendor(next(iter(known_clients(FACTS)[client]["vendors"])))
    walk = with_connect(page, client, FACTS.site_url.rstrip("/"), vendor)
    stage = Stage(session.gateway, tmp_path / "walk", environments_of(client)[:1])
    proofs = Walker(walk, session.clients[client], stage).follow(evaluator(tmp_path, request.node))
    assert len(proofs) >= 2
