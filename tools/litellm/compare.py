"""Asks the real LiteLLM every fault and compares it with its data file: `python compare.py PYTHON_OF_LITELLM`.

Exit status: 0 if the file says what LiteLLM answers, else 1, with the lines to change.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType

import httpx

from gateway_docs.facts import load_facts
from gateway_docs.keys.scrubber import Scrubber
from gateway_docs.operator.recognition import recognise
from gateway_docs.project import ROOT
from gateway_docs.project.yaml_files import to_yaml
from gateway_docs.relay.addresses import compare_addresses
from gateway_docs.relay.answers import Asked, ask
from gateway_docs.relay.profile import Differences, differences
from gateway_docs.relay.questions import NO_REUSE, STATES
from gateway_docs.software import CATALOGUE, shipped

KEYS = {state: f"sk-test-litellm-{state.lower() or 'good'}-0123456789" for state in ("", *STATES)}
NOTHING: Mapping[str, str] = MappingProxyType({})
FACTS = load_facts(ROOT / "gateway.yml").model_copy(update={"software": "litellm"})


class ToPort(httpx.HTTPTransport):
    """Leads the documented host to the proxy, which speaks no TLS here."""

    def __init__(self, port: int):
        super().__init__(limits=NO_REUSE)
        self._port = port

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        request.url = request.url.copy_with(scheme="http", host="127.0.0.1", port=self._port)
        return super().handle_request(request)


@contextmanager
def litellm(
    python: str, vendors: Mapping[str, dict[str, str]], *certificate: str, environment: Mapping[str, str] = NOTHING
) -> Iterator[int]:
    """Its port, while it runs. `vendors`: how it asks each, in LiteLLM's words."""
    chat = [model for model in FACTS.models if model.kind == "chat"]
    models = {model.id: {"model": f"{model.vendor}/{model.id}", **vendors[model.vendor]} for model in chat}
    command = [python, Path(__file__).with_name("serve.py"), json.dumps(models), json.dumps(KEYS), *certificate]
    with TemporaryDirectory() as home:
        log, known = Path(home) / "log", {"PATH": "/usr/bin:/bin", "HOME": home, **environment}
        with log.open("w") as said:
            proxy = subprocess.Popen(command, env=known, cwd=home, stdout=subprocess.PIPE, stderr=said, text=True)
        try:
            ports = (line.split()[1] for line in proxy.stdout or () if line.startswith("port "))
            if (port := next(ports, None)) is None:
                sys.exit(f"LiteLLM ended before it listened: {log.read_text('utf-8')[-2000:]}")
            yield int(port)
        finally:
            proxy.terminate()
            proxy.wait(30)


def heard(port: int) -> tuple[Asked, list[str], Differences]:
    """Its answers, without those that are its vendor's, who is not asked here; what differs of its addresses."""
    keys = {(vendor.id, state): key for vendor in FACTS.vendors for state, key in KEYS.items()}
    own = shipped("litellm")
    with httpx.Client(transport=ToPort(port), timeout=60) as client:
        answers, unheard = ask(FACTS, own, keys, client, Scrubber(()))
        addresses = Differences()
        compare_addresses(FACTS, own, keys, client, Scrubber(()), addresses)
    mine = [pair for pair in answers if pair[0].refusal in own.refusals or CATALOGUE[pair[0].refusal].of == "gateway"]
    return mine, unheard, addresses


def main() -> int:
    nobody = {"api_key": "k", "mock_response": "OK"}
    with litellm(sys.argv[1], {vendor.id: nobody for vendor in FACTS.vendors}) as port:
        answers, unheard, addresses = heard(port)
        named = recognise(f"http://127.0.0.1:{port}").found
    found = differences(shipped("litellm"), answers)
    found.told += addresses.told
    found.lines |= addresses.lines
    print(f"{', '.join(map(str, named)) or 'not recognised'}: {len(answers)} answers, {len(found.told)} differences")
    print("\n".join([*unheard, *found.told]))
    if found.lines:
        print(f"\nIn gateway_docs/software/litellm.yml:\n\n{to_yaml(found.lines, width=120)}")
    wrong_name = [one.software.id for one in named] != ["litellm"]
    return 1 if found.told or unheard or wrong_name or not answers else 0


if __name__ == "__main__":
    sys.exit(main())
