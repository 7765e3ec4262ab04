"""Reads the data files, and the single lines that an operator changes."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from gateway_docs.project import ROOT
from gateway_docs.project.own import own_file
from gateway_docs.project.yaml_files import read_yaml
from gateway_docs.software.model import Software

FOLDER = Path(__file__).parent


def software_ids(folder: Path = FOLDER) -> list[str]:
    return sorted(path.stem for path in folder.glob("*.yml") if path.stem != "catalogue")


@cache
def shipped(id_: str, folder: Path = FOLDER) -> Software:
    """The software of that id without the lines that an operator wrote for his own."""
    return Software.model_validate({"id": id_, **read_yaml(folder / f"{id_}.yml")})


@cache
def software(id_: str, folder: Path = FOLDER, project: Path = ROOT) -> Software:
    """The software of that id, with the operator's lines. ValueError (pydantic's): one of the files is wrong."""
    said = read_yaml(folder / f"{id_}.yml")
    changed = own_file(project, "software.yml")
    return Software.model_validate({"id": id_, **changed_by(said, read_yaml(changed) if changed else None)})


def changed_by(said: Any, changed: Any) -> Any:
    """`said` with the lines of `changed` in place; a line that is no block replaces the whole."""
    if not (isinstance(said, dict) and isinstance(changed, dict)):
        return said if changed is None else changed
    return {name: changed_by(said.get(name), changed.get(name)) for name in {**said, **changed}}


def _known(text: str) -> str:
    if text not in software_ids():
        allowed = " or ".join([", ".join(map(repr, software_ids()[:-1])), repr(software_ids()[-1])])
        raise PydanticCustomError("literal_error", "Input should be {allowed}", {"allowed": allowed})
    return text


def _listed(schema: dict[str, Any]) -> None:
    schema["enum"] = software_ids()


#: The id of a software, looked up when a value is checked.
SoftwareId = Annotated[str, AfterValidator(_known), Field(json_schema_extra=_listed)]
