"""A JSON schema in few words: which settings have a place in a file, and what may stand there.

What may stand somewhere is a text of letters: s string, n number, b boolean, l list, o object, y a word for yes or no;
empty: anything. Where more is known it is an object: `is` such letters, `of` the only texts, `in` the settings of an
object, `rest` what any other name may hold, `each` what a list may hold. An object with `in` and without `rest` has no
other settings. `options`: its settings are long options of a command, which may be cut short.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

LETTERS = {"string": "s", "number": "n", "integer": "n", "boolean": "b", "array": "l", "object": "o", "null": ""}
Node = str | dict[str, Any]


def in_short(schema: dict[str, Any], defs: dict[str, Any], places: tuple[str, ...], at: str = "") -> Node:
    """What may stand at `at`; of objects below other than `places` nothing is told."""
    forms = [form for form in _forms(schema, defs) if form]
    kinds = [_kinds(form) for form in forms]
    if not forms or not all(kinds):
        return ""
    told = "".join(letter for letter in "snblo" if any(letter in kind for kind in kinds))
    node: dict[str, Any] = {"is": told}
    texts = [form for form, kind in zip(forms, kinds, strict=True) if "s" in kind]
    chosen = [value for form in texts for value in form.get("enum", [form["const"]] if "const" in form else [])]
    if chosen and all("enum" in form or "const" in form for form in texts):
        node["of"] = sorted({value for value in chosen if isinstance(value, str)})
    if "o" in told and at in places:
        node |= _object([form for form, kind in zip(forms, kinds, strict=True) if "o" in kind], defs, places, at)
    items = [form["items"] for form in forms if isinstance(form.get("items"), dict)]
    if items and f"{at}/#".strip("/") in places:
        node["each"] = in_short({"anyOf": items}, defs, places, f"{at}/#".strip("/"))
    return node if len(node) > 1 else told


def _object(forms: list[dict[str, Any]], defs: dict[str, Any], places: tuple[str, ...], at: str) -> dict[str, Any]:
    names = sorted({name for form in forms for name in form.get("properties", {})})
    node: dict[str, Any] = {"in": {name: _inside(forms, name, defs, places, at) for name in names}}
    rest = [form.get("additionalProperties", True) for form in forms]
    if any(one is not False for one in rest):
        schemas = [one for one in rest if isinstance(one, dict)]
        known = all(schemas) and True not in rest
        node["rest"] = in_short({"anyOf": schemas}, defs, places, f"{at}/*".strip("/")) if known else ""
    return node


def _inside(forms: list[dict[str, Any]], name: str, defs: dict[str, Any], places: tuple[str, ...], at: str) -> Node:
    schemas = [form["properties"][name] for form in forms if name in form.get("properties", {})]
    if any(one is True or one == {} for one in schemas):
        return ""
    return in_short({"anyOf": schemas}, defs, places, f"{at}/{name}".strip("/"))


def _forms(schema: dict[str, Any], defs: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Each of the forms that a value may have."""
    while "$ref" in schema:
        schema = defs[schema["$ref"].rpartition("/")[2]]
    others = [*schema.get("anyOf", ()), *schema.get("oneOf", ())]
    for other in others:
        yield from _forms(other, defs)
    if not others:
        yield schema if schema.get("type") != "null" else {}


def _kinds(form: dict[str, Any]) -> str:
    """The letters of a form; empty: it may be anything."""
    if "allOf" in form or "not" in form:
        return ""
    if "type" not in form:
        given = form.get("enum", [form["const"]] if "const" in form else [])
        return "s" if given and all(isinstance(value, str) for value in given) else "o" if "properties" in form else ""
    types = form["type"] if isinstance(form["type"], list) else [form["type"]]
    return "".join(LETTERS[one] for one in types)
