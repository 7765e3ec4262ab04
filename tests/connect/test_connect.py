"""connect.py writes what the guide writes, and takes it back."""

from __future__ import annotations

import re
import stat
import sys
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest
from homes import files_below

from gateway_docs.clients import load_clients
from gateway_docs.connect.assemble import connect_source, known_clients
from gateway_docs.facts import load_facts
from gateway_docs.project import ROOT
from gateway_docs.reader.placeholders import fill

FACTS = load_facts(ROOT / "gateway.yml")
CLIENTS = known_clients(FACTS)
WAYS = [(client, vendor) for client, known in CLIENTS.items() for vendor in known["vendors"]]


@pytest.fixture(scope="session")
def guides(source):
    """Client -> the fences of its guide that are saved or pasted, before its check."""

    def read(client):
        return source.read(source.docs / "en/clients" / f"{client}.md").fences

    return read


def written_by_guide(fences, vendor, key):
    """Path -> text of what the reader of the guide saves, in the tab of the vendor or the first."""
    tabs = {label for fence in fences for _, label in fence.tabs}
    name = {"openai": "OpenAI", "anthropic": "Anthropic", "gemini": "Gemini"}[vendor]
    skip = {"macOS, Linux", "Windows PowerShell"} | ({"OpenAI", "Anthropic", "Gemini"} & tabs - {name})
    saved = [fence for fence in fences if fence.title and not skip & {label for _, label in fence.tabs}]
    return {fence.title: fill(fence.published, lambda _: key) for fence in saved}


@pytest.mark.parametrize(("client", "vendor"), WAYS)
def test_writes_what_the_guide_writes(guides, client, vendor):
    """In every region; the files of the guide, or all the variables that one of its blocks for a shell sets."""
    known = CLIENTS[client]["vendors"][vendor]
    shown = [fence.published for fence in guides(client) if fence.language == "bash" and not fence.title]
    on_windows = [fence.published for fence in guides(client) if fence.language == "powershell"]
    wanted = written_by_guide(guides(client), vendor, "KEY")
    for region in FACTS.regions:
        written = {file["path"]: filled(client, vendor, region.url, file["text"]) for file in known["files"]}
        if "profile" in written:
            text = written["profile"].replace(region.url, FACTS.regions[0].url)
            assert text.splitlines() in [exports(fill(one, lambda _: "KEY")) for one in shown]
            assert loaded().variables_of(text) in [set_by(fill(one, lambda _: "KEY")) for one in on_windows]
        else:
            variables = written.pop("~/.codex/.env", None)
            assert variables in (None, "GATEWAY_API_KEY=KEY\n")
            assert written == {path: text.replace(FACTS.regions[0].url, region.url) for path, text in wanted.items()}


def exports(block):
    return [line for line in block.splitlines() if line.startswith("export ")]


def set_by(block):
    """What a block for PowerShell sets."""
    return re.findall(r'^\$env:(\w+) = "(.*)"$', block, re.MULTILINE)


def filled(client, vendor, url, text):
    """The text that connect.py would write for the key KEY."""
    connect = loaded()
    offered = next(one for one in connect.FACTS["vendors"] if one["id"] == vendor)
    choice = connect.Choice(client, offered, {"url": url}, "KEY", None)
    choice.model = choice.given["model"]
    return connect.filled(choice, text)


#: What a guide shows in code under Configure and connect.py does not write, and why.
BY_HAND = {
    ("chatbox", "openai"): "pasted into the import of the app",
    ("cline", "openai"): "written by a command of the tool itself",
    ("copilot", "openai"): "VS Code keeps the key in a store of its own; the file only names it",
    ("copilot", "anthropic"): "VS Code keeps the key in a store of its own; the file only names it",
    ("lobechat", "openai"): "the environment of a server",
    ("open-webui", "openai"): "the environment of a server, which reads it at its first start alone",
}
LABELS = {"OpenAI": "openai", "Anthropic": "anthropic", "Gemini": "gemini"}


def configured(source, client):
    """The vendors for which a guide shows code under Configure; a block outside of the vendors' tabs is for all."""
    page = source.read(source.docs / "en/clients" / f"{client.id}.md")
    text = (source.docs / "en/clients" / f"{client.id}.md").read_text("utf-8")
    begin, end = (text[: text.find(anchor)].count("\n") for anchor in ("{#configure}", "{#check}"))
    found = set()
    for fence in page.fences:
        if begin < fence.line < end and fence.stands:
            found |= {LABELS[label] for _, label in fence.tabs if label in LABELS} or {*client.vendors}
    return found


def test_every_guide_with_settings_is_known(source):
    """connect.py writes whatever a guide says under Configure, for each vendor; or there is a reason why not."""
    left = {
        (client, vendor)
        for client, known in CLIENTS.items()
        for vendor in configured(source, load_clients()[client]) - {*known["vendors"]}
    }
    assert left == {*BY_HAND}


@pytest.mark.parametrize("language", ["en", "zh"])
def test_guides_name_the_command(source, language):
    """Each guide of a tool that connect.py knows offers it, and no other; curl's has one line to set the key."""
    named = {
        client
        for client in CLIENTS
        if f"`python3 connect.py {client}`" in (source.docs / language / f"clients/{client}.md").read_text("utf-8")
    }
    assert named == {client for client, known in CLIENTS.items() if known["vendors"]} - {"curl"}


@cache
def loaded():
    """The program as a module."""
    module = sys.modules["connect_py"] = ModuleType("connect_py")
    exec(compile(connect_source(FACTS), "connect.py", "exec"), module.__dict__)
    return module


@pytest.mark.parametrize("client", ["claude-code", "codex", "continue", "openclaw", "openai-sdk"])
def test_written_and_taken_back(run, gateway, home, client):
    vendor = next(iter(CLIENTS[client]["vendors"]))
    key = gateway.keyring.key(vendor)
    said = run(client, "--region", "eu", key=key)
    assert said.status == 0, said.output
    assert key not in said.output
    found = files_below(home)
    holding = {path for path, text in found.items() if key.encode() in text}
    named = {file["path"].replace("profile", "~/.bashrc")[2:] for file in CLIENTS[client]["vendors"][vendor]["files"]}
    assert holding <= named
    assert len(holding) == 1
    assert run("undo", client).status == 0
    assert list(home.iterdir()) == []


def test_files_with_a_key_are_their_owners_alone(run, gateway, home):
    run("codex", "--region", "eu", key=gateway.keyring.key("openai"))
    assert stat.S_IMODE((home / ".codex/.env").stat().st_mode) == 0o600
    for path in (home / ".connect-py").rglob("*"):
        assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0 or path.name == "lock"


def test_twice_is_once(run, gateway, home):
    key = gateway.keyring.key("anthropic")
    (home / ".claude").mkdir()
    settings = home / ".claude/settings.json"
    settings.write_bytes(before := b'{\n\t"permissions": {"allow": ["Bash(ls:*)"]}\n}')
    run("claude-code", "--region", "eu", key=key)
    once = settings.read_bytes()
    said = run("claude-code", "--region", "eu", key=key)
    assert "already has these settings" in said.output
    assert settings.read_bytes() == once
    run("claude-code", "--region", "asia", key=key)
    assert b"asia.api" in settings.read_bytes()
    run("undo", "claude-code")
    assert settings.read_bytes() == before


def test_dry_run_writes_nothing(run, gateway, home):
    key = gateway.keyring.key("anthropic")
    said = run("claude-code", "--region", "eu", "--dry-run", key=key)
    assert '+    "ANTHROPIC_BASE_URL": "https://eu.api.gateway.example"' in said.output
    assert key not in said.output
    assert list(home.iterdir()) == []


@pytest.mark.parametrize(
    ("old", "hidden"),
    [
        ('{"env": {"ANTHROPIC_AUTH_TOKEN": "hunter2hunter2"}}', "hunter2hunter2"),
        ('{"env": {"X": "sk-test-0123456789abcdef"}}', "sk-test-0123456789abcdef"),
    ],
)
def test_dry_run_hides_keys_that_were_there(run, gateway, home, old, hidden):
    (home / ".claude").mkdir()
    (home / ".claude/settings.json").write_text(old)
    said = run("claude-code", "--region", "eu", "--dry-run", key=gateway.keyring.key("anthropic"))
    assert "~/.claude/settings.json" in said.output
    assert hidden not in said.output


def test_dry_run_shows_the_name_of_a_variable(run, gateway, home):
    (home / ".codex").mkdir()
    (home / ".codex/config.toml").write_text('model_provider = "old"\nenv_key = "OTHER_API_KEY"\n')
    assert "OTHER_API_KEY" in run("codex", "--region", "eu", "--dry-run", key=gateway.keyring.key("openai")).output


def test_what_others_wrote_since_stays(run, gateway, home):
    key = gateway.keyring.key("openai")
    (home / ".codex").mkdir()
    config = home / ".codex/config.toml"
    config.write_text('approval_policy = "never"\n\n[tui]\ntheme = "x"\n')
    run("codex", "--region", "eu", key=key)
    config.write_text(config.read_text() + '\n[projects."/tmp"]\ntrust_level = "trusted"\n')
    assert run("undo", "codex").status == 0
    expected = 'approval_policy = "never"\n\n[tui]\ntheme = "x"\n\n[projects."/tmp"]\ntrust_level = "trusted"\n'
    assert config.read_text() == expected


def test_lines_that_both_changed_are_left_alone(run, gateway, home):
    run("claude-code", "--region", "eu", key=gateway.keyring.key("anthropic"))
    settings = home / ".claude/settings.json"
    settings.write_text(mine := '{"env": {"ANTHROPIC_MODEL": "mine"}}')
    said = run("undo", "claude-code")
    assert (said.status, settings.read_text()) == (1, mine)
    assert "left them alone" in said.output


def test_links_stay_links(run, gateway, home):
    (home / "dotfiles").mkdir()
    (home / ".claude").symlink_to(home / "dotfiles")
    (home / "dotfiles/real.json").write_text("{}\n")
    (home / "dotfiles/settings.json").symlink_to("real.json")
    run("claude-code", "--region", "eu", key=gateway.keyring.key("anthropic"))
    assert (home / ".claude/settings.json").is_symlink()
    assert "ANTHROPIC_BASE_URL" in (home / "dotfiles/real.json").read_text()
    run("undo", "claude-code")
    assert (home / "dotfiles/real.json").read_text() == "{}\n"


def test_two_clients_share_a_start_file(run, gateway, home):
    (home / ".bashrc").write_text("alias ll='ls -l'")
    run("openai-sdk", "--region", "eu", key=gateway.keyring.key("openai"))
    run("anthropic-sdk", "--region", "eu", key=gateway.keyring.key("anthropic"))
    run("undo", "openai-sdk")
    left = (home / ".bashrc").read_text()
    assert "ANTHROPIC_API_KEY" in left
    assert "OPENAI" not in left
    run("undo", "anthropic-sdk")
    assert (home / ".bashrc").read_text() == "alias ll='ls -l'\n"


@pytest.mark.parametrize(("shell", "file"), [("/bin/zsh", ".zshrc"), ("", ".bashrc")])
def test_start_file_of_the_shell(run, gateway, home, shell, file):
    run("openai-sdk", "--region", "eu", key=gateway.keyring.key("openai"), SHELL=shell)
    assert "export OPENAI_API_KEY" in (home / file).read_text()


def test_another_shell_leads_to_the_guide(run, gateway, home):
    said = run("openai-sdk", "--region", "eu", key=gateway.keyring.key("openai"), SHELL="/usr/bin/fish")
    assert (said.status, "/clients/openai-sdk/" in said.output, list(home.iterdir())) == (1, True, [])


def test_another_line_of_the_start_file_in_the_way(run, gateway, home):
    """Two tools that want different values of one variable: the second is not written over the first."""
    key = gateway.keyring.key("anthropic")
    assert run("anthropic-sdk", "--region", "eu", key=key).status == 0
    once = files_below(home)
    said = run("vercel-ai-sdk", "--region", "eu", key=key)
    assert (said.status, "~/.bashrc also sets ANTHROPIC_BASE_URL, to another value" in said.output) == (1, True)
    assert files_below(home) == once
    assert run("langchain", "--region", "eu", key=key).status == 0
    assert run("vercel-ai-sdk", "--region", "eu", "--anyway", key=key).status == 0
    assert b'/v1"' in files_below(home)[".bashrc"].splitlines()[-3]


def test_another_key_in_a_terminal_that_has_the_last(run, gateway, home):
    """It is not in the way: the next terminal has the new one, as the reader is told."""
    key, next_key = gateway.keyring.key("openai"), gateway.keyring.key("openai", "openai-priority")
    assert "Open a new terminal" in run("openai-sdk", "--region", "eu", key=key).output
    said = run("openai-sdk", "--region", "eu", key=next_key, OPENAI_API_KEY=key)
    assert said.status == 0, said.output
    assert f'export OPENAI_API_KEY="{next_key}"' in (home / ".bashrc").read_text()


@pytest.mark.parametrize(
    ("client", "second", "stands"),
    [
        ("opencode", ("~/.config/opencode/opencode.jsonc", '{"model": "mine/x", /* my own */ "theme": "x"}'), "model"),
        ("kilo-code", ("~/.kilo/kilo.jsonc", '{"provider": {"gateway": {"options": {"apiKey": "x"}}}}'), "apiKey"),
        ("opencode", ("~/.config/opencode/opencode.jsonc", '{"theme": "x", "provider": {"mine": {}}}'), ""),
        ("opencode", ("~/.config/opencode/opencode.jsonc", "{ not JSON"), ""),
    ],
)
def test_second_file_that_wins(run, gateway, home, client, second, stands):
    """It stands in the way as far as it sets the same otherwise."""
    path = home / second[0][2:]
    path.parent.mkdir(parents=True)
    path.write_text(second[1])
    before = files_below(home)
    said = run(client, "--region", "eu", key=gateway.keyring.key("openai"))
    if stands:
        assert (said.status, f"also reads {second[0]}" in said.output, stands in said.output) == (1, True, True)
        assert files_below(home) == before
    else:
        assert (said.status, "too, and that wins" in said.output) == (0, False)


def test_variable_that_leads_to_other_settings(run, gateway, home):
    said = run("opencode", "--region", "eu", key=gateway.keyring.key("openai"), OPENCODE_CONFIG="/tmp/mine.json")
    assert (said.status, "OPENCODE_CONFIG is set" in said.output, list(home.iterdir())) == (1, True, [])


def test_pitfalls_of_shared_settings(run, gateway, home):
    (home / ".bashrc").write_text('export ANTHROPIC_API_KEY="sk-test-old"\n')
    said = run("claude-agent-sdk", "--region", "eu", key=gateway.keyring.key("anthropic"))
    assert (said.status, "beside ANTHROPIC_AUTH_TOKEN. Remove ANTHROPIC_API_KEY" in said.output) == (1, True)


@pytest.mark.parametrize(("client", "alone"), [("vercel-ai-sdk", True), ("gemini-sdk", False)])
def test_settings_without_an_address_are_told(run, gateway, client, alone):
    said = run(client, "--region", "eu", key=gateway.keyring.key("gemini"))
    assert (said.status, "These settings hold only the key" in said.output) == (0, alone)


@pytest.mark.parametrize(
    ("client", "vendor", "variable", "folder"),
    [
        ("llm", "openai", "LLM_USER_PATH", "elsewhere"),
        ("llm", "openai", "XDG_CONFIG_HOME", "elsewhere/io.datasette.llm"),
        ("kilo-code", "gemini", "XDG_CONFIG_HOME", "elsewhere/kilo"),
        ("codex", "openai", "CODEX_HOME", "elsewhere"),
        ("gemini-cli", "gemini", "GEMINI_CLI_HOME", "elsewhere/.gemini"),
        ("cline", "gemini", "CLINE_DIR", "elsewhere/data/settings"),
    ],
)
def test_a_variable_moves_the_settings(run, gateway, home, client, vendor, variable, folder):
    said = run(client, "--region", "eu", key=gateway.keyring.key(vendor), **{variable: str(home / "elsewhere")})
    assert said.status == 0, said.output
    own = [name for name in files_below(home) if not name.startswith(".connect-py/")]
    assert {name.rpartition("/")[0] for name in own} == {folder}
    assert run("undo", client).status == 0
    assert list(home.iterdir()) == []


@pytest.mark.parametrize(("system", "folder"), [("darwin", "Library/Application Support"), ("linux", ".config")])
def test_folder_of_the_system(monkeypatch, system, folder):
    monkeypatch.setattr(sys, "platform", system)
    assert loaded().folder_of("llm", "~/.config/io.datasette.llm", {}) == f"~/{folder}/io.datasette.llm"
    moved = loaded().folder_of("llm", "~/.config/io.datasette.llm", {"LLM_USER_PATH": "/x", "XDG_CONFIG_HOME": "/y"})
    assert moved == "/x"


@pytest.mark.parametrize("client", ["cursor", "n8n"])
def test_what_cannot_be_written_leads_to_the_guide(run, client):
    said = run(client)
    assert said.status == 1
    assert f"{FACTS.home()}clients/{client}/" in said.output


def test_one_file_with_names_of_its_own(program):
    """Its modules share one namespace: a name that stands twice would be another module's."""
    import ast

    tree = ast.parse(Path(program).read_text("utf-8"), feature_version=(3, 8))
    names = [node.name for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef)]
    names += [target.id for node in tree.body if isinstance(node, ast.Assign) for target in node.targets]
    assert sorted(names) == sorted(set(names))
