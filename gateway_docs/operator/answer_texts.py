"""Each answer of an operator as it is written in one line. Each `read_…` raises ValueError with what is allowed."""

from __future__ import annotations

import re

from gateway_docs.dialects import dialect_ids
from gateway_docs.facts import values
from gateway_docs.operator.answers import NONE, SUPPORT, RegionAnswer
from gateway_docs.project import ROOT
from gateway_docs.software import software_ids


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


def read_currency(text: str) -> str:
    if not re.fullmatch("[A-Z]{3}", text.upper()):
        raise ValueError("must be three letters, for example USD")
    return text.upper()


def read_email(text: str) -> str:
    if not re.fullmatch(r"[^@\s,<>\"']+@[^@\s,<>\"']+\.[^@\s,<>\"']+", text):
        raise ValueError("must be an email address")
    return text


def read_status(text: str) -> str:
    return text if text == NONE else values.https_url(text)


def read_enterprise(text: str) -> str:
    return text if text in (NONE, SUPPORT) else read_email(text)


def read_software(text: str) -> str:
    if text not in (NONE, *software_ids()):
        raise ValueError(f"must be one of {', '.join(software_ids())}, or {NONE}")
    return text


def shown_regions(regions: list[RegionAnswer]) -> str:
    return ",".join(f"{region.id}={region.url}={region.label}" for region in regions)
