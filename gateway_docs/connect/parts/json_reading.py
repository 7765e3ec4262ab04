"""Reads JSON as tools write it, with comments where the tool allows them, and knows where each value stands."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import Any

from gateway_docs.connect.parts.text_files import LeftAlone, line_of

#: What a form of JSON allows beyond the standard; each allows what those before it do.
FORMS = ("json", "comments", "commas", "json5")
_JSON_SPACE = re.compile(r"\s*")
_JSON_COMMENTS = re.compile(r"(?:\s+|//[^\n]*|/\*.*?\*/)*", re.DOTALL)
_JSON_STRING = re.compile(r'"(?:[^"\\\x00-\x1f]|\\.)*"')
_JSON5_STRING = re.compile(r"'(?:[^'\\\x00-\x1f]|\\.)*'")
_JSON5_NAME = re.compile(r"[A-Za-z_$][\w$]*")
_JSON_SCALAR = re.compile(r"(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)(?![\w.+-])")
_JSON5_SCALAR = re.compile(r"[+-]?(?:Infinity|NaN|0[xX][0-9a-fA-F]+|\d+\.?\d*(?:[eE][+-]?\d+)?|\.\d+)(?![\w.+-])")


@dataclass
class Node:
    """A value of JSON: where it stands, and what it holds."""

    kind: str
    start: int
    end: int = 0
    value: Any = None
    members: list[Member] = field(default_factory=list)
    comma: bool = False

    def plain(self) -> Any:
        if self.kind == "object":
            return {member.name: member.node.plain() for member in self.members}
        return [member.node.plain() for member in self.members] if self.kind == "array" else self.value


@dataclass
class Member:
    """A value in an object, with its name, or in an array; `start` is where the name begins."""

    name: str
    start: int
    node: Node


class JsonReader:
    """LeftAlone: the text is not JSON of this form."""

    def __init__(self, text: str, form: str = "json"):
        self.text, self.at, self.level = text, 0, FORMS.index(form)

    def read(self) -> Node:
        self._skip()
        node = self._value()
        self._skip()
        if self.at < len(self.text):
            self._fail()
        return node

    def _skip(self) -> None:
        space = _JSON_COMMENTS if self.level >= 1 else _JSON_SPACE
        match = space.match(self.text, self.at)
        self.at = match.end() if match else self.at

    def _fail(self, reason: str = "r_unexpected") -> None:
        found = self.text[self.at : self.at + 12].split("\n")[0].strip()
        if found[:2] in ("//", "/*") and not self.level:
            raise LeftAlone(line_of(self.text, self.at), "r_comment")
        raise LeftAlone(line_of(self.text, min(self.at, len(self.text))), reason, found[:1] or "–")

    def _value(self) -> Node:
        start, letter = self.at, self.text[self.at : self.at + 1]
        if letter and letter in "{[":
            return self._container(start, letter)
        if letter and letter in "\"'":
            return Node("scalar", start, value=self._string(), end=self.at)
        match = _JSON_SCALAR.match(self.text, start)
        if match:
            self.at = match.end()
            return Node("scalar", start, self.at, json.loads(match.group()))
        match = _JSON5_SCALAR.match(self.text, start) if self.level == 3 else None
        if match is None:
            self._fail()
        else:
            self.at = match.end()
        return Node("scalar", start, self.at, self.text[start : self.at])

    def _container(self, start: int, opening: str) -> Node:
        node = Node("object" if opening == "{" else "array", start)
        closing = "}" if opening == "{" else "]"
        self._step()
        while self.text[self.at : self.at + 1] != closing:
            if node.members and not node.comma:
                self._fail()
            node.members.append(self._member(node))
            self._skip()
            node.comma = self.text[self.at : self.at + 1] == ","
            if node.comma:
                self._step()
        if node.comma and self.level < 2:
            self._fail("r_comma")
        self.at += 1
        node.end = self.at
        return node

    def _step(self) -> None:
        self.at += 1
        self._skip()

    def _member(self, within: Node) -> Member:
        start, name = self.at, ""
        if within.kind == "object":
            name = self._string()
            if any(member.name == name for member in within.members):
                raise LeftAlone(line_of(self.text, start), "r_twice", name)
            self._skip()
            if self.text[self.at : self.at + 1] != ":":
                self._fail()
            self._step()
        return Member(name, start, self._value())

    def _string(self) -> str:
        match = _JSON_STRING.match(self.text, self.at)
        if match is None and self.level == 3:
            match = _JSON5_STRING.match(self.text, self.at) or _JSON5_NAME.match(self.text, self.at)
        if match is None:
            self._fail()
            return ""
        raw = match.group()
        if raw[0] == "'":
            raw = '"' + raw[1:-1].replace("\\'", "'").replace('"', '\\"') + '"'
        try:
            found = json.loads(raw) if raw[0] == '"' else raw
        except ValueError:
            self._fail()
        self.at = match.end()
        return str(found)
