"""Which tests run clients, which look through a browser, and which only `pytest --all` does."""

from __future__ import annotations

from pathlib import Path

import pytest

#: Fixtures of tests that follow pages or talk to clients.
WALKING = {"follow", "robot"}
#: Fixtures of tests that look at pages in a browser.
LOOKING = {"browser", "tours"}
#: What `-m` says where no page is walked.
NO_WALKS = {"not walk", "browser", "not walk and not browser"}


def mark(items: list[pytest.Item]) -> None:
    """Mark as `walk` pages, recordings and tests that have a robot, and as `browser` other tests that have one."""
    for item in items:
        if not isinstance(item, pytest.Function) or WALKING & set(item.fixturenames):
            item.add_marker("walk")
        elif LOOKING & set(item.fixturenames):
            item.add_marker("browser")


def without_walks(config: pytest.Config, found: list[pytest.Collector]) -> list[pytest.Collector]:
    """Of a file's collectors those that a run needs: without walks, no pages and recordings."""
    if config.getoption("markexpr") not in NO_WALKS:
        return found
    return [one for one in found if isinstance(one, pytest.Module)]


def leave_out_thorough(config: pytest.Config, items: list[pytest.Item]) -> int:
    """Without --all, tests marked `thorough` run only where their file or their mark is asked for. How many do not."""
    if config.getoption("--all") or "thorough" in config.getoption("markexpr"):
        return 0
    asked = {Path(config.invocation_params.dir, argument.partition("::")[0]).resolve() for argument in config.args}
    left = [item for item in items if item.get_closest_marker("thorough") and item.path not in asked]
    if left:
        config.hook.pytest_deselected(items=left)
        items[:] = [item for item in items if item not in left]
    return len(left)
