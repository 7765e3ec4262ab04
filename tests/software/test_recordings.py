"""What clients print at a software's answers: pages show what was recorded with it, and never the neutral gateway's."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hanging import HANGING_SECONDS
from neutral_words import NEUTRAL_WORDS
from test_pages import with_software

from gateway_docs.clients import load_clients
from gateway_docs.clients.atlas import ENTRIES, cells, read_seen
from gateway_docs.pages.locale import words
from gateway_docs.pages.names import names, names_in
from gateway_docs.pages.template import lines_that_stand, render
from gateway_docs.project import ROOT
from gateway_docs.reader.recordings import recording_of, software_of
from gateway_docs.software import CATALOGUE, software_ids

CLIENTS = load_clients()
FILES = sorted((ROOT / "snippets/software").glob("*/errors/*/*.txt"))
#: The clients whose words pages quote.
QUOTED = {"claude-code", "codex", "curl", "openai-sdk", "anthropic-sdk", "gemini-sdk"}


def test_the_quoted_clients_are_recorded():
    """One API serves one format, and one client of these speaks it."""
    found = {(software_of(path), path.parent.name) for path in FILES}
    full = {*software_ids()} - {"one-api"}
    assert {(id_, client) for id_ in full for client in QUOTED} | {("one-api", "curl")} <= found


def test_every_file_is_a_cell_that_was_measured():
    for folder in {path.parent for path in FILES}:
        faults = {path.stem for path in folder.glob("*.txt")}
        assert folder.name in CLIENTS and software_of(folder / "x.txt") in software_ids()
        assert faults == set(read_seen(folder)) and faults <= set(ENTRIES), folder


@pytest.mark.parametrize("software", software_ids())
@pytest.mark.parametrize("language", ["en", "zh"])
def test_no_word_of_the_neutral_gateway(facts, software, language):
    known = names_in(with_software(facts, software), language)
    shown = [*known.atlas.values(), *(client.failures for client in known.clients.values() if client)]
    assert [words for words in NEUTRAL_WORDS for text in shown if words in text] == []
    assert known.recorded < names_in(facts, language).recorded | {cell.removesuffix(".txt") for cell in _ids()}


def _ids():
    return {f"{path.parent.name}/{path.name}" for path in FILES}


def test_labels_say_whether_it_tells_when_to_retry(facts):
    """LiteLLM does in OpenAI's format and not in Anthropic's; the others never do."""
    told = words("en")["atlas"]["faults"]
    for software in software_ids():
        clients = names_in(with_software(facts, software), "en").clients
        for client, tells in {"openai-sdk": software == "litellm", "anthropic-sdk": False}.items():
            if "429" in (failures := clients[client].failures if clients[client] else ""):
                assert (told["rate-limited"] in failures, told["rate-limited-bare"] in failures) == (tells, not tells)


def test_what_no_gateway_says_is_shown_with_every_software(facts):
    for software in software_ids():
        known = names_in(with_software(facts, software), "en")
        cells = {"curl/unreachable", "codex/key-not-set", "openai-sdk/html", "codex/cut-stream"}
        assert {cell for cell in cells if known.clients[cell.partition("/")[0]]} <= known.recorded


def test_quoted_errors_stand_where_they_are_recorded(facts):
    """A software of which nothing is recorded: no page quotes a gateway's words."""
    pages = [path for path in (ROOT / "docs").rglob("*.md") if '"errors/' in path.read_text("utf-8")]
    everywhere = {cell.id for client in CLIENTS.values() for cell in cells(client) if cell.holds_everywhere}
    assert len(pages) > 10
    for page in pages:
        language, lines = page.relative_to(ROOT / "docs").parts[0], page.read_text("utf-8").split("\n")
        known = {**names(with_software(facts, "litellm"), language), "recorded": everywhere}
        stand = lines_that_stand("\n".join(lines), known)
        quoted = [recording_of(line) for number, line in enumerate(lines, 1) if number in stand and recording_of(line)]
        assert {f"{one.client}/{one.fault}" for one in quoted} <= everywhere, page


def test_words_are_kept_by_name(facts):
    """A changed sentence of a software changes its file alone: nothing of the old one stands in a recording."""
    found = 0
    for path in FILES:
        known, said = names(with_software(facts, software_of(path)), "en"), []

        def says(*refusal, says=known["says"], said=said, **values):
            said.append(says(*refusal, **values))
            return "Other words."

        changed = render(path.read_text("utf-8"), {**known, "says": says})
        assert not any(words in changed for words in said), path
        found += bool(said)
    assert found > len(FILES) / 2


@pytest.mark.parametrize("refusal", [id_ for id_, one in CATALOGUE.items() if one.of == "gateway"])
def test_words_are_the_softwares(facts, refusal):
    usual = names(facts, "en")["says"](refusal, "openai")
    assert usual.startswith(CATALOGUE[refusal].message.partition("{")[0].strip())
    assert names(with_software(facts, "new-api"), "en")["says"]("unknown-key", "openai").startswith("Invalid token (")


def collected(*arguments: str) -> set[str]:
    command = [sys.executable, "-m", "pytest", "-q", "--collect-only", "-p", "no:cacheprovider", *arguments]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=HANGING_SECONDS)
    return {line.partition("::")[0] for line in ended.stdout.splitlines() if line.endswith("::recorded")}


def test_a_sample_is_compared_by_all_and_everything_where_asked():
    sample = collected("--all", "snippets/software")
    assert {path.rpartition("/")[0] for path in sample} == {str(path.parent.relative_to(ROOT)) for path in FILES}
    assert len(sample) == len({path.parent for path in FILES})
    assert len({path.rpartition("/")[2] for path in sample}) > 5
    assert collected("snippets/software") == set()
    whole = collected("snippets/software/one-api")
    assert whole == {str(path.relative_to(ROOT)) for path in FILES if software_of(path) == "one-api"}


@pytest.mark.parametrize(
    ("software", "client", "fault", "notes"),
    [
        ("new-api", "codex", "missing-v1", {"console_page"}),
        ("new-api", "opencode", "missing-v1", {"console_page", "was_ended"}),
        ("new-api", "claude-code", "unknown-model", {"no_outage"}),
        ("sub2api", "codex", "other-vendor-key", {"no_outage"}),
        ("claude-relay-service", "curl", "unknown-model", {"no_outage"}),
        ("litellm", "claude-code", "unknown-model", set()),
        (None, "codex", "missing-v1", set()),
    ],
)
def test_what_misleads_is_said_beside_it(facts, software, client, fault, notes):
    """A web page that looks like a cut stream, a wrong model that looks like an outage, a client that never stops."""
    known = words("en")["atlas"]
    failures = names_in(with_software(facts, software), "en").clients[client].failures
    part = failures.partition(known["faults"][fault])[2].partition("???")[0]
    found = {name for name in ("console_page", "was_ended", "no_outage") if known[name].partition("{")[0] in part}
    assert found == notes
