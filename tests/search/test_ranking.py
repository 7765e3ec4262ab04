"""The right entry first, asked of the engine alone."""

from __future__ import annotations

import random

import pytest

from gateway_docs.search_quality import rank


def url(found):
    return f"https://docs.test/{found['url']}#{found['id']}"


def ranks(answers, queries):
    found = {}
    for language in ("en", "zh"):
        asked = [query for query in queries if query.lang == language]
        for query, answer in zip(asked, answers(language, [query.text for query in asked]), strict=True):
            found[query] = rank(query, map(url, answer["found"])) if answer["found"] else 0
    return found


@pytest.mark.parametrize(("name", "first", "top"), [("given", 0.9, 0.97), ("seen", 0.9, 0.97), ("unseen", 0.9, 0.95)])
def test_quality(answers, queries, name, first, top):
    found = ranks(answers, queries(name))
    missed = {query.text: place for query, place in found.items() if place != 1}
    places = list(found.values())
    assert places.count(0) == 0, missed
    assert places.count(1) >= first * len(places), missed
    assert sum(place in (1, 2, 3) for place in places) >= top * len(places), missed


def first(answers, language, *texts):
    return [answer["found"][0]["id"] for answer in answers(language, [*texts])]


def test_what_varies_does_not_matter(answers):
    texts = [
        'API Error: 429 {"error":{"message":"Rate limit reached (request id: 20251124093012)","type":"requests"}}',
        "2026-01-02T03:04:05Z [8f14e45f-ceea-467f-a9f0-2d1c3b4a5e6f] api error: 429 rate limit reached",
        "｛＂ｅｒｒｏｒ＂：＂Ｒａｔｅ ｌｉｍｉｔ ｒｅａｃｈｅｄ＂｝ 429",
        'File "/home/me/app/main.py", line 12 openai.RateLimitError: Error code: 429 sk-abc***xyz https://x.test:8443/v1',
    ]
    assert {*first(answers, "en", *texts)} == {"error-429"}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("refnud", "refund"),
        ("pasword forgoten", "forgot-password"),
        ("ratelimit", "error-429"),
        ("certifcate", "tls-certificate"),
        ("invioce", "invoice"),
    ],
)
def test_typos(answers, typed, meant):
    assert first(answers, "en", typed) == [meant]


def test_english_error_on_chinese_site(answers):
    assert first(answers, "zh", "Illegal header value b'Bearer sk-xxxx\\n'") == ["whitespace-in-key"]


ODD = [
    "",
    " ",
    "-",
    '"',
    "-foo",
    "a:b",
    "()[]{}^$*+?.|\\",
    "🙂🙂",
    "\u0000",
    "\ud800",
    "'" * 300,
    "的",
    "x" * 5000,
    "<img>",
]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_odd_queries_find_something(answers, language):
    found = answers(language, ODD)
    assert [text for text, answer in zip(ODD, found, strict=True) if not answer["found"]] == []


PIECES = [
    *"'\"`{}[]()<>:;,.-+*/\\|?!@#$%^&=~ \n\t",
    "key",
    "密钥",
    "４０４",
    "🙂",
    "\u200b",
    "/v1/v1",
    "sk-***",
    "ümlaut",
    "Ω",
    "null",
]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_anything_may_be_typed(answers, language):
    dice = random.Random(language)
    texts = ["".join(dice.choices(PIECES, k=dice.randint(1, 60))) for _ in range(400)]
    assert all(answer["found"] for answer in answers(language, texts))


def test_client_that_is_named(answers):
    found = answers("en", ["codex base url", "gemini sdk timeout"])
    assert first(answers, "en", "cladue code settings.json") == first(answers, "en", "claude code settings.json")
    assert [answer["found"][0]["url"] for answer in found[:1]] == ["clients/codex/"]
    assert "clients/gemini-sdk/" in [entry["url"] for entry in found[1]["found"][:3]]


def test_thousands_of_characters(answers):
    text = "stream disconnected before completion " * 130
    answer = answers("en", [text])[0]
    assert answer["found"][0]["id"] == "stream-cut"
