"""Images, sounds and files in a request, as far as they can be judged without asking another host."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator
from typing import Any

from gateway_docs.mock.call import Call
from gateway_docs.mock.refusals import Refused

#: How a file of each kind of image begins.
SIGNATURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF8", b"RIFF")
DATA = re.compile(r"data:([\w.+/-]*)(?:;[\w=.-]+)*;base64,(.*)", re.DOTALL)
HEARS = re.compile(r".*(audio|realtime).*")


def check_media(call: Call) -> None:
    """Refused: sound for a model that does not hear, a file that holds sound, an image that is none."""
    for place, part in _parts(call.body):
        kind = part.get("type")
        if kind == "input_audio" and not HEARS.fullmatch(call.model.id):
            raise Refused("no-audio", model=call.model.id, param=place)
        if kind in ("file", "input_file"):
            _check_file(place, part.get("file", part).get("file_data"))
        if kind in ("image_url", "input_image"):
            address = part.get("image_url")
            _check_image(place, address["url"] if isinstance(address, dict) else address)


def _parts(body: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The parts of all messages, and where each stands."""
    name = "messages" if "messages" in body else "input"
    messages = body.get(name)
    for number, message in enumerate(messages if isinstance(messages, list) else ()):
        content = message.get("content")
        for position, part in enumerate(content if isinstance(content, list) else ()):
            yield f"{name}[{number}].content[{position}]", part


def _check_file(place: str, data: str | None) -> None:
    found = DATA.match(data or "")
    if found and found[1].startswith(("audio/", "video/")):
        raise Refused("no-file-of-this-kind", found=found[1], param=place)


def _check_image(place: str, address: str | None) -> None:
    if address is None:
        return
    if not re.match(r"https?:|data:", address):
        raise Refused("no-image-address", param=place)
    found = DATA.match(address)
    if found and not _begins_well(found[2]):
        raise Refused("no-image", param=place)


def _begins_well(text: str) -> bool:
    """Whether base64 begins as an image does. Only the beginning is looked at."""
    try:
        begin = base64.b64decode(text[:16].ljust(16, "="), validate=True)
    except binascii.Error:
        return False
    return begin.startswith(SIGNATURES)
