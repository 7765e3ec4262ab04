"""Brings a facts file whose vendors have each their own format to the form that takes any vendor; it says the same."""

from __future__ import annotations

from pathlib import Path

from gateway_docs.operator import facts_file


def freed(text: str) -> str:
    """`text` with formats, vendors and groups apart; as it was, if they are already."""
    file = facts_file.FactsFile(text)
    document = file.values
    if "protocols" in document:
        return text
    served = document["vendors"]
    groups = [group for vendor in served for group in vendor.pop("groups")]
    place = list(document).index("vendors")
    document["vendors"] = [{"id": vendor["id"], "name": vendor["name"]} for vendor in served]
    document.insert(place + 1, "keys", "vendor")
    document.insert(place + 2, "groups", groups)
    document.insert(place, "protocols", served)
    return file.text


def bring(path: Path, write: bool) -> int:
    """Show what would change in the file at `path`, and write it if told. Exit status: 1 if it still differs."""
    old = path.read_text("utf-8")
    new = freed(old)
    if new == old:
        print(f"{path} is in that form already.")
        return 0
    facts_file.checked(new, path)
    print(facts_file.difference(old, new, path))
    if not write:
        print(f"\n{path} is as it was. To write this: the same command with --write")
        return 1
    facts_file.replace(path, new)
    print(f"\nWrote {path}. It says the same; `import` now takes any vendor. If groups sell several: keys: group")
    return 0
