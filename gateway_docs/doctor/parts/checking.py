"""The checklist of the FAQ, in its order, over everything that was found."""

from __future__ import annotations

from gateway_docs.doctor.parts.asking import ask
from gateway_docs.doctor.parts.given import SETTINGS
from gateway_docs.doctor.parts.reading import Setting, find_settings, logins, profile_variables
from gateway_docs.doctor.parts.report import Report, masked
from gateway_docs.doctor.parts.structure import mistakes
from gateway_docs.doctor.parts.values import base_urls, check_base_url, check_key

PROXIES = ("HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy")


def examine(report: Report, environment: dict[str, str], with_request: bool) -> None:
    """Fill `report`. Keys are sent to the documented hosts alone."""
    settings = find_settings(environment)
    report.secrets += [setting.key for setting in settings if setting.key]
    report.section("s_base_url")
    for setting in settings:
        _base_url(report, setting)
    _structure(report)
    report.section("s_key")
    for setting in settings:
        _key(report, setting)
    _surroundings(report, environment, settings)
    report.section("s_network")
    _proxies(report, environment)
    report.section("s_gateway")
    for setting in _distinct(settings):
        ask(report, setting, with_request)
    if not any(setting.key for setting in settings):
        report.say("bad", "no_key", "troubleshooting/#env-not-seen")


def _base_url(report: Report, setting: Setting) -> None:
    vendor, place = setting.vendor, setting.place
    if setting.base_url is None:
        right = base_urls(vendor, setting.version)[0]
        report.say("note", "url_not_set", place=place, vendor=vendor["name"], right=right)
        return
    if not setting.base_url:
        return
    region, problem = check_base_url(setting.base_url, vendor, setting.version)
    if problem:
        name, topic, values = problem
        report.say("bad", name, topic, place=place, url=report.clean(setting.base_url), **values)
    else:
        label = region["label"].get(report.language, region["label"]["en"])
        report.say("good", "url_right", place=place, url=setting.base_url, region=label)


def _structure(report: Report) -> None:
    for file, name, found in mistakes():
        topic = "clients/{}/#{}".format(file["client"], found.get("section", "configure"))
        if "words" in found:
            state = "note" if found["words"].startswith("not_known") else "bad"
            values = {key: value for key, value in found.items() if key != "words"}
            report.say(state, found["words"], topic, path=file["path"], name=name, **values)
            continue
        text = found["say"].get(report.language) or found["say"]["en"]
        for mark, value in (("{name}", name), ("{@}", found["@"]), ("{*}", found["*"])):
            text = text.replace(mark, value)
        state = "bad" if found["level"] == "error" else "note"
        report.say(state, "structure", topic, path=file["path"], name=name, text=text.replace("`", ""))


def _key(report: Report, setting: Setting) -> None:
    for name, topic, values in setting.problems:
        report.say("bad", name, topic and "troubleshooting/#" + topic, **values)
    if setting.key is None:
        if not setting.problems:
            report.say("bad", "key_not_set", "troubleshooting/#env-not-seen", place=setting.place)
        return
    problem = check_key(setting.key)
    if problem:
        name, topic, values = problem
        report.say("bad", name, topic, place=setting.key_name or setting.place, **values)
    else:
        report.say("good", "key_right", place=setting.key_name or setting.place, key=masked(setting.key))


def _surroundings(report: Report, environment: dict[str, str], settings: list[Setting]) -> None:
    """Other places that set the same, and logins in the way."""
    for known in (known["variables"] for known in SETTINGS["vendors"].values()):
        both = [name for name in known["keys"] if name in environment]
        if known["conflict"] and len(both) > 1:
            report.say("bad", "two_keys", "troubleshooting/#login-conflict", one=both[0], other=both[1])
    for name, path, exported in profile_variables():
        if not exported:
            report.say("bad", "not_exported", "troubleshooting/#env-not-seen", name=name, path=path)
        elif name not in environment:
            report.say("bad", "not_seen", "troubleshooting/#env-not-seen", name=name, path=path)
    used = {setting.client for setting in settings}
    for client, path in logins():
        state = "bad" if client not in used else "note"
        report.say(state, "old_login", "troubleshooting/#login-conflict", client=client, path=path)


def _proxies(report: Report, environment: dict[str, str]) -> None:
    found = {name: environment[name] for name in PROXIES if environment.get(name)}
    values = {value for name, value in found.items() if name.lower() == "https_proxy"}
    if len(values) > 1:
        report.say("bad", "two_proxies", "troubleshooting/#network")
    for name in found:
        report.say("note", "proxy", "", name=name)
        break
    if not found:
        report.say("good", "no_proxy")


def _distinct(settings: list[Setting]) -> list[Setting]:
    seen, kept = set(), []
    for setting in settings:
        marks = (setting.vendor["id"], (setting.base_url or "").rstrip("/"), setting.key, setting.model)
        if setting.key and not check_key(setting.key) and marks not in seen:
            seen.add(marks)
            kept.append(setting)
    return kept
