"""Questions and errors that people brought before, with the entries that answered: the search compares new ones.

The lists lie in `examples/`. A reader fetches those in the script of the question, as words, without their sentences.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from gateway_docs.search.queries import Query, read
from gateway_docs.search.shelves import HAN, words

FOLDER = Path(__file__).parent / "examples"
#: A word of so few examples says more about them than about what they ask.
RARE = 2
_HAN = re.compile(f"[{HAN}]")


@cache
def examples() -> tuple[Query, ...]:
    """All lists, in the order of their names."""
    return tuple(query for path in sorted(FOLDER.rglob("*.tsv")) for query in read(path))


def packed(known: set[str], *, han: bool) -> dict[str, Any]:
    """What the browser reads of the examples with or without Chinese characters that the `known` ids answer.

    `meant` has for each example the numbers of its `ids`, `held` for each of the `words` the examples that hold it, as
    steps from one to the next. What means the same stands together, so that the steps are small.
    """
    asked = [query for query in examples() if bool(_HAN.search(query.text)) == han]
    told = [(answers, {*words(query.text)}) for query in asked if (answers := sorted(query.accept & known))]
    told.sort(key=lambda one: one[0])
    ids = sorted({id_ for answers, _ in told for id_ in answers})
    holding = defaultdict[str, list[int]](list)
    for number, (_, said) in enumerate(told):
        for word in said:
            holding[word].append(number)
    held = Counter({word: len(numbers) for word, numbers in holding.items() if not word.isdecimal()})
    kept = [word for word, count in sorted(held.items(), key=lambda one: (-one[1], one[0])) if count > RARE]
    return {
        "ids": ids,
        "meant": [[ids.index(id_) for id_ in answers] for answers, _ in told],
        "words": kept,
        "held": [[number - before for before, number in pairwise([0, *holding[word]])] for word in kept],
    }
