"""`gateway-docs init`: writes a commented facts file, or proposes changes to the one that is there."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from jinja2 import Environment, StrictUndefined

from gateway_docs.facts import load_facts
from gateway_docs.operator import facts_file
from gateway_docs.operator.answers import NONE, Answers, answers_of
from gateway_docs.operator.examples import EXAMPLE
from gateway_docs.operator.questions import Unanswered, add_options, collect
from gateway_docs.project.yaml_files import to_yaml

TEMPLATE = Path(__file__).with_name("gateway.yml.template")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_options(parser)
    parser.add_argument("--no-questions", action="store_true", help="ask nothing, even at a terminal")


def run(arguments: argparse.Namespace) -> int:
    """Exit status: 0, or 2 when an answer is missing or wrong."""
    path: Path = arguments.facts
    there = load_facts(path) if path.exists() else None
    ask = input if sys.stdin.isatty() and not arguments.no_questions else None
    try:
        answers = collect(arguments, answers_of(there) if there else Answers(), ask)
    except (Unanswered, EOFError) as error:
        print(error or "init: the questions ended before the last one", file=sys.stderr)
        return 2
    return _propose(path, answers) if there else _write(path, answers)


def _write(path: Path, answers: Answers) -> int:
    text = new_file(answers)
    facts_file.checked(text, path)
    facts_file.replace(path, text)
    print(f"Wrote {path}. Models and prices in it are examples: `gateway-docs import URL` reads those of your gateway.")
    print("Next: read it through, then `gateway-docs check`.")
    return 0


def _propose(path: Path, answers: Answers) -> int:
    old = path.read_text("utf-8")
    new = changed_file(old, answers)
    facts_file.checked(new, path)
    if new == old:
        print(f"{path} says the same already.")
        return 0
    proposal = path.with_name(f"{path.stem}.proposed{path.suffix}")
    facts_file.replace(proposal, new)
    print(facts_file.difference(old, new, path))
    print(f"\n{path} is as it was. To take the changes: mv {proposal} {path}")
    return 0


def new_file(answers: Answers) -> str:
    """A commented facts file; what the answers do not say is taken from the example."""
    environment = Environment(
        undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True
    )
    environment.filters["yaml"] = _scalar
    return environment.from_string(TEMPLATE.read_text("utf-8")).render(answers=answers, **_example(answers))


def _example(answers: Answers) -> dict[str, Any]:
    facts = load_facts(EXAMPLE)
    return {
        "vendors": [vendor for vendor in facts.vendors if vendor.id in answers.vendors],
        "models": [model for model in facts.models if model.vendor in answers.vendors],
        "limits": facts.limits,
    }


def _scalar(value: object) -> str:
    """`value` as YAML in one line, quoted where YAML needs it."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_scalar(text)}" for key, text in value.items()) + "}"
    return to_yaml([value], default_flow_style=True, width=4096).strip()[1:-1]


def changed_file(old: str, answers: Answers) -> str:
    """`old` with the answers in it; all else stays."""
    file = facts_file.FactsFile(old)
    document = file.values
    before = answers_of_text(old)
    for name in ("name", "site_url", "console_url", "status_url", "languages", "currency"):
        if getattr(answers, name) != getattr(before, name):
            _set(document, name, getattr(answers, name))
    if answers.software != before.software:
        facts_file.set_software(document, None if answers.software == NONE else answers.software)
    _set_enterprise(document, before, answers)
    _change_regions(document, answers)
    _change_vendors(document, answers)
    _change_email(document, "everyone", before.email, answers.email)
    _change_email(document, "enterprise", before.enterprise_email, answers.enterprise_email)
    return file.text


def _set(document: Any, name: str, value: Any) -> None:
    if value == NONE:
        document.pop(name, None)
    else:
        document[name] = facts_file.in_one_line(value) if isinstance(value, list) else value


def _set_enterprise(document: Any, before: Answers, now: Answers) -> None:
    if (before.enterprise_email == NONE) != (now.enterprise_email == NONE):
        document["enterprise"] = now.enterprise_email != NONE


def answers_of_text(text: str) -> Answers:
    return answers_of(facts_file.checked(text, Path("gateway.yml")))


def _change_regions(document: Any, answers: Answers) -> None:
    wanted = {region.id: region for region in answers.regions}
    regions = document["regions"]
    for place in reversed(range(len(regions))):
        region = wanted.pop(regions[place]["id"], None)
        if region is None:
            del regions[place]
        elif regions[place]["url"] != region.url:
            regions[place]["url"] = region.url
    for region in wanted.values():
        regions.append({"id": region.id, "label": region.label, "url": region.url})


def _change_vendors(document: Any, answers: Answers) -> None:
    """A vendor that is not offered any more goes with its models; a new one begins with example groups.

    Where vendors and formats are two things, neither is for questions that know three vendors.
    """
    if "protocols" in document:
        return
    for name, key in (("vendors", "id"), ("models", "vendor")):
        entries = document[name]
        for place in reversed(range(len(entries))):
            if entries[place][key] not in answers.vendors:
                del entries[place]
    present = {vendor["id"] for vendor in document["vendors"]}
    source = facts_file.FactsFile(EXAMPLE.read_text("utf-8")).values
    for vendor_id in [vendor for vendor in answers.vendors if vendor not in present]:
        document["vendors"].extend(vendor for vendor in source["vendors"] if vendor["id"] == vendor_id)
        document["models"].extend(model for model in source["models"] if model["vendor"] == vendor_id)


def _change_email(document: Any, audience: str, before: str, now: str) -> None:
    if before == now:
        return
    contacts = document["contacts"]
    place = next((i for i, contact in enumerate(contacts) if contact["value"] == before), None)
    if place is not None and "@" in now:
        contacts[place]["value"], contacts[place]["url"] = now, f"mailto:{now}"
    elif place is not None:
        del contacts[place]
    elif "@" in now:
        contacts.append(_contact(audience, now))


def _contact(audience: str, address: str) -> dict[str, str]:
    label = {"everyone": "Support email", "enterprise": "Enterprise email"}[audience]
    identity = {"everyone": "email", "enterprise": "sales"}[audience]
    return {"id": identity, "audience": audience, "label": label, "value": address, "url": f"mailto:{address}"}
