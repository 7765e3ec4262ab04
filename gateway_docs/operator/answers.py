"""What only the operator knows, and which of it an existing facts file says already."""

from __future__ import annotations

from dataclasses import dataclass, field

from gateway_docs.facts.model import Facts

#: What is said instead of an address: there is none.
NONE = "-"
#: What is said instead of an address for enterprises: they write to the support email.
SUPPORT = "support"


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
