"""Pages broken on purpose: each fails, and says what to mend."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from guides import Robot, guide

from gateway_docs.clients import ROOT
from gateway_docs.reader.outcome import WalkFailure
from gateway_docs.reader.page import PageError

OPENAI, ANTHROPIC = "[= openai.base_url =]", "[= anthropic.base_url =]"

#: What is broken: the guide, the text that is replaced, its replacement, and what the failure says.
BROKEN = {
    "wrong region host": (
        "codex",
        OPENAI,
        "https://us.api.gateway.test/v1",
        "us.api.gateway.test is not a documented host",
    ),
    "mistyped host": (
        "claude-code",
        ANTHROPIC,
        "https://api.gatway.example",
        "api.gatway.example is not a documented host",
    ),
    "plain http": ("openai-sdk", f'"{OPENAI}"', '"http://[= region.host =]/v1"', "over plain http"),
    "no /v1": ("codex", OPENAI, "[= region.url =]", "the base URL must end in /v1"),
    "doubled /v1": ("claude-code", ANTHROPIC, f"{ANTHROPIC}/v1", "leave /v1 out of the base URL"),
    "model typo": ("curl", '"model": "[= openai.model =]"', '"model": "[= openai.model =]x"', "does not exist"),
    "model of another group": ("codex", "[= openai.model =]", "gpt-5.6-sol", "is not in the group"),
    "key of another vendor": ("codex", "[= openai.key =]", "[= anthropic.key =]", "This API key belongs to Anthropic"),
    "unknown placeholder": (
        "codex",
        "[= openai.key =]",
        "YOUR_COHERE_KEY",
        "YOUR_COHERE_KEY is not the key of a vendor",
    ),
    "dead setting": (
        "codex",
        'wire_api = "responses"',
        'wire_api = "chat"',
        '`wire_api = "chat"` is no longer supported',
    ),
    "misspelled setting": ("codex", "env_key", "env_keys", "No API key was sent"),
    "no install line": ("codex", "npm install -g @openai/codex", "true", "codex: command not found"),
    "no pip line": ("openai-sdk", "pip install openai", "true", "No module named 'openai'"),
    "unlisted package": ("codex", "@openai/codex\n", "@openai/codecs\n", "@openai/codecs is not in the lock file"),
    "other version": ("codex", "@openai/codex\n", "@openai/codex@0.1.0\n", "the page says @openai/codex 0.1.0"),
    "no comma": ("claude-code", f'"{ANTHROPIC}",', f'"{ANTHROPIC}"', "valid json"),
    "stale output": ("codex", "...\nOK\n...\n```", "...\nOkay\n...\n```", "it printed"),
    "stale #> line": ("openai-sdk", "#> OK", "#> Okay", "Print output changed code"),
    "wrong parameter": ("openai-sdk", "input=", "imput=", "TypeError"),
    "wrong header": ("curl", "Authorization: Bearer", "X-Api-Key:", "does not read"),
    "no content type": ("curl", "Content-Type: application/json", "Accept: */*", "content-type"),
    "unused import": ("openai-sdk", "from openai import OpenAI\n", "import os\nfrom openai import OpenAI\n", "F401"),
    "unknown language": ("codex", "```toml title", "```ini title", "a fence in a language that can be proven"),
    "title is no path": ("codex", '"~/.codex/config.toml"', '"Your settings: paste them"', "a title is the path"),
    "output in a text fence": (
        "claude-code",
        "## Undo",
        '```text title="Output"\nOK\n```\n\n## Undo',
        "a title is the path",
    ),
    "error by hand": ("codex", '--8<-- "errors/codex/wrong-key.txt"', "ERROR: no", "include of a recorded error"),
}


@pytest.fixture(scope="session")
def outcomes(shared, tmp_path_factory, request):
    """What became of each broken page that clients are run for; followed meanwhile, because clients mostly wait."""
    robot = Robot(shared, tmp_path_factory.mktemp("broken"), request.session)
    _ = shared.gateway, shared.site
    with ThreadPoolExecutor(3) as pool:
        yield {
            name: pool.submit(robot.follow, guide(client).replace(text, replacement), client)
            for name, (client, text, replacement, _) in BROKEN.items()
        }


@pytest.mark.parametrize("name", BROKEN)
def test_broken_page(outcomes, name: str):
    client, text, _, says = BROKEN[name]
    assert text in guide(client)
    with pytest.raises(WalkFailure) as failure:
        outcomes[name].result()
    assert says in str(failure.value)
    assert f"clients/{client}.md:" in str(failure.value)


def test_failure_names_line(follow):
    page = guide("codex").replace(OPENAI, "[= region.url =]")
    check = page[: page.index("$ codex exec")].count("\n") + 1
    with pytest.raises(WalkFailure, match=rf"codex\.md:{check}: step 4 \(console\)"):
        follow(page, "codex")


@pytest.mark.parametrize(
    "body, says",
    {
        "false\necho on": "`false` failed",
        "exit 3": "the page ended the shell",
        "curl -s [= openai.base_url =]/nothing | cat": "the gateway refused a request",
        "echo nobody is asked": "no request reached it",
        "pip download openai": "only install lines are known",
    }.items(),
)
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
    with pytest.raises(WalkFailure, match="still running after 1 s"):
        follow("```bash\ncat /dev/zero >/dev/null\n```\n", seconds=1)


@pytest.mark.parametrize(
    "text, says",
    {
        "```bash\ntrue\n": "scratch.md:1: this fence is not closed",
        '```bash test="skip"\ntrue\n```\n': "scratch.md:1: this fence",
        "    indented code\n": "Write code blocks as fences",
        "<!--\n```bash\ntrue\n```\n-->\n": "readers see",
        "```bash\n[= openai.nothing =]\n```\n": "no fact is called 'nothing'",
        '```bash\n--8<-- "codex/missing.toml"\n```\n': "missing.toml",
    }.items(),
)
def test_unreadable_page(read, text: str, says: str):
    with pytest.raises(PageError) as error:
        read(text)
    assert says in str(error.value)
