"""PowerShell tabs, which cannot run here: they must parse, and do exactly what the shell tab beside them does."""

from __future__ import annotations

import re
from functools import cache

import tree_sitter_powershell
from tree_sitter import Language, Parser

from gateway_docs.reader import bodies

_SET = re.compile(r"""\$env:(\w+)\s*=\s*("([^"`$]*)"|'([^']*)')""")
_REMOVE = re.compile(r"Remove-Item Env:(\w+)")
_UNSET = re.compile(r"unset (\w+(?: \w+)*)")
_EXPORT = re.compile(r"""export (\w+)=("([^"`$]*)"|'([^']*)'|(\S*))""")

Actions = list[tuple[str, ...]]


class MirrorError(Exception):
    """The two tabs differ, or one has a line whose meaning is not known here."""


def compare(powershell: str, shell: str) -> None:
    """MirrorError: `powershell` does not parse, or does something else than `shell`."""
    if problem := syntax_error(powershell):
        raise MirrorError(problem)
    sent, other = bodies.of_powershell(_as_shell(powershell))
    try:
        expected, other_shell = bodies.of_shell(re.sub(r"\\\n\s*", "", shell))
    except ValueError as error:
        raise MirrorError(f"the shell tab beside it cannot be read: {error}") from None
    if sent != expected:
        raise MirrorError(f"PowerShell sends {sent}, the shell tab beside it sends {expected}")
    ours = _actions(other, _SET, _REMOVE, "PowerShell")
    theirs = _actions(other_shell, _EXPORT, _UNSET, "shell")
    if ours != theirs:
        raise MirrorError(f"PowerShell does {ours}, the shell tab beside it does {theirs}")


def _as_shell(powershell: str) -> str:
    """`powershell` with line ends, variables that are read and `curl.exe` as a shell writes them."""
    if match := re.search(r"\$(?!env:)\w+", powershell):
        raise MirrorError(f"PowerShell reads the variable {match[0]}: write $env: before the name")
    joined = re.sub(r"`\n\s*", "", powershell)
    return re.sub(r"\bcurl\.exe\b", "curl", re.sub(r"\$env:(\w+)(?!\w|\s*=)", r"$\1", joined))


def syntax_error(source: str) -> str | None:
    """The first place in `source` that PowerShell's grammar does not allow."""
    cursor = _parser().parse(source.encode()).root_node
    waiting = [cursor] if cursor.has_error else []
    while waiting:
        node = waiting.pop(0)
        if node.is_error or node.is_missing:
            return f"is not PowerShell near line {node.start_point[0] + 1}: {(node.text or b'').decode()!r}"
        waiting += [child for child in node.children if child.has_error or child.is_missing]
    return None


def _actions(source: str, setting: re.Pattern[str], removing: re.Pattern[str], language: str) -> Actions:
    """What each line does: variables that it sets or takes away, or a command that reads the same in both shells."""
    actions: Actions = []
    for line in filter(None, (line.split("#")[0].strip() for line in source.splitlines())):
        if match := setting.fullmatch(line):
            actions.append(("set", match[1], next((text for text in match.groups()[2:] if text is not None), "")))
        elif match := removing.fullmatch(line):
            actions += [("unset", name) for name in match[1].split()]
        elif re.fullmatch(r"[\w@./ \"=:$-]+", line):
            actions.append(("run", line))
        else:
            raise MirrorError(f"the {language} line {line!r} cannot be compared")
    return actions


@cache
def _parser() -> Parser:
    return Parser(Language(tree_sitter_powershell.language()))
