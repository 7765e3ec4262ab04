"""Whatever goes wrong, connect.py says what it is and leaves the settings as they were; the key goes nowhere else."""

from __future__ import annotations

import os
import pty
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from homes import files_below

from gateway_docs.connect.assemble import downloads
from gateway_docs.connect.parts.copies import alone
from gateway_docs.connect.parts.places import Change, NotWritten
from gateway_docs.connect.parts.writing import write
from gateway_docs.reader.faults import FAULTS, Setting

#: Fault of a key or of the way to the gateway -> the section that the report leads to. The other faults of the atlas
#: are addresses and settings as readers type them, and nobody types them here.
EXPECTED = {
    "cut-stream": "stream-cut",
    "disabled-key": "error-401",
    "html": "html-response",
    "no-balance": "insufficient-balance",
    "other-vendor-key": "wrong-vendor-key",
    "overloaded": "error-5xx",
    "rate-limited": "error-429",
    "rate-limited-bare": "error-429",
    "unavailable": "error-5xx",
    "unreachable": "network",
    "untrusted-certificate": "tls-certificate",
    "wrong-key": "error-401",
}
NOT_TYPED = {"doubled-v1", "full-endpoint", "missing-v1", "plain-http", "key-not-set", "model-outside-group"}
#: Mended here: a space or a line break around a pasted key; and asked for or told before anything is written.
OTHERS = {"key-space", "key-newline", "other-login", "unknown-model"}
OLD = b'approval_policy = "never"\n'


@pytest.fixture
def old(home):
    (home / ".codex").mkdir()
    (home / ".codex/config.toml").write_bytes(OLD)
    return {".codex/config.toml": OLD}


def test_every_fault_is_thought_of():
    assert set(FAULTS) == set(EXPECTED) | NOT_TYPED | OTHERS


@pytest.mark.parametrize("fault", EXPECTED)
def test_right_cause_and_old_settings(run, facts, gateway, home, old, fault):
    vendor = facts.vendor("openai")
    key = FAULTS[fault].key(Setting(facts, vendor, gateway.keyring, facts.base_url(vendor)))
    said = run("codex", "--region", "eu", key=key, without=FAULTS[fault].without)
    assert said.status == 1
    assert f"troubleshooting/#{EXPECTED[fault]}" in said.output
    assert "Nothing was changed" in said.output
    assert key not in said.output
    assert files_below(home) == old


@pytest.mark.parametrize("around", [" {}", "{}\n", "\t{}\r\n"])
def test_space_around_a_pasted_key(run, gateway, home, around):
    key = gateway.keyring.key("openai")
    assert run("codex", "--region", "eu", key=around.format(key)).status == 0
    assert (home / ".codex/.env").read_text() == f"GATEWAY_API_KEY={key}\n"


@pytest.mark.parametrize(
    "typed", ["YOUR_OPENAI_KEY", "", '"sk-test-x"', "Bearer sk-test-x", "sk-test－x", "sk-test-$x"]
)
def test_what_is_no_key(run, gateway, home, old, typed):
    before = len(gateway.journal.exchanges)
    assert run("codex", "--region", "eu", key=typed).status == 1
    assert files_below(home) == old
    assert len(gateway.journal.exchanges) == before


def test_model_that_the_key_may_not_use(run, gateway, home, old):
    said = run("codex", "--region", "eu", "--model", "gpt-nine", key=gateway.keyring.key("openai"))
    assert (said.status, "troubleshooting/#model-not-found" in said.output) == (1, True)
    assert files_below(home) == old


def test_model_of_another_group(run, gateway, home):
    said = run("codex", "--region", "eu", "--model", "gpt-5.6-sol", key=gateway.keyring.key("openai"))
    assert (said.status, "Codex cannot use gpt-5.6-sol with this key" in said.output) == (1, True)
    assert list(home.iterdir()) == []


def test_another_model(run, gateway, home):
    assert run("codex", "--region", "eu", "--model", "gpt-5.4-mini", key=gateway.keyring.key("openai")).status == 0
    assert 'model = "gpt-5.4-mini"' in (home / ".codex/config.toml").read_text()


def test_group_for_one_tool(run, gateway, home):
    said = run("claude-code", "--region", "eu", key=gateway.keyring.key("anthropic", "claude-code-only"))
    assert said.status == 0, said.output
    assert "Only Claude Code may use this key" in said.output


@pytest.mark.parametrize("client", ["opencode", "cline", "codex"])
def test_group_for_another_tool(run, gateway, home, client):
    """It is the group, also where the vendor whose format is asked for first refuses the key for another reason."""
    said = run(client, "--region", "eu", key=gateway.keyring.key("anthropic", "claude-code-only"))
    topic = "error-403" if client == "codex" else "client-not-allowed"
    assert (said.status, list(home.iterdir())) == (1, [])
    assert f"troubleshooting/#{topic}" in said.output


def test_other_login_is_told(run, gateway, home, old):
    (home / ".codex/auth.json").write_text("{}")
    said = run("codex", "--region", "eu", key=gateway.keyring.key("openai"))
    assert (said.status, "troubleshooting/#login-conflict" in said.output) == (0, True)


@pytest.mark.parametrize(
    ("client", "vendor", "variable"),
    [("codex", "openai", "GATEWAY_API_KEY"), ("claude-code", "anthropic", "ANTHROPIC_API_KEY")],
)
def test_variable_in_the_way(run, gateway, home, client, vendor, variable):
    key = gateway.keyring.key(vendor)
    said = run(client, "--region", "eu", key=key, **{variable: "sk-test-another"})
    assert (said.status, variable in said.output) == (1, True)
    assert list(home.iterdir()) == []
    assert run(client, "--region", "eu", "--anyway", key=key, **{variable: "sk-test-another"}).status == 0


@pytest.mark.parametrize("way", ['exec "$0" -B "$1" codex --lang en', 'cat "$1" | "$0" -B - codex --lang en'])
def test_key_is_hidden_and_in_no_list_of_processes(program, environment, gateway, home, way):
    """Typed into a terminal, also if the program comes through a pipe: it is not shown, and `ps` does not know it."""
    key = gateway.keyring.key("openai")
    pid, terminal = pty.fork()
    if pid == 0:
        os.chdir(home)
        os.execve("/bin/sh", ["sh", "-c", way, sys.executable, str(program)], environment)
    shown, listed = b"", b""
    answers = [(b"[1] ", b"2\n"), (b"paste it): ", key.encode() + b"\n")]
    while True:
        try:
            shown += os.read(terminal, 1024)
        except OSError:
            break
        for process in processes_of(pid):
            listed += process
        if answers and shown.endswith(answers[0][0]):
            os.write(terminal, answers.pop(0)[1])
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0, shown
    assert key.encode() not in shown
    assert b"codex" in listed
    assert key.encode() not in listed
    assert "https://eu.api.gateway.example/v1" in (home / ".codex/config.toml").read_text()
    assert [name for name, text in files_below(home).items() if key.encode() in text] == [".codex/.env"]


def processes_of(session):
    """Arguments and environment of every process of a terminal's session."""
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if os.getsid(int(folder.name)) == session:
                yield (folder / "cmdline").read_bytes() + (folder / "environ").read_bytes()
        except OSError:
            pass  # it has ended meanwhile


#: Runs the program and looks at each of its steps which files hold the key, and which processes it starts.
LOOKING = """
import os, sys
found, key, program = set(), os.environ["CONNECT_KEY"].encode(), sys.argv.pop(1)
def look(event, arguments):
    global looks
    if event in ("subprocess.Popen", "os.exec", "os.posix_spawn", "os.fork", "os.system"):
        found.add(event)
    if looks or event not in ("open", "os.rename", "os.remove", "os.mkdir", "os.chmod", "os.rmdir"):
        return
    looks = True
    for root in (os.environ["HOME"], os.environ["TMPDIR"]):
        for folder, _, names in os.walk(root):
            for path in (os.path.join(folder, name) for name in names):
                if key in open(path, "rb").read():
                    found.add(os.path.relpath(path, root))
    looks = False
looks = False
sys.addaudithook(look)
try:
    exec(compile(open(program).read(), "connect.py", "exec"))
finally:
    looks = True
    open(os.environ["FOUND"], "w").write("\\n".join(sorted(found)))
"""


def test_key_is_in_no_other_file_while_it_runs(program, environment, gateway, home, tmp_path):
    """Nor in one that is written beside it, of which a copy is kept, or in a process of its own."""
    (tmp_path / "temporary").mkdir()
    known = {**environment, "TMPDIR": str(tmp_path / "temporary"), "FOUND": str(tmp_path / "found")}
    for group in ("openai-standard", "openai-priority"):
        key = gateway.keyring.key("openai", group)
        command = [sys.executable, "-B", "-c", LOOKING, str(program), "codex", "--region", "eu"]
        subprocess.run(command, env={**known, "CONNECT_KEY": key}, cwd=home, check=True, stdout=subprocess.DEVNULL)
        assert (tmp_path / "found").read_text().splitlines() == [".codex/..env.connect-new"]
        assert [path for path, text in files_below(home).items() if key.encode() in text] == [".codex/.env"]
    assert not any(gateway.keyring.key("openai").encode() in text for text in files_below(home).values())


#: What the program reads, by what sent it: a pipe of bytes; PowerShell 5, which takes text without a charset for
#: Latin-1, hands on ASCII, and ends it with a line break of its own; PowerShell 7.
PIPES = {
    "curl": lambda text: text,
    "PowerShell 5": lambda text: text.decode("latin-1").encode("ascii", "replace") + b"\r\n",
    "PowerShell 7": lambda text: text + b"\r\n",
}


@pytest.mark.parametrize("pipe", PIPES)
def test_through_a_pipe(program, environment, gateway, home, pipe):
    """`curl … | python3 - codex`, `irm … | py - codex`: the words of each language arrive, too."""
    told = subprocess.run(
        [sys.executable, "-B", "-", "codex", "--region", "eu", "--lang", "zh"],
        input=PIPES[pipe](program.read_bytes()),
        env={**environment, "CONNECT_KEY": gateway.keyring.key("openai")},
        cwd=home,
        capture_output=True,
        check=False,
    )
    assert (told.returncode, told.stderr) == (0, b"")
    assert "已写入 ~/.codex/config.toml。" in told.stdout.decode()
    assert (home / ".codex/config.toml").exists()


@pytest.mark.parametrize("changed", [b"", b"#"])
def test_checksum_of_the_download(facts, tmp_path, changed):
    """As the page says it; a file that is not whole is noticed."""
    files = downloads(facts)
    (tmp_path / "connect.py").write_bytes(files["connect.py"]().encode() + changed)
    (tmp_path / "SHA256SUMS").write_text(files["SHA256SUMS"]())
    command = ["sha256sum", "--ignore-missing", "--check", "SHA256SUMS"]
    told = subprocess.run(command, cwd=tmp_path, capture_output=True, env={"PATH": os.environ["PATH"], "LC_ALL": "C"})
    said = b"connect.py: FAILED\n" if changed else b"connect.py: OK\n"
    assert (told.returncode, told.stdout) == (bool(changed), said)


def test_no_terminal_and_no_variable(run, home):
    said = run("codex", "--region", "eu")
    assert (said.status, "CONNECT_KEY" in said.output) == (1, True)


@pytest.fixture
def changes(home, monkeypatch):
    monkeypatch.setenv("HOME", str(home))
    (home / "a").mkdir()
    (home / "a/one.json").write_text("{}")
    os.chmod(home / "a/one.json", 0o640)
    return [
        Change("~/a/one.json", "json", b"{}", b'{"key": 1}', secret=True),
        Change("~/b/c/two.json", "json", None, b"{}", secret=False),
    ]


@pytest.mark.parametrize("at", range(1, 9))
@pytest.mark.parametrize("call", ["replace", "open", "fsync", "mkdir", "chmod"])
def test_disk_that_fails(home, changes, monkeypatch, call, at):
    """A full disk or a read-only folder, at each step: all is written or nothing."""
    before, real, calls = files_below(home), getattr(os, call), []

    def failing(*arguments, **options):
        calls.append(arguments)
        if len(calls) == at:
            raise OSError(28, "No space left on device", "disk")
        return real(*arguments, **options)

    monkeypatch.setattr(os, call, failing)
    try:
        with alone("client"):
            write("client", changes)
    except NotWritten as error:
        assert "No space left" in str(error)
        monkeypatch.undo()
        assert files_below(home) == before
        assert (home / "a/one.json").stat().st_mode & 0o777 == 0o640
        assert not (home / "b").exists()
    else:
        assert len(calls) < at


def test_changed_meanwhile(home, changes):
    (home / "a/one.json").write_text('{"mine": 1}')
    with pytest.raises(NotWritten, match="meanwhile"):
        with alone("client"):
            write("client", changes)
    assert files_below(home) == {"a/one.json": b'{"mine": 1}'}


@pytest.mark.parametrize("at", range(1, 8))
def test_killed_in_the_middle(run, program, environment, gateway, home, old, at):
    """Before each of its writes: every file is old or new, and undo brings all back."""
    killing = (
        "import os, sys\n"
        f"left = [{at}]\n"
        "def kill(event, arguments):\n"
        "    if event in ('os.rename', 'os.mkdir') or (event == 'open' and arguments[2] & os.O_CREAT):\n"
        "        left[0] -= 1\n"
        "        if left[0] == 0:\n"
        "            os.kill(os.getpid(), 9)\n"
        "sys.addaudithook(kill)\n"
        f"sys.argv = ['connect.py', 'codex', '--region', 'eu']\n"
        f"exec(compile(open({str(program)!r}).read(), 'connect.py', 'exec'))\n"
    )
    key = gateway.keyring.key("openai")
    ended = subprocess.run(
        [sys.executable, "-B", "-c", killing], env={**environment, "CONNECT_KEY": key}, cwd=home, capture_output=True
    )
    assert ended.returncode == -signal.SIGKILL
    config = (home / ".codex/config.toml").read_bytes()
    assert config == OLD or (OLD in config and b'wire_api = "responses"\n' in config)
    assert run("undo", "codex").status == 0
    left = {name: text for name, text in files_below(home).items() if not name.startswith(".connect-py")}
    assert left == old


def test_two_at_once(program, environment, gateway, home):
    keys = {"claude-code": gateway.keyring.key("anthropic"), "codex": gateway.keyring.key("openai")}
    running = [
        subprocess.Popen(
            [sys.executable, "-B", str(program), client, "--region", "eu"],
            env={**environment, "CONNECT_KEY": keys[client]},
            cwd=home,
            stdout=subprocess.DEVNULL,
        )
        for client in (*keys, *keys)
    ]
    assert [one.wait(120) for one in running] == [0] * 4
    assert b"ANTHROPIC_AUTH_TOKEN" in (home / ".claude/settings.json").read_bytes()
    assert b"gateway" in (home / ".codex/config.toml").read_bytes()
