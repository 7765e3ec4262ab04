"""Asks the gateway with what is set, and says why an answer is not what was asked for."""

from __future__ import annotations

import re
from typing import Any

from gateway_docs.doctor.parts.dialects import ask_answer, ask_models, has_error, is_complete, models_in
from gateway_docs.doctor.parts.given import FACTS
from gateway_docs.doctor.parts.reading import Setting
from gateway_docs.doctor.parts.report import Report
from gateway_docs.doctor.parts.sending import Answer
from gateway_docs.doctor.parts.values import base_urls, check_base_url, check_model

TOPICS = {
    400: "error-400", 401: "error-401", 402: "insufficient-balance", 403: "error-403", 404: "error-404",
    405: "error-404", 413: "error-413", 429: "error-429",
}  # fmt: skip
#: What gateways' words say, whatever the status: the first that is found counts. At 401 and 429, ordinary words for a
#: key or a rate, only `USED_UP` does.
USED_UP = (r"quota.?exhausted|current quota|usage limit|额度", "insufficient-balance")
SAID = (
    USED_UP,
    (r"quota|balance|budget|credits|subscription|余额|费用限制", "insufficient-balance"),
    (r"only allows|only accepts|be used by|client not allowed|minimum required version", "client-not-allowed"),
    (r"available channel|supporting model|the requested model|no access to model|model name", "model-not-found"),
    (r"无可用渠道|可用渠道不存在|无权(?:访问|使用)模型|模型访问权限|no available \w+ accounts", "model-not-found"),
    (r"group platform is not|not allow /v1/messages", "wrong-vendor-key"),
    (r"expired|过期", "error-401"),
)


def ask(report: Report, setting: Setting, with_request: bool) -> None:
    """Ask for the models of the key, then for one answer, at the documented address of the region that was meant."""
    vendor = setting.vendor
    region = check_base_url(setting.base_url or "", vendor, setting.version)[0]
    base_url = region["url"] + vendor["path"]
    answer = ask_models(vendor, base_url, setting.key or "")
    _clock(report, answer)
    models = models_in(answer) if answer.status == 200 else None
    if models is None:
        unlisted = answer.status in (404, 405) and with_request
        if not unlisted or not send_request(report, setting, base_url, setting.model or vendor["model"], quiet=True):
            explain(report, setting, base_url, answer)
        return
    report.say("good", "models", vendor=vendor["name"], models=", ".join(models[:12]), url=base_url)
    model = setting.model or (vendor["model"] if vendor["model"] in models else (models or [""])[0])
    problem = check_model(model, models)
    if problem:
        report.say("bad", problem[0], problem[1], **problem[2])
    if with_request:
        send_request(report, setting, base_url, model)


def send_request(report: Report, setting: Setting, base_url: str, model: str, quiet: bool = False) -> bool:
    """Whether something is at the address. `quiet`: nothing is said if not, as the list of models told it already."""
    answer = ask_answer(setting.vendor, base_url, setting.key or "", model)
    if quiet and answer.status in (404, 405):
        return False
    if answer.status != 200 or answer.is_html:
        explain(report, setting, base_url, answer, model)
    elif has_error(answer):
        report.say("bad", "stream_error", "troubleshooting/#error-5xx", message=has_error(answer))
    elif not is_complete(setting.vendor, answer):
        report.say("bad", "stream_cut", "troubleshooting/#stream-cut", url=base_url)
    else:
        report.say("good", "answered", model=model, url=base_url)
        report.worked.append({"base_url": base_url, "model": model, "request_id": answer.request_id})
    return True


def _clock(report: Report, answer: Answer) -> None:
    if abs(answer.clock_minutes) >= 5:
        report.say("bad", "clock", "troubleshooting/#tls-certificate", minutes=answer.clock_minutes)


def explain(report: Report, setting: Setting, base_url: str, answer: Answer, model: str = "") -> None:
    """Say why an answer is not what was asked for."""
    values: dict[str, Any] = {"url": base_url, "vendor": setting.vendor["name"], "place": setting.place}
    if answer.trouble.startswith("certificate"):
        report.say("bad", "tls", "troubleshooting/#tls-certificate", reason=answer.trouble, **values)
    elif answer.trouble:
        name = "dns" if answer.trouble.startswith("name") else "unreachable"
        report.say("bad", name, "troubleshooting/#network", reason=answer.trouble, **values)
    elif not answer.whole and answer.status == 200 and not answer.is_html:
        report.say("bad", "stream_cut", "troubleshooting/#stream-cut", **values)
    elif answer.is_html or answer.status == 200:
        report.say("bad", "html", "troubleshooting/#html-response", status=answer.status, **values)
    else:
        _by_status(report, setting, answer, values, model)


def _by_status(report: Report, setting: Setting, answer: Answer, values: dict[str, Any], model: str) -> None:
    topic = TOPICS.get(answer.status, "error-5xx" if answer.status >= 500 else "who-answered")
    said = _said(answer.message, (USED_UP,) if answer.status in (401, 429) else SAID)
    if answer.status == 404 and model:
        topic = "model-not-found"
    elif said:
        topic = said
    elif answer.status == 403:
        other = next((v for v in FACTS["vendors"] if v is not setting.vendor and _serves(v, setting.key or "")), None)
        if other:
            report.say("bad", "other_vendor", "troubleshooting/#wrong-vendor-key", other=other["name"], **values)
            return
        topic = "client-not-allowed" if model else topic
    values.update(status=answer.status, message=answer.message, request_id=answer.request_id or "–")
    report.say("bad", "refused", "troubleshooting/#" + topic, **values)


def _said(message: str, known: Any) -> str:
    """The topic that the words of an error name, or nothing."""
    return next((topic for pattern, topic in known if re.search(pattern, message, re.IGNORECASE)), "")


def _serves(vendor: dict[str, Any], key: str) -> bool:
    """Whether `key` may list the models of `vendor`: a key of another vendor shows itself so."""
    answer = ask_models(vendor, base_urls(vendor)[0], key)
    return answer.status == 200 and models_in(answer) is not None
