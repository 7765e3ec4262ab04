"""Puts settings into a JSON file: what else stands there, its comments and its order, stays."""

from __future__ import annotations

import json
import re
from typing import Any

from gateway_docs.connect.parts.json_reading import JsonReader, Member, Node
from gateway_docs.connect.parts.text_files import Edit, LeftAlone, break_of, edited, line_of

#: What tells entries of a list from each other.
IDENTITIES = ("id", "model", "name")


def merge_json(text: str, wanted: str, form: str) -> str:
    """`text` with all that `wanted` holds. LeftAlone: `text` is not JSON of that form, or no object."""
    merging = JsonMerging(text, wanted, form)
    root, asked = JsonReader(text, form).read(), JsonReader(wanted).read()
    merging.unit = merging.unit_of(root)
    merging.objects(root, asked)
    merged = edited(text, merging.edits)
    if not covers(JsonReader(merged, form).read().plain(), asked.plain()):
        raise LeftAlone(1, "r_kind")
    return merged


def covers(found: Any, wanted: Any) -> bool:
    """Whether `found` holds all of `wanted`, in lists of objects in any order."""
    if isinstance(wanted, dict):
        return isinstance(found, dict) and all(name in found and covers(found[name], wanted[name]) for name in wanted)
    if isinstance(wanted, list) and any(isinstance(entry, dict) for entry in wanted):
        return isinstance(found, list) and all(any(covers(one, entry) for one in found) for entry in wanted)
    return bool(found == wanted)


class JsonMerging:
    """Collects `edits` of `text`. `unit` is one step of its indentation."""

    def __init__(self, text: str, wanted: str, form: str):
        self.text, self.wanted, self.line_break = text, wanted, break_of(text)
        self.edits: list[Edit] = []
        self.unit = "  "

    def unit_of(self, root: Node) -> str:
        if root.kind != "object":
            raise LeftAlone(line_of(self.text, root.start), "r_kind")
        if not root.members:
            return "  "
        return self._indent(root.members[0].start) or "  "

    def _indent(self, position: int, text: str = "") -> str:
        """The white space before what stands at `position`, if it is the first in its line; else of that line."""
        text = text or self.text
        line = text[text.rfind("\n", 0, position) + 1 : position]
        found = re.match(r"[ \t]*", line)
        return found.group() if found else ""

    def objects(self, old: Node, new: Node) -> None:
        known = {member.name: member for member in old.members}
        missing = [member for member in new.members if member.name not in known]
        for member in new.members:
            if member.name in known:
                self._both(known[member.name], member)
        if missing:
            self._add(old, missing)

    def _both(self, old: Member, new: Member) -> None:
        if old.node.kind == new.node.kind == "object":
            self.objects(old.node, new.node)
        elif old.node.kind == new.node.kind == "array" and any(one.node.kind == "object" for one in new.node.members):
            self._lists(old.node, new.node)
        elif old.node.kind != new.node.kind and old.node.value is not None:
            raise LeftAlone(line_of(self.text, old.start), "r_kind", old.name)
        elif old.node.plain() != new.node.plain():
            raw = self._placed(new.node.start, new.node.end, self._indent(old.start))
            self.edits.append(Edit(old.node.start, old.node.end, raw))

    def _lists(self, old: Node, new: Node) -> None:
        known = {_identity(member.node): member for member in old.members}
        missing = [member for member in new.members if _identity(member.node) not in known]
        for member in new.members:
            if _identity(member.node) in known:
                self.objects(known[_identity(member.node)].node, member.node)
        if missing and old.members:
            self._put_first(old, missing)
        elif missing:
            self._add(old, missing)

    def _put_first(self, old: Node, missing: list[Member]) -> None:
        """Before the entries of a list: tools take the first where nothing is chosen."""
        first = old.members[0].start
        if "\n" in self.text[old.start : first]:
            gap = self.line_break + self._indent(first)
            added = [self._placed(member.start, member.node.end, self._indent(first)) + "," + gap for member in missing]
        else:
            added = [_compact(member) + ", " for member in missing]
        self.edits.append(Edit(first, first, "".join(added)))

    def _add(self, old: Node, missing: list[Member]) -> None:
        """After the last entry, behind what comment stands there."""
        inner = self.text[old.start + 1 : old.end - 1]
        place = old.start + 1 + len(inner.rstrip())
        comma = "," if old.members and not old.comma else ""
        if old.members and "\n" not in inner:
            last, added = old.members[-1].node.end, ", ".join(map(_compact, missing))
            self.edits.append(Edit(last, last, comma))
            self.edits.append(Edit(place, place, " " + added))
            return
        if comma:
            self.edits.append(Edit(old.members[-1].node.end, old.members[-1].node.end, comma))
        indent = self._indent(old.members[-1].start) if old.members else self._indent(old.start) + self.unit
        gap = self.line_break + indent
        added = ",".join(gap + self._placed(member.start, member.node.end, indent) for member in missing)
        if "\n" not in inner:
            added, place = added + self.line_break + self._indent(old.start), old.end - 1
        self.edits.append(Edit(place, place, added))

    def _placed(self, start: int, end: int, indent: str) -> str:
        """What `wanted` holds there, as the guide writes it, with the indentation of this file."""
        own = len(self._indent(start, self.wanted))
        first, *lines = self.wanted[start:end].split("\n")
        deeper = [len(line) - len(line.lstrip()) - own for line in lines]
        rest = [indent + self.unit * (depth // 2) + line.lstrip() for depth, line in zip(deeper, lines)]  # noqa: B905 - 3.8
        return self.line_break.join([first, *rest])


def _identity(node: Node) -> Any:
    content = node.plain()
    if not isinstance(content, dict):
        return None
    return next((str(content[name]) for name in IDENTITIES if name in content), None)


def _compact(member: Member) -> str:
    value = json.dumps(member.node.plain(), ensure_ascii=False)
    return f"{json.dumps(member.name)}: {value}" if member.name else value
