"""The three that judge base URLs: a mock, doctor.py as a module, and the browser's rules in Node."""

from __future__ import annotations

import json
import re
import ssl
import subprocess
import sys
from collections.abc import Collection
from contextlib import ExitStack
from pathlib import Path
from types import ModuleType

import httpx
from hanging import HANGING_SECONDS
from wrong_base_urls import CLIENTS, URL, Case

from gateway_docs.dialects import dialect
from gateway_docs.doctor.assemble import doctor_source
from gateway_docs.facts import Facts
from gateway_docs.mock import serve
from gateway_docs.mock.proxy import ForwardProxy
from gateway_docs.project import ROOT
from gateway_docs.site.tools.check import check_data

CHECK = ROOT / "gateway_docs" / "theme" / "templates" / "assets" / "tools" / "check.js"
SCRIPT = f"""
import {{ check }} from {json.dumps(CHECK.as_uri())};
let text = "";
for await (const chunk of process.stdin) text += chunk;
const {{ facts, asked }} = JSON.parse(text);
const client = (id) => facts.clients.find((each) => each.id === id);
console.log(JSON.stringify(asked.map(([text, about]) =>
    check(text, {{ ...about, client: client(about.client), facts }}))));
"""

_TWICE = r"The path has /\w+ (twice|and /\w+): the client adds its own, so leave /\w+ out of the base URL\."
_LACKS = r"The path lacks ((/\w+)+): the base URL must end in \1 for this client\."
#: How the mock's hint words a cause. It sees the path of a request, where two versions may be the client's and another.
HINTS = {
    "missing_version": _LACKS,
    "missing_path": _LACKS,
    "doubled_version": _TWICE,
    "extra_version": _TWICE,
    "full_endpoint": r"The base URL ends in /\S+: leave that out, the client adds it\.",
    "extra_slash": r"There is a slash too many: the path is /\S+\.",
    "path": r"(Did you mean /\S+\?|Check the base URL\.)",
}
#: The doctor has one sentence for several.
SENTENCES = {
    **dict.fromkeys(("no_scheme", "slashes", "scheme"), "http"),
    **dict.fromkeys(("credentials_in_url", "query", "port"), "more"),
    "path_of_region": "missing_path",
}


class Judges:
    """What each says of a case. The check is asked for all `cases` at once."""

    def __init__(self, facts: Facts, cases: Collection[Case]):
        self._facts = facts
        self._checked = dict(zip(cases, _checked(facts, cases), strict=True))
        self._doctor = doctor_of(facts)

    def __enter__(self) -> Judges:
        self._stack = ExitStack()
        self.gateway = self._stack.enter_context(serve(self._facts))
        self.proxy = self._stack.enter_context(ForwardProxy(self.gateway.hosts, self.gateway.port))
        trusting = ssl.create_default_context(cafile=str(self.gateway.ca_file))
        self.client = self._stack.enter_context(
            httpx.Client(proxy=self.proxy.url, verify=trusting, timeout=HANGING_SECONDS)
        )
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def check(self, case: Case) -> list[str]:
        """The rules that are named, notes left out."""
        return self._checked[case]

    def doctor(self, case: Case) -> str | None:
        vendor = next(vendor for vendor in self._doctor.FACTS["vendors"] if vendor["id"] == case.vendor)
        problem = self._doctor.check_base_url(case.url, vendor, case.version)[1]
        return problem and problem[0]

    def mock(self, case: Case) -> str | None:
        """Why it refuses what a client asks with this base URL; None: it answers."""
        known = dialect(case.vendor)
        path, body = known.usual_check(self._facts.vendor(case.vendor).default_model)
        target = case.url.removeprefix(URL).rstrip("/") + path.removeprefix(case.version)
        headers = known.headers_with(self.gateway.keyring.key(case.vendor))
        self.client.post(httpx.URL(URL).copy_with(raw_path=target.encode()), headers=headers, json=body)
        return self.gateway.journal.exchanges[-1].refusal


def doctor_of(facts: Facts) -> ModuleType:
    """doctor.py as the site of `facts` has it."""
    module = sys.modules["doctor"] = ModuleType("doctor")
    exec(compile(doctor_source(facts), "doctor.py", "exec"), vars(module))
    return module


def agree(judges: Judges, case: Case) -> None:
    first = next(iter(case.causes), None)
    assert judges.doctor(case) == (first and f"url_{SENTENCES.get(first, first)}")
    named = {"unknown_host" if rule == "host_typo" else rule for rule in judges.check(case)}
    assert named == ({*case.causes} or {"url_right"})
    if case.seen:
        refusal = judges.mock(case)
        assert (refusal is None) == (first is None)
        assert first is None or re.search(f"There is nothing at POST \\S+ {HINTS[first]}$", refusal)


def _checked(facts: Facts, cases: Collection[Case]) -> list[list[str]]:
    clients = [CLIENTS.get((case.vendor, case.version)) for case in cases]
    about = [{"kind": "url", "client": id_, "vendor": case.vendor} for case, id_ in zip(cases, clients, strict=True)]
    return check_in_node(facts, [(case.url, known) for case, known in zip(cases, about, strict=True)])


def check_in_node(facts: Facts, asked: list[tuple[str, dict[str, str | None]]]) -> list[list[str]]:
    """The rules that the check names for each (text, about), notes left out."""
    ended = subprocess.run(
        [Path(sys.executable).with_name("node"), "--input-type=module", "--eval", SCRIPT],
        input=json.dumps({"facts": check_data(facts, "en"), "asked": asked}),
        capture_output=True,
        text=True,
        timeout=HANGING_SECONDS,
    )
    assert ended.returncode == 0, ended.stderr
    found = json.loads(ended.stdout)
    return [[one["rule"] for one in each if one["level"] in ("error", "warning", "good")] for each in found]
