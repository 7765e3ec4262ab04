"""Asks the gateway before anything is written: whose key it is, which models it may use, and for one answer."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

from gateway_docs.connect.parts.clients import CLIENTS
from gateway_docs.connect.parts.talking import Talk
from gateway_docs.doctor.parts.asking import explain, send_request
from gateway_docs.doctor.parts.dialects import ask_models, models_in
from gateway_docs.doctor.parts.given import FACTS
from gateway_docs.doctor.parts.reading import Setting
from gateway_docs.doctor.parts.report import Report
from gateway_docs.doctor.parts.sending import Answer
from gateway_docs.doctor.parts.values import check_key

#: What needs no quoting in any format.
_PLAIN_KEY = re.compile(r"^[A-Za-z0-9_.:+/=~@-]+$")


@dataclass
class Choice:
    """What will be written. `models` are those of the key; None: the gateway does not list them."""

    client: str
    vendor: dict[str, Any]
    region: dict[str, Any]
    key: str
    models: list[str] | None
    model: str = ""

    @property
    def base_url(self) -> str:
        return str(self.region["url"] + self.vendor["path"])

    @property
    def given(self) -> dict[str, Any]:
        """What the guide of the client says for this vendor."""
        found: dict[str, Any] = CLIENTS[self.client]["vendors"][self.vendor["id"]]
        return found

    def setting(self) -> Setting:
        return Setting(self.vendor, CLIENTS[self.client]["name"], base_url=self.base_url, key=self.key)


def check_typed(talk: Talk, key: str) -> None:
    """Ended: the key cannot be one, as it was typed."""
    problem = check_key(key)
    if problem:
        raise talk.stop(problem[0], problem[1], place=talk.words("your_key"), **problem[2])
    if not _PLAIN_KEY.match(key):
        raise talk.stop("key_signs")


def whose(talk: Talk, client: str, region: dict[str, Any], key: str, wanted: str | None) -> Choice:
    """The vendor of the key, of those that the client speaks. Ended: the gateway refuses it."""
    offered = [vendor for vendor in FACTS["vendors"] if vendor["id"] in CLIENTS[client]["vendors"]]
    vendors = [vendor for vendor in offered if wanted in (None, vendor["id"])]
    refused: list[tuple[Choice, Answer, Report]] = []
    for vendor in vendors:
        choice = Choice(client, vendor, region, key, None)
        answer = ask_models(vendor, choice.base_url, key)
        models = models_in(answer) if answer.status == 200 else None
        if models is not None:
            return replace(choice, models=models)
        refused.append((choice, answer, _quiet(talk)))
        explain(refused[-1][2], choice.setting(), choice.base_url, answer)
    # That the key is for other tools is the reason; at another vendor's address the gateway speaks of the vendor.
    choice, answer, said = next((one for one in refused if _for_some_tools(one[2])), refused[0])
    if answer.status in (404, 405) or _only_client(said, client):
        return choice
    explain(talk, choice.setting(), choice.base_url, answer)
    raise talk.stop("not_changed")


def _quiet(talk: Talk) -> Report:
    report = Report(talk.language)
    report.secrets = talk.secrets
    return report


def _for_some_tools(report: Report) -> bool:
    return report.findings[-1].get("topic") == "client-not-allowed"


def _only_client(report: Report, client: str) -> bool:
    """Whether the gateway refuses this program because the key is for `client` alone, and not for another tool."""
    told = [known for known in CLIENTS.values() if known["user_agent"] and known["name"] in report.findings[-1]["text"]]
    return _for_some_tools(report) and bool(CLIENTS[client]["user_agent"]) and (not told or CLIENTS[client] in told)


def choose_model(talk: Talk, choice: Choice, wanted: str | None) -> str:
    """The model of the guide, or another where the key may not use it. Ended: the key has none."""
    guide: str = choice.given["model"]
    allowed = choice.models
    if wanted and allowed is not None and wanted not in allowed:
        sold = any(wanted in vendor["models"] for vendor in FACTS["vendors"])
        said = "model_not_here" if sold else "model_unknown"
        raise talk.stop(
            said,
            "troubleshooting/#model-not-found",
            model=wanted,
            allowed=", ".join(allowed),
            client=CLIENTS[choice.client]["name"],
        )
    model = wanted or guide
    if allowed is not None and model not in allowed:
        known = [(name, name) for name in allowed if name in choice.vendor["models"]]
        if not known:
            raise talk.stop("model_group", "troubleshooting/#model-not-found", model=guide, allowed=", ".join(allowed))
        model = talk.choose("ask_model", known, "--model")
    if model != guide and not choice.given["swap"]:
        raise talk.stop("model_by_hand", model=guide, link=talk.guide(choice.client))
    return model


def try_request(talk: Talk, choice: Choice) -> None:
    """One request as the client would send it. Ended: it was not answered; the reader is told why."""
    vendor = dict(choice.vendor, ask=choice.given["ask"])
    quiet = _quiet(talk)
    send_request(quiet, replace(choice.setting(), vendor=vendor), choice.base_url, choice.model)
    if quiet.bad and _only_client(quiet, choice.client):
        talk.say("note", "only_client", client=CLIENTS[choice.client]["name"], link=talk.guide(choice.client))
        return
    for finding in quiet.findings:
        talk.findings.append(finding)
        talk.tell("{} {}".format("[!!]" if finding in quiet.bad else "[ok]", finding["text"]))
        if "link" in finding:
            talk.tell("     " + finding["link"])
    if quiet.bad:
        raise talk.stop("not_changed")
