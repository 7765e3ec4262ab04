"""The questions to an operator: asked at the terminal, or answered by options."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from gateway_docs.dialects import dialect_ids
from gateway_docs.facts import values
from gateway_docs.operator import answer_texts as texts
from gateway_docs.operator.answers import NONE, SUPPORT, Answers
from gateway_docs.operator.doubts import is_reserved
from gateway_docs.operator.recognition import recognise
from gateway_docs.software import software_ids

Ask = Callable[[str], str]


class Unanswered(Exception):
    """An answer is missing or wrong, and there is nobody to ask. The text names the option."""


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


def _software_there(answers: Answers, known: str) -> str:
    """The software that the first region's address shows; what is known if it shows none."""
    url = answers.regions[0].url
    if is_reserved(url):
        return known or NONE
    address = recognise(url)
    if remark := address.remark(known if known != NONE else None):
        print(remark)
    return address.proposal(known) or known or NONE


LANGUAGES = "Languages of the site, the first at its root"
REGIONS = "Regions, each as id=URL or id=URL=Label, separated by commas; pages show the first"
ENTERPRISE = f"Email for enterprises; {SUPPORT}: they write to support; {NONE}: you serve none"
SOFTWARE = f"What the gateway runs, {NONE} for anything but {', '.join(software_ids())}"
QUESTIONS = [
    Question("name", "Name of your gateway", "Acme AI", values.name),
    Question("site_url", "Address of this documentation", "https://docs.example.com/", values.https_url),
    Question("console_url", "Address of your console", "https://console.example.com", values.https_url),
    Question("status_url", f"Address of your status page, {NONE} for none", NONE, texts.read_status, default=NONE),
    Question(
        "languages", "Languages of the site, the first at its root", "en,zh", texts.read_languages, ",".join, "en,zh"
    ),
    Question("regions", REGIONS, "global=https://api.example.com", texts.read_regions, texts.shown_regions),
    Question("software", SOFTWARE, "litellm", texts.read_software, guess=_software_there),
    Question("vendors", "Vendors that you offer", ",".join(dialect_ids()), texts.read_vendors, ",".join),
    Question("currency", "Currency of your prices", "USD", texts.read_currency, default="USD"),
    Question("email", "Email address of support", "support@example.com", texts.read_email),
    Question("enterprise_email", ENTERPRISE, SUPPORT, texts.read_enterprise, default=SUPPORT),
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
