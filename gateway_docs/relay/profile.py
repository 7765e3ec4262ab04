"""Where a gateway answers otherwise than its software's data file says, and the lines that would say it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from gateway_docs.dialects import dialect
from gateway_docs.relay.questions import Question
from gateway_docs.relay.said import Heard, Understood, as_format, same_words, understood
from gateway_docs.software import CATALOGUE, Answer, Software
from gateway_docs.software.model import NEVER, RUN, Message

Lines = dict[str, Any]
VENDOR = "vendor"


@dataclass
class Differences:
    """`told`: one text for each difference. `lines`: what operator/software.yml would say of them."""

    told: list[str] = field(default_factory=list)
    lines: Lines = field(default_factory=dict)


def differences(software: Software, answers: list[tuple[Question, Heard]]) -> Differences:
    """`answers`: what the gateway says to questions, in the order in which they were asked."""
    found, shapes = Differences(), dict(software.shapes)
    asked = {question.refusal for question, _ in answers}
    for refusal in dict.fromkeys(question.refusal for question, _ in answers):
        of = [(question, heard) for question, heard in answers if question.refusal == refusal]
        if lines := _of_refusal(software, shapes, refusal, of, found):
            found.lines.setdefault("refusals", {}).update(
                dict.fromkeys([refusal, *_alike(software, refusal, asked)], lines)
            )
    if new := {name: shape for name, shape in shapes.items() if name not in software.shapes}:
        found.lines["shapes"] = new
    return found


def _alike(software: Software, refusal: str, asked: set[str]) -> Iterator[str]:
    """Refusals that were not asked and that the file answers in the same way."""
    answer = software.refusals.get(refusal)
    if isinstance(answer, Answer):
        yield from (other for other, its in software.refusals.items() if other not in asked and its == answer)


def _of_refusal(
    software: Software, shapes: Lines, refusal: str, of: list[tuple[Question, Heard]], found: Differences
) -> Any:
    if all(heard.accepted for _, heard in of):
        return _accepted(software, refusal, of, found)
    lines, whole = Lines(), Lines()
    for question, heard in of:
        answer = software.answer(refusal, question.dialect)
        if heard.accepted:
            if not software.never(refusal):
                found.told.append(f"{_name(question)}: accepted; a file can say `never` for all protocols alone")
        elif answer or software.never(refusal):
            now = understood(shapes, heard, answer.shape if answer else None)
            changed = dict(_changed(software, question, heard, now, answer))
            found.told += [f"{_name(question)}: {part}: {told}" for part, (told, _) in changed.items()]
            whole[question.dialect] = {**now.parts, "message": _words(software, question, heard, now)}
            lines |= {question.dialect: {part: new for part, (_, new) in changed.items()}} if changed else {}
    if not lines:
        return None
    known = software.refusals.get(refusal)
    return _shortest(lines if isinstance(known, Answer) else whole, known, [question.dialect for question, _ in of])


def _accepted(software: Software, refusal: str, of: list[tuple[Question, Heard]], found: Differences) -> str | None:
    if software.never(refusal):
        return None
    if software.refusals.get(refusal, None if software.passed_on else VENDOR) == VENDOR:
        return None  # the vendor's business
    found.told.append(
        f"{refusal}: refused in the file, accepted by the gateway ({', '.join(q.dialect for q, _ in of)})"
    )
    return NEVER


def _changed(
    software: Software, question: Question, heard: Heard, now: Understood, answer: Answer | None
) -> Iterator[tuple[str, tuple[str, Any]]]:
    """Part of the answer -> the difference in words, and what the part would be."""
    status, type_ = _expected(question, answer)
    said, language = _format(answer.message if answer else None)
    for part, before, new in (
        ("status", status if answer else NEVER, now.status),
        ("shape", answer and answer.shape, now.shape),
        ("type", type_, now.type),
        ("code", answer and answer.code, now.code),
    ):
        if new is not None and before != new:
            yield part, (f"{before!r} in the file, {new!r} from the gateway", new)
    if not same_words(said, now.message):
        text = _words(software, question, heard, now)
        yield "message", (f"{said!r} in the file, {text!r} from the gateway", {language: text} if language else text)
    header = software.request_id
    usual = answer is not None and header in software.headers and (answer.headers or {}).get(header) != ""
    if header and usual and header not in heard.headers:
        yield "headers", (f"the gateway sends no {header}", {header: ""})


def _expected(question: Question, answer: Answer | None) -> tuple[int, str | None]:
    """Status and type as the mock would send them."""
    error = dialect(question.dialect).error
    usual = error.statuses.get(question.refusal, CATALOGUE[question.refusal].status)
    status = (answer.status if answer else None) or usual
    return status, answer.type if answer and answer.type is not None else error.types.get(status, error.other_type)


def _words(software: Software, question: Question, heard: Heard, now: Understood) -> str:
    """The message as a format string."""
    return as_format(now.message, {**question.values, "request_id": heard.headers.get(software.request_id or "", "")})


def _name(question: Question) -> str:
    return f"{question.refusal}, {question.dialect}"


def _shortest(lines: Lines, answer: object, asked: list[str]) -> Lines:
    """What all dialects share stands once, unless the file has it for one of them apart; a new answer stands whole."""
    first = next(iter(lines.values()))
    if isinstance(answer, Answer):
        apart = {part for said in answer.by.values() for part in said.model_fields_set}
        everywhere = set(lines) == set(asked)
        shared = {
            part: now
            for part, now in first.items()
            if everywhere and part not in apart and all(said.get(part) == now for said in lines.values())
        }
    else:
        shared = first
    by = {name: {part: now for part, now in said.items() if shared.get(part) != now} for name, said in lines.items()}
    return {"source": RUN, **shared, **({"by": kept} if (kept := {n: s for n, s in by.items() if s}) else {})}


def _format(message: Message | None) -> tuple[str, str | None]:
    """The format string in English, or in the first language there is; and that language, if there are several."""
    if isinstance(message, dict):
        language = "en" if "en" in message else next(iter(message))
        return message[language], language
    return message or "", None
