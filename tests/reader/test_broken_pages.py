"""Pages broken on purpose: each fails, and says what to mend."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from guides import Robot, guide

from gateway_docs.project import ROOT
from gateway_docs.project.yaml_files import read_yaml
from gateway_docs.reader.described_page import slips
from gateway_docs.reader.known import known_of
from gateway_docs.reader.outcome import WalkFailure
from gateway_docs.reader.page import PageError

pytestmark = pytest.mark.walk
BROKEN = read_yaml(Path(__file__).with_name("broken-pages.yml"))


@pytest.fixture(scope="session")
def outcomes(shared, tmp_path_factory, request):
    """What became of each broken page that clients are run for; followed meanwhile, because clients mostly wait."""
    robot = Robot(shared, tmp_path_factory.mktemp("broken"), request.session)
    _ = shared.gateway, shared.site
    with ThreadPoolExecutor(3) as pool:
        yield {
            name: pool.submit(robot.follow, guide(page["guide"]).replace(page["text"], page["becomes"]), page["guide"])
            for name, page in BROKEN["guides"].items()
        }


@pytest.mark.parametrize("name", BROKEN["guides"])
def test_broken_page(outcomes, name: str):
    page = BROKEN["guides"][name]
    assert page["text"] in guide(page["guide"])
    with pytest.raises(WalkFailure) as failure:
        outcomes[name].result()
    assert page["says"] in str(failure.value)
    assert f"clients/{page['guide']}.md:" in str(failure.value)


def test_failure_names_line(follow):
    page = guide("codex").replace("[= openai.base_url =]", "[= region.url =]")
    check = page[: page.index("$ codex exec")].count("\n") + 1
    with pytest.raises(WalkFailure, match=rf"codex\.md:{check}: step 4 \(console\)"):
        follow(page, "codex")


@pytest.mark.parametrize("body, says", BROKEN["commands"].items())
def test_broken_command(follow, body: str, says: str):
    with pytest.raises(WalkFailure) as failure:
        follow(f"```bash\n{body}\n```\n")
    assert says in str(failure.value)


def test_other_endpoint_than_the_client_is_said_to_ask_for(follow):
    key = 'export OPENAI_API_KEY="[= openai.key =]"\n'
    chat = key + (ROOT / "snippets/curl/chat.sh").read_text("utf-8")
    with pytest.raises(WalkFailure, match=r"Codex asks for /v1/responses(.|\n)*it asked for /v1/chat/completions"):
        follow(f"```bash\n{chat}```\n", client="codex")


def test_hanging_command(follow):
    with pytest.raises(WalkFailure, match="still running after 10 s"):
        follow("```bash\ncat /dev/zero >/dev/null\n```\n", seconds=1)


@pytest.mark.parametrize("text, says", BROKEN["unreadable"].items())
def test_unreadable_page(read, text: str, says: str):
    with pytest.raises(PageError) as error:
        read(text)
    assert says in str(error.value)


@pytest.mark.parametrize("name", BROKEN["described"])
def test_broken_description(read, shared, name: str):
    page = BROKEN["described"][name]
    text, client = guide(page["guide"]), shared.clients[page["guide"]]
    assert page["text"] in text
    known, facts = known_of(shared.gateway, client), shared.gateway.facts
    assert not list(slips(read(text, client.id), client, known, facts))
    told = slips(read(text.replace(page["text"], page["becomes"]), client.id), client, known, facts)
    assert page["says"] in "\n".join(told)
