"""What a client said, made fit to be kept: the lines that matter, facts by name, nothing that varies."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from http import HTTPStatus

from gateway_docs.mock.journal import Said
from gateway_docs.pages.gateway_words import Says
from gateway_docs.reader.faults import Setting

#: Every web server says them; a client does so itself, beside the status.
_PHRASES = {"", *(status.phrase for status in HTTPStatus)}

#: Values of messages that a recording does not keep: pages show a usual one.
_OF_THE_RUN = {"request_id", "key_hash"}

_TRACEBACK = "Traceback (most recent call last):"
_EXCEPTION = re.compile(r"^[\w.]+(?:Error|Exception|Interrupt|Exit)\b.*", re.MULTILINE | re.DOTALL)
_NODE_END = re.compile(r"^Node\.js v\d", re.MULTILINE)
_NODE_ERROR = re.compile(r"^(?:Uncaught )?\[?[A-Z]\w*(?:Error|Exception)\b.*?(?=^\s+at |^Node\.js v|\Z)", re.M | re.S)
_ANSI = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|\x1b\][^\x07]*\x07")
#: What differs from run to run, and what is kept of it.
_VARYING = (
    (re.compile(r"req_\w+"), "req_..."),
    (re.compile(r"\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b"), "..."),
    (re.compile(r"\b127\.0\.0\.1:\d+"), "127.0.0.1:..."),
    (re.compile(r"\b\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d+)?Z?"), "..."),
    (re.compile(r"\b\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d-\d+Z"), "..."),
    (re.compile(r"(?<=chatcmpl-)\d+"), "..."),
    (re.compile(r"\b0x[0-9a-f]{8,}\b"), "0x..."),
    (re.compile(r"(?<=_ssl\.c:)\d+"), "..."),  # a line of Python's own source
    (re.compile(r"(?<=received )\d+(?= bytes, expected)|(?<=bytes, expected )\d+"), "..."),  # how long an answer is
    (re.compile(r"(?<=closed with )\d+(?= bytes remaining)"), "..."),
    (re.compile(r"(?<=program)\d+(?=\.(?:py|mjs))"), ""),
)


def essential(output: str, keep: str | None) -> str:
    """What went wrong, from `output`: the lines matching `keep`, or the errors that end a Python or Node program."""
    output = _ANSI.sub("", output).replace("\r\n", "\n")
    if keep:
        lines = [line for line in output.splitlines() if re.search(keep, line)]
        output = "\n".join(dict.fromkeys(lines))
    elif _TRACEBACK in output:
        output = "\n".join(_raised(chained) for chained in output.split(_TRACEBACK)[1:])
    elif _NODE_END.search(output):
        output = "\n".join(match[0].rstrip(" {\n") for match in _NODE_ERROR.finditer(output)) or output
    return output.strip() + "\n" if output.strip() else ""


def _raised(traceback: str) -> str:
    """The exception at the end of a traceback, with its message."""
    match = _EXCEPTION.search(traceback)
    return match[0].partition("\n\n")[0].strip() if match else traceback.strip()


def steady(text: str, places: Mapping[str, str]) -> str:
    """`text` without what differs from run to run. `places` are folders and what is kept of them."""
    for folder, name in sorted(places.items(), key=lambda item: -len(item[0])):
        text = text.replace(folder, name)
    for pattern, kept in _VARYING:
        text = pattern.sub(kept, text)
    return "\n".join(line.rstrip() for line in text.split("\n"))


def by_name(text: str, setting: Setting, refusals: Iterable[Said] = ()) -> str:
    """`text` with the words of `refusals` and with facts by name, so that another gateway's readers see their own."""
    marks: dict[str, str] = {}
    for said in refusals:
        sent = steady(said.message, {}).strip()
        if sent in text and sent not in _PHRASES:
            marks[mark := f"\0{len(marks)}\0"] = _named(said, setting)
            text = text.replace(sent, mark)
    text = _facts_by_name(text, setting)
    for mark, name in marks.items():
        text = text.replace(mark, name)
    return text


def _named(said: Said, setting: Setting) -> str:
    """`[= says("unknown-model", "openai", model=openai.model ~ "-typo") =]`: without what is usual."""
    usual = Says(setting.facts).usual(said.dialect)
    unusual = [(name, value) for name, value in said.values if value != usual.get(name) and name not in _OF_THE_RUN]
    values = "".join(f", {name}={_expression(_value(value, setting))}" for name, value in unusual)
    return f'[= says("{said.refusal}", "{said.dialect}"{values}) =]'


def _value(text: str, setting: Setting) -> str:
    """A value with facts by name: of another vendor's key, that vendor and its group."""
    vendor, other = setting.vendor, setting.other
    known = {other.name: f"{vendor.id}.other.name", other.default_group: f"{vendor.id}.other.group.id"} if other else {}
    return f"[= {known[text]} =]" if text in known else _facts_by_name(text, setting)


def _expression(text: str) -> str:
    """`a [= name =] b` as an expression: "a " ~ name ~ " b"."""
    parts = re.split(r"\[= (.+?) =\]", text)
    told = [part if number % 2 else json.dumps(part, ensure_ascii=False) for number, part in enumerate(parts)]
    return " ~ ".join(part for part in told if part != '""') or '""'


def _facts_by_name(text: str, setting: Setting) -> str:
    facts, vendor = setting.facts, setting.vendor
    replacements = {
        setting.key(): vendor.key,
        facts.console_url: "[= console_url =]",
        facts.base_url(vendor): f"[= {vendor.id}.base_url =]",
        facts.regions[0].url: "[= region.url =]",
        facts.regions[0].url.removeprefix("https://"): "[= region.host =]",
        facts.name: "[= name =]",
        f"{facts.limits.requests_per_minute} requests": "[= limits.requests_per_minute =] requests",
    }
    if other := setting.other:
        belongs = "belongs to {} (group {})"
        replacements[belongs.format(other.name, other.default_group)] = belongs.format(
            f"[= {vendor.id}.other.name =]", f"[= {vendor.id}.other.group.id =]"
        )
    for other in facts.vendors:
        replacements[facts.model_outside(other).id] = f"[= {other.id}.model_outside =]"
        replacements[other.default_model] = f"[= {other.id}.model =]"
        replacements[other.small_model] = f"[= {other.id}.small_model =]"
        replacements[other.default_group] = f"[= {other.id}.group.id =]"
    for value, name in sorted(replacements.items(), key=lambda item: -len(item[0])):
        text = text.replace(value, name)
    return text
