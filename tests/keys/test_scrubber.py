"""No form of a key is left in a text, and nothing else goes with it."""

from __future__ import annotations

import base64
import codecs
import html
import json
import string
import time
from urllib.parse import quote, quote_plus

import pytest

from gateway_docs.keys.scrubber import Scrubber

KEYS = [
    "sk-test-live-key-0123456789",
    "sk-1234",
    "AIzaTest_" + "x9Kd-Q" * 5,
    "sk-proj-" + "".join(string.ascii_letters[(number * 7) % 52] for number in range(156)),
    "odd\"key\\with&all<of>them'%41+/=?#{}|^~`$!",
    'two\\\\back\\slashes\\"and-quotes-0123',
    "percent%25%41%2541-in-the-key-itself",
]
SIDES = [("", ""), ("Bearer ", "."), ("key: '", "'"), ('{"a": "', '"}'), ("<b>", "</b>"), ("x=", "&y=1")]


def escaped(key: str, form: str) -> str:
    return "".join(form.format(ord(character)) for character in key)


def bare(text: str) -> str:
    """Without quotes and backslashes, which some forms put around a key."""
    return text.translate(dict.fromkeys(map(ord, "'\"\\")))


FORMS = {
    "as it stands": lambda key: key,
    "in capitals": str.upper,
    "repr": lambda key: repr(key)[1:-1],
    "repr of bytes": lambda key: repr(key.encode())[2:-1],
    "repr of a repr": lambda key: repr(repr(key)),
    "JSON": lambda key: json.dumps(key)[1:-1],
    "JSON in JSON": lambda key: json.dumps(json.dumps(json.dumps(key))),
    "JSON of PHP": lambda key: json.dumps(key)[1:-1].replace("/", "\\/"),
    "JSON of Go": lambda key: json.dumps(key)[1:-1].replace("&", "\\u0026").replace("<", "\\u003c"),
    "JSON, each character": lambda key: escaped(key, "\\u{:04X}"),
    "JavaScript": lambda key: escaped(key, "\\u{{{:x}}}"),
    "hexadecimal escapes": lambda key: escaped(key, "\\x{:02x}"),
    "octal escapes": lambda key: escaped(key, "\\{:03o}"),
    "URL": lambda key: quote(key, safe=""),
    "URL in small letters": lambda key: escaped(key, "%{:02x}"),
    "URL in capitals": lambda key: escaped(key, "%{:02X}"),
    "URL in a URL": lambda key: quote(quote(key, safe=""), safe=""),
    "form": quote_plus,
    "read as a form": lambda key: key.replace("+", " "),
    "HTML": html.escape,
    "HTML in HTML": lambda key: html.escape(html.escape(key)),
    "HTML by number": lambda key: escaped(key, "&#{};"),
    "HTML in hex": lambda key: escaped(key, "&#x{:02X};"),
    "UTF-16": lambda key: key.encode("utf-16-le").decode("latin-1"),
    "hex": lambda key: key.encode().hex(),
    "hex in capitals": lambda key: key.encode().hex().upper(),
    "base64": lambda key: base64.b64encode(key.encode()).decode(),
    "base64 for URLs": lambda key: base64.urlsafe_b64encode(key.encode()).decode().rstrip("="),
    "base64 in a URL": lambda key: quote(base64.b64encode(key.encode()).decode(), safe=""),
    "Basic, as password": lambda key: base64.b64encode(f"user:{key}".encode()).decode(),
    "Basic, as name": lambda key: base64.b64encode(f"{key}:".encode()).decode(),
    "Basic, in between": lambda key: base64.b64encode(f"ab:{key}, more".encode()).decode(),
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("key", KEYS, ids=range(len(KEYS)))
def test_no_form_is_left(key, form):
    scrub, written = Scrubber(["sk-test-another", key]), FORMS[form](key)
    for before, after in SIDES:
        assert bare(scrub(before + written + after)) == bare(f"{before}***{after}")
        assert scrub.finds(before + written + after)
        assert written.encode() not in scrub.data((before + written + after).encode())


@pytest.mark.parametrize("key", [key for key in KEYS if len(key) > 16 and "\\" not in key], ids=len)
@pytest.mark.parametrize("form", ["as it stands", "JSON", "URL in capitals", "hex"])
def test_cut_key(key, form):
    """Software shows the first or last so many characters of a text."""
    written = FORMS[form]
    for part in (key[:16], key[:20], key[-16:], key[-21:], key[3:27], key[5:-2] if len(key) > 30 else key[1:]):
        assert Scrubber([key])(f"<{written(part)}>") == "<***>"


def test_many_in_one_text():
    scrub = Scrubber(KEYS)
    assert scrub(", ".join(KEYS)) == ", ".join(["***"] * len(KEYS))
    assert scrub(KEYS[0] + KEYS[0]) == "***"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "nothing of a key, 100 % & more: \\n \\u2028 \\x00 %41 &amp; C:\\Users\\x",
        "sk-test-live is how all of these begin, sk-proj- too",
        json.dumps({"id": "chatcmpl-0123456789", "content": "OK 你好 é \n"}),
        base64.b64encode(bytes(range(256))).decode(),
        codecs.encode("sk-test", "rot13"),
    ],
)
def test_the_rest_stays(text):
    assert Scrubber(KEYS)(text) == text
    assert Scrubber(KEYS).data(text.encode()) == text.encode()
    assert Scrubber([])(text) == text


@pytest.mark.parametrize("piece", ["\\", "%25", "&amp;", "A", "sk-test-live-key", "\\u0041", "&#000", "\x00"])
def test_large_hostile_text(piece):
    """A text made to take long takes not much longer than its size tells."""
    text, started = piece * (2_000_000 // len(piece)), time.process_time()
    Scrubber(KEYS)(text)
    assert time.process_time() - started < 20
