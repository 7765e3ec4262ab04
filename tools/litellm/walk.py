"""Walks pages of the site through the real LiteLLM, in live mode: `python walk.py PYTHON_OF_LITELLM PAGE…`.

LiteLLM answers for the documented host, with its certificate; the mock stands in for its vendors. Exit status: 0 if
every walk holds, else 1.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit
from xml.etree import ElementTree

import trustme
from compare import FACTS, KEYS, litellm

from gateway_docs.mock import MockGateway, serve
from gateway_docs.mock.proxy import ForwardProxy
from gateway_docs.project import ROOT

NEUTRAL = FACTS.model_copy(update={"software": None})
HOSTS = frozenset(str(urlsplit(region.url).hostname) for region in FACTS.regions)


def vendors(mock: MockGateway) -> dict[str, dict[str, str]]:
    """How LiteLLM asks the mock as each vendor. It asks Gemini below the version."""
    version = {"gemini": "/v1beta"}
    addresses = {vendor.id: FACTS.base_url(vendor) + version.get(vendor.id, "") for vendor in FACTS.vendors}
    return {id_: {"api_base": address, "api_key": mock.keyring.key(id_)} for id_, address in addresses.items()}


def behind(proxy: str, ca_file: Path) -> dict[str, str]:
    """Variables by which LiteLLM finds the mock; its usual transport reads none of a proxy."""
    return {"HTTPS_PROXY": proxy, "SSL_CERT_FILE": str(ca_file), "DISABLE_AIOHTTP_TRANSPORT": "True"}


def main(python: str, *pages: str) -> int:
    with TemporaryDirectory() as folder:
        authority, pem, trust = trustme.CA(), Path(folder, "gateway.pem"), Path(folder, "ca.pem")
        authority.cert_pem.write_to_path(str(trust))
        authority.issue_cert(*sorted(HOSTS)).private_key_and_cert_chain_pem.write_to_path(str(pem))
        facts = Path(folder, "gateway.yml")
        facts.write_text((ROOT / "gateway.yml").read_text("utf-8") + "\nsoftware: litellm\n", "utf-8")
        with (
            serve(NEUTRAL) as mock,
            ForwardProxy(HOSTS, mock.port) as to_vendors,
            litellm(python, vendors(mock), str(pem), environment=behind(to_vendors.url, mock.ca_file)) as port,
            ForwardProxy(HOSTS, port) as proxy,
        ):
            keys = {f"LIVE_{vendor.id.upper()}_KEY": KEYS[""] for vendor in FACTS.vendors}
            known = {"HTTPS_PROXY": proxy.url, "SSL_CERT_FILE": str(trust), "GATEWAY_FACTS": str(facts), **keys}
            command = [sys.executable, "-m", "pytest", "-q", "--live", "--live-unprotected", *pages]
            subprocess.run([*command, f"--junitxml={folder}/report.xml"], cwd=ROOT, env={**os.environ, **known})
        suite = ElementTree.parse(f"{folder}/report.xml").getroot().find("testsuite")
        counts = (
            {name: int(suite.get(name, 0)) for name in ("tests", "failures", "errors", "skipped")}
            if suite is not None
            else {}
        )
        print(f"through LiteLLM: {counts}")
        return 0 if counts.get("tests") and not sum(counts.values()) - counts["tests"] else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
