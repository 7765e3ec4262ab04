"""Two operators, whose gateways run New API and Sub2API: `init` finds that, their sites are built, asked, walked."""

from __future__ import annotations

import ssl
from contextlib import contextmanager
from urllib.parse import urlsplit

import httpx
import pytest
import trustme
from hanging import HANGING_SECONDS
from neutral_words import neutral_words_in
from new_operator import begun
from operators import Operator, operator
from test_live import run as pytest_live

from gateway_docs.facts import load_facts
from gateway_docs.mock import serve
from gateway_docs.mock.proxy import ForwardProxy
from gateway_docs.operator import doubts

STATED = {"DISABLED": "disabled", "EXPIRED": "expired", "EMPTY": "empty", "RATED": "rated"}
PAGES = ("docs/en/index.md", "docs/en/clients/curl.md", "docs/en/clients/codex.md")

pytestmark = [pytest.mark.thorough, pytest.mark.walk]


@contextmanager
def behind_hosts(facts, software, folder):
    """Such a gateway behind the documented hosts: itself, and the variables by which a program reaches it."""
    authority, hosts = trustme.CA(), {urlsplit(region.url).hostname for region in facts.regions}
    authority.cert_pem.write_to_path(folder / "ca.pem")
    authority.issue_cert(*sorted(hosts)).private_key_and_cert_chain_pem.write_to_path(folder / "gateway.pem")
    names = {vendor.id: f"LIVE_{vendor.id.upper()}" for vendor in facts.vendors}
    variables = {f"{name}_KEY": f"sk-test-{id_}-good-0123456789" for id_, name in names.items()}
    variables |= {f"{names[id_]}_{s}_KEY": f"sk-test-{id_}-{t}-0123456789" for id_ in names for s, t in STATED.items()}
    keys = {text: tuple(text.split("-")[2:4]) for text in variables.values()}
    with serve(facts) as mock, ForwardProxy(mock.hosts, mock.port) as vendors:
        trust = ssl.create_default_context(cafile=str(mock.ca_file))
        with httpx.Client(
            proxy=vendors.url, verify=trust, base_url=facts.regions[0].url, timeout=HANGING_SECONDS
        ) as to:
            sold = {model.id: model.vendor for model in facts.models}
            groups = {vendor.id: vendor.default_group for vendor in facts.vendors}
            stand_in = Operator(software, keys, sold, groups, {one: mock.keyring.key(one) for one in names}, to)
            with operator(stand_in, folder / "gateway.pem") as port, ForwardProxy(hosts, port) as proxy:
                yield stand_in, {"HTTPS_PROXY": proxy.url, "SSL_CERT_FILE": str(folder / "ca.pem"), **variables}


@pytest.mark.parametrize("software", ["new-api", "sub2api"])
def test_operator(facts, sites, software, tmp_path, monkeypatch):
    with behind_hosts(facts, software, tmp_path) as (stand_in, variables):
        with monkeypatch.context() as patch:
            patch.setenv("https_proxy", variables["HTTPS_PROXY"])
            patch.setenv("SSL_CERT_FILE", variables["SSL_CERT_FILE"])
            patch.setattr(doubts, "RESERVED", ())  # the stand-in answers for such a name
            file = begun(tmp_path, facts.regions[0].url)
        assert load_facts(file).software == software
        site = sites.begin(file)
        known = {**variables, "GATEWAY_FACTS": str(file)}
        asked = pytest_live(("--answers",), known)
        assert asked.returncode == 0, asked.stdout + asked.stderr
        walked = pytest_live(PAGES, known)
        said = walked.stdout + walked.stderr
        assert walked.returncode == 0 and "differs:" not in said, said
        stand_in.says["faults"]["empty"][0] = 402
        told = pytest_live(("--answers",), known).stdout
        assert "differs: no-balance, openai: status: 403 in the file, 402 from the gateway" in told
        assert "In operator/software.yml" in told and "no-balance:" in told and "status: 402" in told
    assert neutral_words_in(site.result()) == []
