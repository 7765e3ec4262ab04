"""The rules of the check of settings, without a browser."""

from __future__ import annotations

import re
import string
from pathlib import Path

import pytest
from check_cases import ERRORS, FILES, KEYS, MODELS, URLS

from gateway_docs.clients import load_clients
from gateway_docs.pages import locale
from gateway_docs.project import ROOT
from gateway_docs.project.snippets import is_snippet
from gateway_docs.project.yaml_files import read_yaml
from gateway_docs.search.knowledge import knowledge
from gateway_docs.site.tools.check import SECTIONS, check_data
from gateway_docs.site.tools.setup import setup_data

ASSETS = ROOT / "gateway_docs" / "theme" / "templates" / "assets" / "tools"
LEVELS = ("kind", "error", "warning", "good", "note")


@pytest.fixture(scope="module")
def gateway(facts):
    data = check_data(facts, "en")
    data["models"].append({"id": "old-1", "vendor": "openai", "kind": "chat", "state": "retired", "groups": []})
    return data


@pytest.fixture(scope="module")
def judge(node, gateway):
    """Judges many texts at once: [(text, about)] -> the findings of each."""

    def judge(items):
        clients = {client["id"]: client for client in gateway["clients"]}
        asked = [
            [text, {"kind": "", "region": "global", **about, "client": clients.get(about.get("client"))}]
            for text, about in items
        ]
        expression = "all.check(item[0], {...item[1], facts, client: item[1].client ?? undefined})"
        return node("check.js", expression, asked, facts=gateway)

    return judge


@pytest.fixture(scope="module")
def judged(judge):
    cases = [*URLS, *KEYS, *MODELS, *FILES, *ERRORS]
    return dict(zip([name(*one.values) for one in cases], judge([one.values[::2] for one in cases]), strict=True))


def name(text, rules, about):
    return repr((text, about))


def told(found, *levels):
    return [one["rule"] for one in found if one["level"] in levels]


@pytest.mark.parametrize(("text", "rules", "about"), [*URLS, *KEYS, *MODELS, *FILES])
def test_rule(judged, text, rules, about):
    found = judged[name(text, rules, about)]
    strong = told(found, "error", "warning", "good")
    assert set(rules) <= set(told(found, *LEVELS)), found
    assert [rule for rule in strong if rule not in rules] == [], found


@pytest.mark.parametrize(("text", "rules", "about"), ERRORS)
def test_error_leads_to_its_section(judged, text, rules, about):
    found = judged[name(text, rules, about)]
    assert rules[0] in (found[1]["section"], found[1]["rule"])
    assert [rule for rule in told(found, "warning") if rule.startswith("asked")] == rules[1:]


#: What a recorded error shows of the address that was asked.
ASKED = {"missing-v1": "asked_bare", "doubled-v1": "asked_twice", "full-endpoint": "asked_twice"}


def test_error_shows_what_was_asked(judge):
    """Most recordings of a wrong end quote the address; none of another fault is taken for one."""
    recorded = sorted(Path(ROOT, "snippets/errors").glob("*/*.txt"))
    found = judge([(path.read_text("utf-8"), {"kind": "error"}) for path in recorded])
    shown = {"asked_bare", "asked_twice"}
    told = [
        (path, rule) for path, one in zip(recorded, found, strict=True) for rule in shown & {f["rule"] for f in one}
    ]
    assert [str(path) for path, rule in told if ASKED.get(path.stem) != rule] == []
    named = {path.parent.name for path, rule in told if rule == "asked_bare"}
    assert {"aider", "codex", "continue", "curl", "openai-sdk"} <= named


def test_kind_is_found_out(judge):
    kinds = {"url": URLS, "key": KEYS, "model": MODELS, "file": FILES, "error": ERRORS}
    cases = [(kind, one.values[0]) for kind, group in kinds.items() for one in group if "kind" not in one.values[2]]
    found = [found[0]["rule"] for found in judge([(text, {}) for _, text in cases])]
    assert [(text, kind) for (_, text), kind in zip(cases, found, strict=True)] == [
        (text, kind) for kind, text in cases
    ]


#: Fault of a recorded error -> sections that may come first.
SECTIONS_OF_FAULTS = {
    "wrong-key": {"error-401"},
    "disabled-key": {"error-401"},
    "other-vendor-key": {"error-403", "wrong-vendor-key"},
    "key-newline": {"whitespace-in-key", "error-401"},
    "missing-v1": {"error-404"},
    "doubled-v1": {"error-404", "selected-model"},
    "unknown-model": {"model-not-found"},
    "model-outside-group": {"model-not-found"},
    "no-balance": {"insufficient-balance"},
    "rate-limited": {"error-429"},
    "overloaded": {"error-5xx"},
    "cut-stream": {"stream-cut"},
    "unreachable": {"network"},
    "untrusted-certificate": {"tls-certificate"},
    "html": {"html-response", "stream-cut"},
    "key-not-set": {"env-not-seen", "login-conflict", "error-401"},
}


def test_recorded_errors_lead_to_their_section(judge):
    """What clients print. Texts that say next to nothing are left to the guide of the client."""
    recorded = [
        path for path in sorted(Path(ROOT, "snippets/errors").glob("*/*.txt")) if path.stem in SECTIONS_OF_FAULTS
    ]
    recordings = [path for path in recorded if path.read_text("utf-8").strip()]
    found = judge([(path.read_text("utf-8"), {"kind": "error"}) for path in recordings])
    right = [
        SECTIONS_OF_FAULTS[path.stem] & {one["section"] for one in one_found[1:]}
        for path, one_found in zip(recordings, found, strict=True)
    ]
    wrong = [str(path.relative_to(ROOT)) for path, sections in zip(recordings, right, strict=True) if not sections]
    assert len(wrong) <= len(recordings) * 0.05, wrong


def test_key_is_never_repeated(judge):
    key = "sk-verysecret0123456789abcdef"
    texts = [
        key,
        f" {key}",
        f'"{key}"',
        f"OPENAI_API_KEY={key}",
        f'{{"env": {{"ANTHROPIC_AUTH_TOKEN": "{key}",}}}}',
        f'env_key = "{key}"',
    ]
    for found in judge([(text, about) for text in texts for about in ({}, {"client": "codex"})]):
        assert key not in str(found)


def test_snippets_of_guides_are_right(judge, facts):
    """What the guides tell readers to enter has no mistake but the placeholder."""
    from gateway_docs.pages.names import names
    from gateway_docs.pages.template import render

    known = names(facts, "en")
    files = [
        (path, client)
        for client in load_clients()
        for path in sorted(Path(ROOT, "snippets", client).iterdir())
        if (path.suffix in (".toml", ".json", ".yaml", ".yml", ".ps1", ".env") and is_snippet(path))
        or path.name == "env.sh"
    ]
    assert len(files) >= 8
    found = judge(
        [(render(path.read_text("utf-8"), known), {"client": client, "kind": "file"}) for path, client in files]
    )
    wrong = {
        f"{client}/{path.name}": rules
        for (path, client), one in zip(files, found, strict=True)
        if (rules := [rule for rule in told(one, "error", "warning") if rule not in ("placeholder", "no_settings")])
    }
    assert wrong == {}, wrong


def fences_of_guides(site: Path) -> list[tuple[str, str, str]]:
    """Guide, its client and the text of each fence in it, in both languages and all tabs; recorded errors are none."""
    fence = re.compile(r"^( *)```(?!text)\w+[^\n]*\n(.*?)^\1```", re.S | re.M)
    guides = sorted([*site.glob("clients/*/index.md"), *site.glob("zh/clients/*/index.md")])
    return [
        (str(guide.parent.relative_to(site)), guide.parent.name, re.sub(f"(?m)^{indent}", "", text))
        for guide in guides
        for indent, text in fence.findall(guide.read_text("utf-8"))
    ]


@pytest.mark.parametrize("chosen", [True, False])
def test_all_that_guides_show_is_right(judge, site, chosen):
    """Also where the check has to find out what it is, and which tool it is for."""
    fences = fences_of_guides(site)
    assert len(fences) > 300
    found = judge([(text, {"client": client} if chosen else {}) for _, client, text in fences])
    wrong = {
        (guide, text): [one["rule"] for one in all_found]
        for (guide, _, text), all_found in zip(fences, found, strict=True)
        if all_found[0]["rule"] != "file" or set(told(all_found, "error")) - {"placeholder"}
    }
    assert wrong == {}


def rules_in_code(urls) -> set[str]:
    code = "".join(path.read_text("utf-8") for path in ASSETS.glob("*.js"))
    named = re.findall(r'(?:finding\((?:"(?:error|warning|note|good)", )?|note\(|rule: |mistake\()"(\w+)"', code)
    of_urls = {*dict(urls["hosts"]), *dict(urls["ends"]), *urls["instead_of"], "path"}
    listed = re.findall(r'(?:\[| )"((?:json|must_be)_\w+)"', code)
    return {*named, *of_urls, *listed, "error_section", "error_maybe"} - {*LEVELS}


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_rule_has_words(gateway, language):
    words = read_yaml(Path(locale.__file__).parent / f"{language}.yml")["check"]["rules"]
    made = {f"{kind}{end}" for kind in ("ignored", "removed", "conflict", "misplaced") for end in ("", "_instead")}
    known = rules_in_code(gateway["urls"])
    assert known - words.keys() == set()
    assert words.keys() - known == made


def test_languages_use_the_same_values():
    fields = [
        {rule: {name for _, name, *_ in string.Formatter().parse(text) if name} for rule, text in rules.items()}
        for rules in (locale.words(language)["check"]["rules"] for language in ("en", "zh"))
    ]
    assert fields[0] == fields[1]


def test_sections_are_those_that_rules_name():
    code = "".join(
        path.read_text("utf-8")
        for path in [*ASSETS.glob("*-rules.js"), ASSETS / "check.js", ASSETS / "file-check.js", ASSETS / "pitfalls.js"]
    )
    named = {id for id in re.findall(r'"([a-z]+(?:-[a-z0-9]+)+|models|network|checklist|placeholders)"', code)}
    assert SECTIONS <= named | {"checklist"}
    assert {signal.pattern for signal in knowledge().signals}


def test_pitfalls_name_sections_of_their_guide():
    for client in load_clients().values():
        guide = (ROOT / "docs" / "en" / "clients" / f"{client.id}.md").read_text("utf-8")
        assert [pitfall.section for pitfall in client.pitfalls if f"{{#{pitfall.section}}}" not in guide] == []


def test_base_urls_of_all_clients_are_right(judge, facts):
    items = [
        (vendor["base_url"], {"client": client["id"], "vendor": vendor_id})
        for client in setup_data(facts, "en")["clients"]
        for vendor_id, vendor in client["vendors"].items()
        if vendor["base_url"].startswith("https://")
    ]
    assert [
        item for item, found in zip(items, judge(items), strict=True) if "url_right" not in told(found, "good")
    ] == []


@pytest.mark.parametrize("start", ["{", "a = 1", "{}", "x(", "[a]", "- a"])
def test_a_long_run_of_empty_lines_costs_little(node, gateway, start):
    """What is read once takes milliseconds; read again from each line it took a minute of the reader's tab."""
    used = "process.cpuUsage().user"
    cost = f"(() => {{const before = {used}; all.check(item, {{facts}}); return {used} - before}})()"
    [microseconds] = node("check.js", cost, [start + "\n" * 100_000 + "x"], facts=gateway)
    assert microseconds < 2_000_000
