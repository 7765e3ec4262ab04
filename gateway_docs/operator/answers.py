"""What only the operator knows: asked at the terminal or given as options."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from gateway_docs.dialects import dialect_ids
from gateway_docs.facts import values
from gateway_docs.facts.model import Facts
from gateway_docs.operator.doubts import is_reserved
from gateway_docs.operator.recognition import recognise
from gateway_docs.project import ROOT
from gateway_docs.software import software_ids

#: What is said instead of an address: there is none.
NONE = "-"
#: What is said instead of an address for enterprises: they write to the support email.
SUPPORT = "support"
Ask = Callable[[str], str]


class Unanswered(Exception):
    """An answer is missing or wrong, and there is nobody to ask. The text names the option."""


@dataclass(frozen=True)
class RegionAnswer:
    id: str
    url: str
    label: str


@dataclass(frozen=True)
class Answers:
    """The answers of one operator. `status_url` may be NONE, `enterprise_email` NONE or SUPPORT,
    `software` NONE."""

    name: str = ""
    site_url: str = ""
    console_url: str = ""
    status_url: str = ""
    languages: list[str] = field(default_factory=list)
    regions: list[RegionAnswer] = field(default_factory=list)
    vendors: list[str] = field(default_factory=list)
    currency: str = ""
    email: str = ""
    enterprise_email: str = ""
    software: str = ""


@dataclass(frozen=True)
class Question:
    """One answer: how it is asked, given and read. `read` raises ValueError with what is allowed.

    `guess`: the default, from the answers before and the one that is known already.
    """

    field: str
    text: str
    example: str
    read: Callable[[str], Any]
    shown: Callable[[Any], str] = str
    default: str = ""
    guess: Callable[[Answers, str], str] | None = None

    @property
    def option(self) -> str:
        return "--" + self.field.replace("_", "-")


def read_regions(text: str) -> list[RegionAnswer]:
    """Regions given as `id=URL`, or `id=URL=Label`, several separated by commas."""
    found = [_region(part.strip()) for part in text.split(",") if part.strip()]
    if not found:
        raise ValueError("must name at least one region, for example global=https://api.example.com")
    return found


def _region(text: str) -> RegionAnswer:
    parts = text.split("=")
    if len(parts) not in (2, 3) or not re.fullmatch(r"[a-z0-9][a-z0-9.-]*", parts[0]):
        raise ValueError(f"must be id=URL or id=URL=Label with an id of small letters; found {text!r}")
    url = values.region_url(values.https_url(parts[1].rstrip("/")))
    return RegionAnswer(parts[0], url, parts[2] if len(parts) == 3 else parts[0].capitalize())


def read_vendors(text: str) -> list[str]:
    """Vendor ids separated by commas."""
    found = [part.strip().lower() for part in text.split(",") if part.strip()]
    known = dialect_ids()
    if not found or set(found) - set(known):
        raise ValueError(f"must be one or more of {', '.join(known)}")
    return [vendor for vendor in known if vendor in found]


def read_languages(text: str) -> list[str]:
    """Languages that docs/ has, separated by commas; the first one stands at the root of the site."""
    known = sorted(path.parent.name for path in (ROOT / "docs").glob("*/index.md"))
    found = [part.strip() for part in text.split(",") if part.strip()]
    if not found or set(found) - set(known):
        raise ValueError(f"must be one or more of {', '.join(known)}")
    return list(dict.fromkeys(found))


def _currency(text: str) -> str:
    if not re.fullmatch("[A-Z]{3}", text.upper()):
        raise ValueError("must be three letters, for example USD")
    return text.upper()


def _email(text: str) -> str:
    if not re.fullmatch(r"[^@\s,<>\"']+@[^@\s,<>\"']+\.[^@\s,<>\"']+", text):
        raise ValueError("must be an email address")
    return text


def _status(text: str) -> str:
    return text if text == NONE else values.https_url(text)


def _enterprise(text: str) -> str:
    return text if text in (NONE, SUPPORT) else _email(text)


def _software(text: str) -> str:
    if text not in (NONE, *software_ids()):
        raise ValueError(f"must be one of {', '.join(software_ids())}, or {NONE}")
    return text


def _software_there(answers: Answers, known: str) -> str:
    """The software that the first region's address shows; what is known if it shows none."""
    url = answers.regions[0].url
    if is_reserved(url):
        return known or NONE
    address = recognise(url)
    if remark := address.remark(known if known != NONE else None):
        print(remark)
    return address.proposal(known) or known or NONE


def _shown_regions(regions: list[RegionAnswer]) -> str:
    return ",".join(f"{region.id}={region.url}={region.label}" for region in regions)


REGIONS = "Regions, each as id=URL or id=URL=Label, separated by commas; pages show the first"
ENTERPRISE = f"Email for enterprises; {SUPPORT}: they write to support; {NONE}: you serve none"
SOFTWARE = f"What the gateway runs, {NONE} for anything but {', '.join(software_ids())}"
QUESTIONS = [
    Question("name", "Name of your gateway", "Acme AI", values.name),
    Question("site_url", "Address of this documentation", "https://docs.example.com/", values.https_url),
    Question("console_url", "Address of your console", "https://console.example.com", values.https_url),
    Question("status_url", f"Address of your status page, {NONE} for none", NONE, _status, default=NONE),
    Question("languages", "Languages of the site, the first at its root", "en,zh", read_languages, ",".join, "en,zh"),
    Question("regions", REGIONS, "global=https://api.example.com", read_regions, _shown_regions),
    Question("software", SOFTWARE, "litellm", _software, guess=_software_there),
    Question("vendors", "Vendors that you offer", ",".join(dialect_ids()), read_vendors, ",".join),
    Question("currency", "Currency of your prices", "USD", _currency, default="USD"),
    Question("email", "Email address of support", "support@example.com", _email),
    Question("enterprise_email", ENTERPRISE, SUPPORT, _enterprise, default=SUPPORT),
]


def add_options(parser: argparse.ArgumentParser) -> None:
    """An option for each question."""
    for question in QUESTIONS:
        parser.add_argument(question.option, metavar="TEXT", help=f"{question.text}; for example {question.example}")


def collect(arguments: argparse.Namespace, known: Answers, ask: Ask | None) -> Answers:
    """Options first, then the questions. `known` are the answers of before. Unanswered: nobody can be asked."""
    answers = known
    for question in QUESTIONS:
        given = getattr(arguments, question.field)
        before = getattr(known, question.field)
        if given is None and question.guess:
            before = question.guess(answers, before)
        if given is not None:
            value = _read(question, given)
        elif ask:
            value = _asked(question, before, ask)
        elif before:
            value = before
        elif question.default:
            value = question.read(question.default)
        else:
            raise Unanswered(f"{question.option} is missing: {question.text}, for example {question.example}")
        answers = replace(answers, **{question.field: value})
    return answers


def _read(question: Question, text: str) -> Any:
    try:
        return question.read(text.strip())
    except ValueError as error:
        raise Unanswered(f"{question.option}: {error}; found {text!r}") from None


def _asked(question: Question, before: Any, ask: Ask) -> Any:
    default = question.shown(before) if before else question.default
    hint = f"[{default}]" if default else f"(for example {question.example})"
    while True:
        text = ask(f"{question.text} {hint}: ").strip() or default
        try:
            return question.read(text)
        except ValueError as error:
            print(f"  {error}")


def answers_of(facts: Facts) -> Answers:
    """The answers that an existing facts file stands for."""
    emails = {contact.audience: contact.value for contact in facts.contacts if "@" in contact.value}
    return Answers(
        name=facts.name,
        site_url=facts.site_url,
        console_url=facts.console_url,
        status_url=facts.status_url or NONE,
        languages=facts.languages,
        regions=[RegionAnswer(region.id, region.url, _english(region.label)) for region in facts.regions],
        vendors=[vendor.id for vendor in facts.vendors],
        currency=facts.currency,
        email=emails.get("everyone", ""),
        enterprise_email=emails.get("enterprise", SUPPORT) if facts.enterprise else NONE,
        software=facts.software or NONE,
    )


def _english(text: str | dict[str, str]) -> str:
    return text if isinstance(text, str) else text.get("en") or next(iter(text.values()))
