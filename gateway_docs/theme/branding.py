"""The operator's pictures: the logo beside gateway.yml, and an icon in the operator's colour."""

from __future__ import annotations

import shutil
from pathlib import Path

from gateway_docs.facts import FAVICON, Facts, FactsError
from gateway_docs.theme.colours import palette

MARK = Path(__file__).parent / "templates/.icons/gateway/mark.svg"
LOGO = "logo"
MAX_BYTES = 50_000


def write(site: Path, facts: Facts, gateway_yml: Path) -> None:
    """Write the icon and the logo into the assets of a built site."""
    (site / FAVICON).write_text(favicon(facts), "utf-8")
    if logo := logo_file(facts, gateway_yml):
        shutil.copyfile(logo, site / "assets" / logo_name(facts))


def logo_name(facts: Facts) -> str:
    """The name of the logo in the site's assets."""
    return LOGO + Path(facts.theme.logo or "").suffix


def logo_file(facts: Facts, gateway_yml: Path) -> Path | None:
    """The logo that gateway.yml names. FactsError: it is missing or too large for the header of every page."""
    if not facts.theme.logo:
        return None
    path = gateway_yml.parent / facts.theme.logo
    if not path.is_file():
        raise FactsError(f"{gateway_yml}: theme.logo: there is no file {path}: its path counts from gateway.yml")
    if path.stat().st_size > MAX_BYTES:
        raise FactsError(f"{gateway_yml}: theme.logo: {path} is larger than {MAX_BYTES} bytes")
    return path


def favicon(facts: Facts) -> str:
    """The mark of the header as an SVG file of its own, in the operator's colour."""
    colours = palette(facts.theme.primary, facts.theme.accent or facts.theme.primary)
    style = (
        f".mark-tile{{fill:{colours.brand}}}.mark-end{{fill:{colours.on_brand}}}.mark-line{{stroke:{colours.on_brand}}}"
    )
    opening, rest = MARK.read_text("utf-8").split(">", 1)
    return f'{opening} xmlns="http://www.w3.org/2000/svg"><style>{style}</style>{rest}'
