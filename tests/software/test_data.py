"""The data files: what must stand in them, an operator's single lines, and a software that is added as one file."""

from __future__ import annotations

import shutil

import pytest
from pydantic import ValidationError

from gateway_docs.facts import load_facts
from gateway_docs.facts.load import FactsError
from gateway_docs.project import ROOT
from gateway_docs.project.yaml_files import read_yaml, to_yaml
from gateway_docs.search.index import SearchIndex
from gateway_docs.search.knowledge import Signal, knowledge
from gateway_docs.software import CATALOGUE, Software, software, software_ids
from gateway_docs.software.load import FOLDER


@pytest.fixture
def operator(tmp_path):
    """Writes operator/software.yml of a project of its own."""

    def write(text):
        (tmp_path / "operator").mkdir()
        (tmp_path / "operator/software.yml").write_text(text, "utf-8")
        return tmp_path

    return write


def test_operator_changes_single_lines(operator):
    project = operator("refusals: {no-balance: {status: 402}, client-not-allowed: never}\n")
    changed, usual = software("sub2api", project=project), software("sub2api")
    assert changed.answer("no-balance", "openai").status == 402
    assert changed.answer("no-balance", "openai").message == usual.answer("no-balance", "openai").message
    assert changed.never("client-not-allowed")
    assert changed.answer("expired-key", "openai") == usual.answer("expired-key", "openai")


def test_wrong_line_of_an_operator_is_named(operator):
    with pytest.raises(ValidationError, match="no-blance"):
        software("sub2api", project=operator("refusals: {no-blance: {status: 402}}\n"))


@pytest.mark.parametrize("software_id", software_ids())
@pytest.mark.parametrize("refusal_id", [id_ for id_, one in CATALOGUE.items() if one.of == "gateway"])
def test_no_refusal_is_forgotten(software_id, refusal_id):
    said = read_yaml(FOLDER / f"{software_id}.yml")
    del said["refusals"][refusal_id]
    with pytest.raises(ValidationError, match=f"not never: {refusal_id}"):
        Software.model_validate({"id": software_id, **said})


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"shape": "no-such"}, "a shape of: "),
        ({"source": "memory"}, "its source must be one of: "),
        ({"stauts": 1}, "stauts"),
        ({"by": {"mistral": {}}}, "'gemini'"),
    ],
)
def test_wrong_answer_is_named(change, told):
    said = read_yaml(FOLDER / "new-api.yml")
    said["refusals"]["no-balance"] = {**said["refusals"]["no-balance"], **change}
    with pytest.raises(ValidationError, match=told):
        Software.model_validate({"id": "new-api", **said})


def test_unknown_software_is_named_with_its_line(tmp_path):
    file = tmp_path / "gateway.yml"
    file.write_text((ROOT / "gateway.yml").read_text("utf-8") + "\nsoftware: newapi\n", "utf-8")
    with pytest.raises(FactsError, match=r"gateway\.yml:\d+: software: must be .*'new-api'"):
        load_facts(file)


def test_new_software_is_one_file(tmp_path, monkeypatch):
    """A copy of the data with one file more: it can be named in gateway.yml, and answers as the file says."""
    folder = tmp_path / "software"
    shutil.copytree(FOLDER, folder)
    said = read_yaml(FOLDER / "one-api.yml")
    said["refusals"]["no-balance"] = {"source": "run", "status": 418, "shape": "openai", "message": "No tea left"}
    (folder / "teapot.yml").write_text(to_yaml({**said, "name": "Teapot"}), "utf-8")
    assert "teapot" in software_ids(folder)
    answer = software("teapot", folder).answer("no-balance", "openai")
    assert (answer.status, answer.message) == (418, "No tea left")


def test_search_has_no_sign_that_only_other_software_has():
    """An operator's customers do not fetch what their gateway never says; a site that names none has all signs."""
    known = knowledge()
    for id_ in software_ids():
        held = {pattern for pattern, _ in SearchIndex(software=software(id_)).signals(known)}
        own = {sign.pattern for sign in known.gateways if id_ in sign.of}
        assert own <= held
        assert not held & {sign.pattern for sign in known.gateways if sign.of and id_ not in sign.of}
    assert {sign.pattern for sign in known.signals} == {pattern for pattern, _ in SearchIndex().signals(known)}
    with pytest.raises(ValidationError):
        Signal(pattern="a", sections={"error-400": 1}, of=["old-api"])
