"""What doctor.py says of each fault, as a reader pastes it: the finding and the link below it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from gateway_docs.doctor.assemble import doctor_source, words
from gateway_docs.facts import Facts

PLACE = "OPENAI_BASE_URL"
URL = "https://api.gateway.example/v1"
RIGHT = {"place": PLACE, "right": URL}
ADDRESS, KEY, TABLE = "api-keys/#base-url-regional", "troubleshooting/#whitespace-in-key", "troubleshooting/#"
SETTINGS = "~/.codex/config.toml"
CONFIGURE = "clients/codex/#configure"

#: Words of the doctor, topic, values.
FINDINGS: list[tuple[str, str, dict[str, Any]]] = [
    ("url_quoted", ADDRESS, RIGHT),
    ("url_letter", ADDRESS, {**RIGHT, "letter": "ZERO WIDTH SPACE"}),
    ("url_no_url", ADDRESS, {**RIGHT, "url": "gateway"}),
    ("url_console", ADDRESS, RIGHT),
    ("url_site", ADDRESS, {**RIGHT, "host": "docs.gateway.example"}),
    ("url_unknown_host", ADDRESS, {**RIGHT, "host": "api.example.com"}),
    ("url_more", ADDRESS, RIGHT),
    ("url_vendor_host", TABLE + "base-url-not-used", {**RIGHT, "host": "api.openai.com"}),
    ("url_local", TABLE + "network", {**RIGHT, "host": "127.0.0.1"}),
    ("url_http", TABLE + "network", RIGHT),
    ("url_full_endpoint", TABLE + "error-404", {**RIGHT, "path": "/v1/chat/completions"}),
    ("url_doubled_version", TABLE + "error-404", {**RIGHT, "path": "/v1/v1"}),
    ("url_missing_version", TABLE + "error-404", RIGHT),
    ("url_missing_path", TABLE + "error-404", RIGHT),
    ("url_extra_version", TABLE + "error-404", {**RIGHT, "path": "/v1"}),
    ("url_extra_slash", TABLE + "error-404", {**RIGHT, "path": "//v1"}),
    ("url_path", TABLE + "error-404", {**RIGHT, "path": "/api"}),
    ("file_broken", CONFIGURE, {"path": SETTINGS, "reason": "line 3: = is missing"}),
    ("not_read", CONFIGURE, {"path": SETTINGS, "name": "api_base", "right": "base_url"}),
    ("not_known", CONFIGURE, {"path": SETTINGS, "name": "max_output"}),
    ("not_known_here", CONFIGURE, {"path": SETTINGS, "name": "sandbox", "right": "sandbox_mode"}),
    *(
        (f"must_be_{kind}", CONFIGURE, {"path": SETTINGS, "name": "notify"})
        for kind in ("text", "number", "boolean", "list", "object")
    ),
    ("must_be_of", CONFIGURE, {"path": SETTINGS, "name": "sandbox_mode", "known": "read-only, workspace-write"}),
    ("needs_provider", CONFIGURE, {"path": SETTINGS, "model": "gpt-5.5", "right": "gateway/gpt-5.5"}),
    ("provider_missing", CONFIGURE, {"path": SETTINGS, "wanted": "gateway", "known": "other"}),
    ("model_unlisted", CONFIGURE, {"path": SETTINGS, "model": "gpt-5.5"}),
    ("model_spelt", CONFIGURE, {"path": SETTINGS, "model": "GPT-5.5", "meant": "gpt-5.5"}),
    ("structure", CONFIGURE, {"path": SETTINGS, "name": "base_url", "text": "Codex does not read base_url here."}),
    ("variable_missing", TABLE + "env-not-seen", {"path": SETTINGS, "name": "GATEWAY_API_KEY"}),
    ("key_for_name", TABLE + "env-not-seen", {"path": SETTINGS}),
    ("key_not_set", TABLE + "env-not-seen", {"place": PLACE}),
    ("no_key", TABLE + "env-not-seen", {}),
    ("key_empty", KEY, {"place": "OPENAI_API_KEY"}),
    ("key_placeholder", "api-keys/#placeholders", {"place": "OPENAI_API_KEY"}),
    ("key_quoted", KEY, {"place": "OPENAI_API_KEY"}),
    ("key_bearer", KEY, {"place": "OPENAI_API_KEY"}),
    ("key_letter", KEY, {"place": "OPENAI_API_KEY", "letter": "LINE BREAK"}),
    ("two_keys", TABLE + "login-conflict", {"one": "ANTHROPIC_AUTH_TOKEN", "other": "ANTHROPIC_API_KEY"}),
    ("not_exported", TABLE + "env-not-seen", {"path": "~/.bashrc", "name": "OPENAI_API_KEY"}),
    ("not_seen", TABLE + "env-not-seen", {"path": "~/.bashrc", "name": "OPENAI_API_KEY"}),
    ("old_login", TABLE + "login-conflict", {"path": "~/.codex/auth.json", "client": "Codex"}),
    ("two_proxies", TABLE + "network", {}),
    ("model_letter", TABLE + "model-not-found", {"model": '"gpt-5.5"'}),
    ("model_unknown", TABLE + "model-not-found", {"model": "gpt-6", "allowed": "gpt-5.5, gpt-5.4-mini"}),
    ("model_group", TABLE + "model-not-found", {"model": "gpt-5.5", "allowed": "gpt-5.4-mini"}),
    ("stream_error", TABLE + "error-5xx", {"message": "Overloaded"}),
    ("stream_cut", TABLE + "stream-cut", {"url": URL}),
    ("clock", TABLE + "tls-certificate", {"minutes": 9}),
    ("tls", TABLE + "tls-certificate", {"url": URL, "reason": "certificate verify failed: self-signed certificate"}),
    ("dns", TABLE + "network", {"url": URL, "reason": "name: Name or service not known"}),
    ("unreachable", TABLE + "network", {"url": URL, "reason": "Connection refused"}),
    ("html", TABLE + "html-response", {"url": URL, "status": 200}),
    ("other_vendor", TABLE + "wrong-vendor-key", {"other": "Anthropic", "vendor": "OpenAI"}),
    *(
        ("refused", TABLE + topic, {"url": URL, "status": status, "message": message, "request_id": "req_7f3a9c"})
        for topic, status, message in (
            ("error-400", 400, "Unknown parameter: 'foo'"),
            ("error-401", 401, "Incorrect API key provided"),
            ("insufficient-balance", 402, "Insufficient balance"),
            ("insufficient-balance", 403, "user quota is not enough"),
            ("error-403", 403, "Forbidden"),
            ("client-not-allowed", 403, "This group only allows Claude Code clients"),
            ("error-404", 404, "Not Found"),
            ("error-404", 405, "Method Not Allowed"),
            ("model-not-found", 404, "The model gpt-6 does not exist"),
            ("model-not-found", 503, "No available channel for model gpt-6"),
            ("wrong-vendor-key", 404, "This group platform is not supported for this endpoint"),
            ("error-413", 413, "Request body too large"),
            ("error-429", 429, "Rate limit reached"),
            ("error-5xx", 502, "Bad gateway"),
            ("who-answered", 418, "I'm a teapot"),
        )
    ),
]

#: What the doctor says that is no fault, or frames the report.
NO_FAULTS = set("title works fails not_sent url_not_set url_right key_right proxy no_proxy models answered".split())


def faults(language: str) -> set[str]:
    """The words that name a fault."""
    return {name for name in words(language) if not name.startswith("s_")} - NO_FAULTS


def pasted(facts: Facts, language: str) -> Iterator[tuple[str, str, str]]:
    """(words, topic, text) of each finding, as the program itself writes it."""
    program: dict[str, Any] = {"__name__": __name__}
    exec(doctor_source(facts), program)
    for name, topic, values in FINDINGS:
        report = program["Report"](language)
        report.say("bad", name, topic, **values)
        _, _, said = report.as_text().partition("  [!!] ")
        yield name, topic, "[!!] " + said.partition("\n\n")[0]
