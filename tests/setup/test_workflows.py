"""What runs at the forge: pinned, without credentials in the checkout, keys for the one step that needs them."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from gateway_docs.project import ROOT
from gateway_docs.project.yaml_files import read_yaml

WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
PINNED = re.compile(r"[\w.-]+/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")
each = pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)


def jobs(path: Path) -> list[dict[str, Any]]:
    return list(read_yaml(path)["jobs"].values())


def steps(path: Path) -> list[dict[str, Any]]:
    return [step for job in jobs(path) for step in job["steps"]]


@each
def test_actions_are_pinned_by_hash(path):
    used = re.findall(r"uses:\s*(.+)", path.read_text("utf-8"))
    assert len(used) == sum("uses" in step for step in steps(path)) and used
    assert [action for action in used if not PINNED.fullmatch(action.strip())] == []


def test_one_hash_for_one_action():
    """A version that a comment names is the same commit everywhere."""
    used = re.findall(r"uses:\s*(.+)", "\n".join(path.read_text("utf-8") for path in WORKFLOWS))
    assert len({action.partition("@")[0] for action in used}) == len(set(used))


@each
def test_checkout_keeps_no_credentials(path):
    checkouts = [step for step in steps(path) if step.get("uses", "").startswith("actions/checkout@")]
    assert [step for step in checkouts if step.get("with", {}).get("persist-credentials") is not False] == []


@each
def test_secrets_are_in_the_environment_of_pytest_alone(path):
    """Not of a workflow or job, not of an action, not of set-up, not on a command line."""
    for step in steps(path):
        if re.fullmatch(r"exec \.venv/bin/pytest --live [^;&|]+", step.get("run", "")):
            step.pop("env", None)
        assert "secrets." not in str(step)
    around = read_yaml(path)
    for job in around["jobs"].values():
        job.pop("steps")
    assert "secrets." not in str(around)


@each
def test_permissions_are_given_by_job(path):
    assert read_yaml(path)["permissions"] == {}


def test_newer_actions_are_proposed():
    known = read_yaml(ROOT / ".github/dependabot.yml")
    assert [one["package-ecosystem"] for one in known["updates"] if one["schedule"]["interval"] == "weekly"] == [
        "github-actions"
    ]


def test_shards_are_all_that_pytest_does():
    job = read_yaml(ROOT / ".github/workflows/test.yml")["jobs"]["test"]
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["pytest"]["ini_options"]
    assert {*job["strategy"]["matrix"]["shard"]} == {*settings["testpaths"]} - {"operator/docs"}
    assert job["steps"][-1]["run"] == ".ci/run ${{ matrix.shard }}"


def test_ci_does_everything_anew():
    assert (ROOT / ".ci/run").read_text("utf-8").endswith('exec scripts/test --all --anew "$@"\n')
