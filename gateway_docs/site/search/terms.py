"""The terms of a text, as the search in the browser cuts them: see words.js there. A test compares both."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

HAN = "\u2e80-\u2fd5\u3005\u3007\u3021-\u3029\u3038-\u303b\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134a"
WORD = r"[a-z0-9]+(?:[._'-]+[a-z0-9]+)*"
TOKEN = re.compile(f"{WORD}|[{HAN}]+|(?:(?![{HAN}])[^\\W_])+")
HUMP = re.compile("(?<=[a-z0-9])(?=[A-Z][a-z])|(?<=[a-z])(?=[A-Z])")
INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad]")
APOSTROPHE = re.compile("[’‘ʼ]")


def terms(text: str) -> Iterator[str]:
    """Stems of words, names with parts also whole, pairs of Chinese characters."""
    text = INVISIBLE.sub("", unicodedata.normalize("NFKC", text))
    for token in TOKEN.findall(HUMP.sub("_", APOSTROPHE.sub("'", text)).lower()):
        if re.match(f"[{HAN}]", token):
            yield from pairs(token)
        else:
            parts = [part for part in re.split(r"[._'-]+", token) if part]
            yield from map(stem, parts)
            if len(parts) > 1:
                yield "".join(parts)


def pairs(run: str) -> list[str]:
    return [run[at : at + 2] for at in range(len(run) - 1)] or [run]


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    if len(word) < 4 or re.search(r"\d", word):
        return word
    root = word
    if root.endswith("ies") and len(root) > 4:
        root = root[:-3] + "y"
    elif re.search("(ss|x|ch|sh)es$", root):
        root = root[:-2]
    elif re.search("[^sui]s$", root):
        root = root[:-1]
    bare = re.sub("(?:ing|ed)$", "", root)
    if bare != root and len(bare) > 2 and re.search("[aeiouy]", bare):
        root = re.sub(r"([bdgmnprt])\1$", r"\1", bare)
    return re.sub("([^aeiou])i$", r"\1y", re.sub("e$", "", root)) if len(root) > 3 else root
