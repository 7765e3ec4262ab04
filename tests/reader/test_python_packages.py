"""What an install line brings: the package, and everything that it requires."""

from __future__ import annotations

from importlib.metadata import distributions
from pathlib import Path

from gateway_docs.reader.python_packages import closure


def distribution(folder: Path, name: str, *requires: str) -> None:
    place = folder / f"{name}-1.dist-info"
    place.mkdir()
    lines = [f"Metadata-Version: 2.1\nName: {name}\nVersion: 1", *(f"Requires-Dist: {one}" for one in requires)]
    (place / "METADATA").write_text("\n".join(lines), "utf-8")


def test_two_packages_require_one_with_other_extras(tmp_path: Path):
    """Whichever comes first: openai-agents reaches pyjwt with and without `crypto`."""
    distribution(tmp_path, "agents", "plain", "signed", "plain-too")
    for name, requires in {"plain": "jwt", "signed": "jwt[crypto]", "plain-too": "jwt"}.items():
        distribution(tmp_path, name, requires)
    distribution(tmp_path, "jwt", 'ciphers; extra == "crypto"')
    distribution(tmp_path, "ciphers")
    known = {found.name: found for found in distributions(path=[str(tmp_path)])}
    assert closure("agents", (), known) == {"agents", "plain", "plain-too", "signed", "jwt", "ciphers"}
