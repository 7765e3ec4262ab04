"""Reads TOML: Python has a parser of its own since 3.11 alone."""

from __future__ import annotations

import re
from typing import Any, NoReturn

_BLANK = re.compile(r"[ \t]*")
_ANY_SPACE = re.compile(r"(?:\s|#[^\n]*)*")
_REST_OF_LINE = re.compile(r"[ \t]*(?:#[^\n]*)?(?:\r?\n|\Z)")
_WORD = re.compile(r"[A-Za-z0-9_-]+")
_LONG_TEXT = re.compile(r'"""(?:\r?\n)?((?:[^\\]|\\.)*?"{0,2})"""(?!")', re.DOTALL)
_LONG_LITERAL = re.compile(r"'''(?:\r?\n)?(.*?'{0,2})'''(?!')", re.DOTALL)
_SHORT_TEXT = re.compile(r'"((?:[^"\\\n]|\\.)*)"')
_SHORT_LITERAL = re.compile(r"'([^'\n]*)'")
_NUMBER = re.compile(r"[+-]?(?:0x[\da-f_]+|0o[0-7_]+|0b[01_]+|(?:inf|nan|\d[\d_]*(?:\.[\d_]+)?(?:e[+-]?\d+)?)\b)", re.I)
_DATE = re.compile(r"\d{4}-\d\d-\d\d(?:[Tt ]\d\d:[\d:.]+(?:[Zz]|[+-][\d:]+)?)?|\d\d:\d\d:[\d.]+")
_ESCAPED = re.compile(r"\\(?:[ \t]*\r?\n\s*|u[\da-fA-F]{4}|U[\da-fA-F]{8}|.)", re.DOTALL)
_LETTERS_OF = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r", "e": "\x1b", '"': '"', "\\": "\\"}


def parse_toml(text: str) -> dict[str, Any]:
    """The settings of a file; a date becomes None. ValueError: it is not TOML."""
    return _Toml(text).read()


class _Toml:
    def __init__(self, text: str):
        self.text, self.at = text, 0

    def read(self) -> dict[str, Any]:
        root: dict[str, Any] = {}
        table = root
        self._skip(_ANY_SPACE)
        while self.at < len(self.text):
            if self._take("["):
                table = self._header(root, many=self._take("["))
            else:
                self._setting(table)
            if self._skip(_REST_OF_LINE) is None:
                self._fail()
            self._skip(_ANY_SPACE)
        return root

    def _fail(self) -> NoReturn:
        raise ValueError("line {} is not TOML".format(self.text.count("\n", 0, self.at) + 1))

    def _skip(self, pattern: re.Pattern[str]) -> str | None:
        match = pattern.match(self.text, self.at)
        self.at = match.end() if match else self.at
        return match.group() if match else None

    def _take(self, mark: str) -> bool:
        found = self.text.startswith(mark, self.at)
        self.at += len(mark) if found else 0
        return found

    def _header(self, root: dict[str, Any], many: bool) -> dict[str, Any]:
        *above, name = self._path()
        if not self._take("]]" if many else "]"):
            self._fail()
        table = self._table(root, above)
        if not many:
            return self._table(table, [name])
        tables = table.setdefault(name, [])
        if not isinstance(tables, list):
            self._fail()
        tables.append({})
        return tables[-1]  # type: ignore[no-any-return]

    def _table(self, table: dict[str, Any], path: list[str]) -> dict[str, Any]:
        for name in path:
            inner = table.setdefault(name, {})
            inner = inner[-1] if isinstance(inner, list) and inner else inner
            if not isinstance(inner, dict):
                self._fail()
            table = inner
        return table

    def _path(self) -> list[str]:
        path: list[str] = []
        while not path or self._take("."):
            self._skip(_BLANK)
            word = self._skip(_WORD) if self.text[self.at : self.at + 1] not in ("'", '"') else self._text()
            path.append(self._fail() if word is None else word)
            self._skip(_BLANK)
        return path

    def _setting(self, table: dict[str, Any]) -> None:
        *above, name = self._path()
        table = self._table(table, above)
        if name in table or not self._take("="):
            self._fail()
        self._skip(_BLANK)
        table[name] = self._value()

    def _value(self) -> Any:
        if self._take("["):
            return self._listed("]", self._value)
        if self._take("{"):
            table: dict[str, Any] = {}
            self._listed("}", lambda: self._setting(table))
            return table
        return self._text() if self.text[self.at : self.at + 1] in ("'", '"') else self._bare()

    def _listed(self, end: str, read: Any) -> list[Any]:
        found: list[Any] = []
        self._skip(_ANY_SPACE)
        while not self._take(end):
            found.append(read())
            self._skip(_ANY_SPACE)
            if not self._take(",") and not self.text.startswith(end, self.at):
                self._fail()
            self._skip(_ANY_SPACE)
        return found

    def _text(self) -> str:
        for pattern in (_LONG_TEXT, _LONG_LITERAL, _SHORT_TEXT, _SHORT_LITERAL):
            match = pattern.match(self.text, self.at)
            if match:
                self.at = match.end()
                plain = pattern in (_LONG_LITERAL, _SHORT_LITERAL)
                return match.group(1) if plain else _ESCAPED.sub(self._unescaped, match.group(1))
        self._fail()

    def _unescaped(self, escaped: re.Match[str]) -> str:
        letter, rest = escaped.group()[1], escaped.group()[2:]
        if letter in "uU" and rest:
            return chr(int(rest, 16))
        return "" if letter.isspace() else _LETTERS_OF.get(letter) or self._fail()

    def _bare(self) -> Any:
        for mark, value in (("true", True), ("false", False)):
            if self._take(mark):
                return value
        if self._skip(_DATE):
            return None
        number = (self._skip(_NUMBER) or self._fail()).replace("_", "").lower()
        return int(number, 0) if re.fullmatch(r"[+-]?(\d+|0[xob].*)", number) else float(number)
