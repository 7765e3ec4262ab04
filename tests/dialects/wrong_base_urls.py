"""Base URLs as readers set them, and what is wrong with each: for the mock, doctor.py and the check in the browser."""

from __future__ import annotations

from dataclasses import dataclass

URL = "https://api.gateway.example"
#: Dialect and what a client wants behind the vendor's path -> such a client.
CLIENTS = {
    ("openai", ""): "codex",
    ("anthropic", ""): "claude-code",
    ("anthropic", "/v1"): "opencode",
    ("gemini", ""): "gemini-cli",
    ("gemini", "/v1beta"): "opencode",
}


@dataclass(frozen=True)
class Case:
    """`causes`: all that the check names; the doctor names the first. None: the base URL is right.

    `seen` by the mock: the request arrives there, and it does not serve it.
    """

    url: str
    causes: tuple[str, ...]
    vendor: str = "openai"
    version: str = ""
    seen: bool = True

    def __str__(self) -> str:
        return f"{self.vendor}{self.version} {self.url}"


#: Dialect, what the client wants behind the vendor's path, cause or none, and ends of base URLs; - is no end at all.
ENDS = """
openai    -        right            /v1 /v1/
openai    -        missing_version  - /
openai    -        doubled_version  /v1/v1 /v1beta/v1 /v1/v1beta /V1/v1 /v2/v1 /v1/v1/chat/completions
openai    -        full_endpoint    /v1/chat/completions /v1/chat/completions/ /chat/completions /V1/Chat/Completions
openai    -        full_endpoint    /v1/completions /v1/responses /v1/embeddings /v1/messages /v1/chat/completions/v1
openai    -        extra_slash      //v1
openai    -        path             /openai /openai/v1 /v1beta /V1 /v2 /v1/foo /api
anthropic -        right            - /
anthropic -        extra_version    /v1 /v1/ /v1beta
anthropic -        doubled_version  /v1/v1
anthropic -        full_endpoint    /v1/messages /messages /v1/messages/count_tokens /v1/chat/completions
anthropic -        path             /anthropic /anthropic/v1
anthropic /v1      right            /v1
anthropic /v1      missing_version  -
anthropic /v1      doubled_version  /v1/v1
anthropic /v1      full_endpoint    /v1/messages
gemini    -        right            -
gemini    -        extra_version    /v1beta /v1
gemini    -        doubled_version  /v1beta/v1beta
gemini    -        full_endpoint    /gemini-3.8-flash:streamGenerateContent
gemini    -        path             /gemini
gemini    /v1beta  right            /v1beta
gemini    /v1beta  missing_version  -
gemini    /v1beta  doubled_version  /v1beta/v1beta
"""
#: The same of requests that the mock serves, or takes for another one.
UNSEEN_ENDS = """
openai    -        full_endpoint    /v1/models /v1/models/gpt-5.5
gemini    -        full_endpoint    /v1beta/models /v1beta/models/gemini-3.8-flash:generateContent
gemini    -        full_endpoint    /v1beta/models/gemini-3.8-flash:countTokens
gemini    /v1beta  path             /v1
"""
#: The same of a gateway whose vendors have paths of their own.
ENDS_BELOW_PATHS = """
openai    -        right            /openai/v1
openai    -        missing_version  /openai
openai    -        missing_path     -
openai    -        doubled_version  /openai/v1/v1
openai    -        path             /v1
anthropic -        right            /anthropic
anthropic -        missing_path     -
anthropic -        extra_version    /anthropic/v1
anthropic -        full_endpoint    /anthropic/v1/messages
anthropic -        path             /v1
gemini    -        right            -
"""
#: Causes and base URLs whose requests do not arrive at the gateway.
ELSEWHERE = """
right                       https://api.gateway.example:443/v1 https://API.GATEWAY.EXAMPLE/v1
http                        http://api.gateway.example/v1
http,doubled_version        http://api.gateway.example/v1/v1
no_scheme                   api.gateway.example/v1
slashes                     https:/api.gateway.example/v1
scheme                      htps://api.gateway.example/v1
no_url                      https://
console                     https://console.gateway.example https://console.gateway.example/v1
site                        https://docs.gateway.example/clients/ https://status.gateway.example
vendor_host                 https://api.openai.com/v1 https://us.api.openai.com/v1 https://chatgpt.com/api
vendor_host                 https://api.anthropic.com https://claude.ai/api https://generativelanguage.googleapis.com
local                       https://localhost/v1 https://[::1]/v1
local                       http://localhost:4000/v1 http://127.0.0.1:8080/v1 http://127.0.0.2:8080
local                       http://192.168.1.103:11434/v1 http://10.5.0.2:1234 http://172.20.0.3/v1 http://nas.local:3000
local                       http://0.0.0.0:3000/v1 http://[::1]:8080/v1 http://host.docker.internal:3000/v1
unknown_host                https://api.gateway.exmaple/v1 https://api.other.test/v1
unknown_host,http           http://api.other.test/v1
port                        https://api.gateway.example:8443/v1
query                       https://api.gateway.example/v1?key=1 https://api.gateway.example/v1#x
credentials_in_url          https://user:word@api.gateway.example/v1
"""


def _ends(table: str, seen: bool = True) -> list[Case]:
    return [
        Case(URL + end.removeprefix("-"), _causes(causes), vendor, version.removeprefix("-"), seen)
        for vendor, version, causes, *ends in map(str.split, table.strip().splitlines())
        for end in ends
    ]


def _causes(text: str) -> tuple[str, ...]:
    return () if text == "right" else tuple(text.split(","))


CASES = [
    *_ends(ENDS),
    *_ends(UNSEEN_ENDS, seen=False),
    *[
        Case(url, _causes(causes), seen=False)
        for causes, *urls in map(str.split, ELSEWHERE.strip().splitlines())
        for url in urls
    ],
]
CASES_BELOW_PATHS = _ends(ENDS_BELOW_PATHS)
