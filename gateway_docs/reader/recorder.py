"""Follows a page with a deliberate mistake and keeps what the client printed, as the reader would see it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from gateway_docs.clients import Client
from gateway_docs.environments import Environment
from gateway_docs.facts import Facts, Vendor
from gateway_docs.proxy import ForwardProxy
from gateway_docs.reader.faults import Fault, NothingFailed, Setting
from gateway_docs.reader.fences import Fence
from gateway_docs.reader.session import ReaderSession
from gateway_docs.reader.shell import Ended, Shell
from gateway_docs.reader.transcript import read_transcript
from gateway_docs.reader.walks import Walk
from gateway_docs.reader.workspace import PROXIES, Workspace

_TRACEBACK = "Traceback (most recent call last):"
_EXCEPTION = re.compile(r"^[\w.]+(?:Error|Exception|Interrupt)\b.*", re.MULTILINE | re.DOTALL)


#: Language of a fence -> the command that runs it, and the suffix of its file.
PROGRAMS = {"python": ("python", ".py"), "js": ("node", ".mjs")}
#: Top-level domains that never resolve.
RESERVED = (".example", ".invalid", ".test")


def record(
    walk: Walk, fault: Fault, client: Client, shared: ReaderSession, folder: Path, environments: Sequence[Environment]
) -> str:
    """What the first command that fails prints, with facts by name. NothingFailed: no command did."""
    facts, gateway = shared.facts, shared.gateway
    setting = Setting(facts, vendor_of(client, facts), gateway.keyring)
    if set(PROXIES) & set(fault.without) and not setting.facts.regions[0].url.endswith(RESERVED):
        raise NothingFailed("without the proxy this would reach the real gateway; it needs a reserved host name")
    with ForwardProxy(gateway.hosts, gateway.port) as proxy:
        workspace = Workspace(folder, proxy.url, gateway.ca_file, environments)
        workspace.environment |= client.recording.environment
        for name in fault.without:
            del workspace.environment[name]
        shell = Shell(workspace)
        try:
            ended = _first_failure(shell, workspace, walk.fences, fault, setting)
        finally:
            shell.close()
    text = essential(ended.output.replace(str(workspace.home), "~"), client.recording.keep)
    return by_name(text, setting)


def vendor_of(client: Client, facts: Facts) -> Vendor:
    """The vendor whose key is used: what client.yml names, else its first that is offered. StopIteration: none."""
    wanted = [client.recording.vendor] if client.recording.vendor else client.vendors
    return next(vendor for name in wanted for vendor in facts.vendors if vendor.id == name)


def _first_failure(
    shell: Shell, workspace: Workspace, fences: Iterable[Fence], fault: Fault, setting: Setting
) -> Ended:
    for command in _commands(workspace, fences, fault, setting):
        ended = shell.paste(command)
        if not ended.well:
            return ended
    raise NothingFailed("every command of the page ended well in spite of the mistake")


def _commands(workspace: Workspace, fences: Iterable[Fence], fault: Fault, setting: Setting) -> Iterator[str]:
    for number, fence in enumerate(fences):
        text = fault.apply(fence, setting)
        if fence.title:
            path = workspace.path_of(fence.title)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        elif fence.language == "bash":
            yield text
        elif fence.language == "console":
            yield from (exchange.command + "\n" for exchange in read_transcript(text))
        elif fence.language in PROGRAMS:
            command, suffix = PROGRAMS[fence.language]
            (workspace.home / f"program{number}{suffix}").write_text(text, "utf-8")
            yield f"{command} program{number}{suffix}\n"


def essential(output: str, keep: str | None) -> str:
    """What went wrong, from `output`: the lines matching `keep`, or the exceptions of a Python traceback."""
    if keep:
        lines = [line for line in output.splitlines() if re.search(keep, line)]
        output = "\n".join(dict.fromkeys(lines))
    elif _TRACEBACK in output:
        output = "\n".join(_raised(chained) for chained in output.split(_TRACEBACK)[1:])
    return output.strip() + "\n"


def _raised(traceback: str) -> str:
    """The exception at the end of a traceback, with its message."""
    match = _EXCEPTION.search(traceback)
    return match[0].partition("\n\n")[0].strip() if match else traceback.strip()


def by_name(text: str, setting: Setting) -> str:
    """`text` with facts by name and without what differs from run to run."""
    text = re.sub(r"req_\w+", "req_...", text)
    facts, vendor = setting.facts, setting.vendor
    replacements = {
        setting.key(): vendor.key,
        facts.console_url: "[= console_url =]",
        setting.base_url: f"[= {vendor.id}.base_url =]",
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
        replacements[other.default_group] = f"[= {other.id}.group.id =]"
    for value, name in sorted(replacements.items(), key=lambda item: -len(item[0])):
        text = text.replace(value, name)
    return text
