"""A robot that reads and follows scratch pages as it does the pages of the site."""

from __future__ import annotations

from pathlib import Path

import pytest
from guides import Robot

from gateway_docs.reader.session import KEY, ReaderSession


@pytest.fixture(scope="session")
def shared(request: pytest.FixtureRequest) -> ReaderSession:
    return request.config.stash[KEY]


@pytest.fixture
def robot(shared: ReaderSession, tmp_path: Path, request: pytest.FixtureRequest) -> Robot:
    return Robot(shared, tmp_path, request.node)


@pytest.fixture
def read(robot: Robot):
    """Write a page, the guide of a client, and read it."""
    return robot.read


@pytest.fixture
def follow(robot: Robot):
    """Write a page and take its first way. Returns line -> proof, raises what a page's item would report."""
    return robot.follow
