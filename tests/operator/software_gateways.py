"""What gateways of each software answer without a key, as their sources say. It knows nothing of the signs."""

from __future__ import annotations

from typing import Any

HTML = {"Content-Type": "text/html"}
CONSOLE = b"<!doctype html><html><head><title>Console</title></head><body>quota_display_type needs_setup</body></html>"
Answered = tuple[int, dict[str, str], Any]


class Gateway(dict[str, Answered]):
    """Path -> answer; `else_` for any other path, with `headers` on every answer."""

    def __init__(self, answers: dict[str, Answered], else_: Answered, headers: dict[str, str] | None = None):
        super().__init__(answers)
        self.else_, self.headers = else_, headers or {}

    def get(self, path: str, default: object = None) -> Answered:
        status, headers, body = super().get(path, self.else_)
        return status, {**headers, **self.headers}, body


def _new_api_status(**more: Any) -> Answered:
    data = {"version": "v1.0.0-rc.31", "system_name": "Acme", "quota_per_unit": 500000, "oidc_well_known": "", **more}
    return 200, {}, {"success": True, "message": "", "data": data}


NO_TOKEN = 401, {}, {"error": {"code": "", "message": "Invalid token (request id: 2026)", "type": "new_api_error"}}
NO_KEY = 401, {}, {"code": "API_KEY_REQUIRED", "message": "API key is required in Authorization header"}
NOT_FOUND = 404, {}, {"detail": "Not Found"}
NO_PASS = 401, {}, {"error": {"message": "Authentication Error, No api key passed in.", "type": "auth_error"}}
HUB = 200, {}, {"docs_title": "LiteLLM API", "litellm_version": "1.109.2", "useful_links": {}}

#: What shows itself -> (software, version), as the remark words it.
GATEWAYS: dict[str, tuple[str, Gateway]] = {
    "new-api": (
        "New API v1.0.0-rc.31",
        Gateway(
            {"/api/status": _new_api_status(quota_display_type="USD"), "/v1/models": NO_TOKEN},
            (200, HTML, CONSOLE),
            {"X-New-Api-Version": "v1.0.0-rc.31", "X-Oneapi-Request-Id": "2026"},
        ),
    ),
    "new-api, whose proxy drops headers": (
        "New API v1.0.0-rc.31",
        Gateway(
            {"/api/status": _new_api_status(quota_display_type="USD"), "/v1/models": NO_TOKEN}, (200, HTML, CONSOLE)
        ),
    ),
    "new-api, whose status is closed": (
        "New API v0.9.1",
        Gateway({"/v1/models": NO_TOKEN}, (403, HTML, b"closed"), {"X-New-Api-Version": "v0.9.1"}),
    ),
    "one-api": (
        "One API v1.0.0-rc.31",
        Gateway(
            {"/api/status": _new_api_status(chat_link=""), "/v1/models": NO_TOKEN},
            (200, HTML, CONSOLE),
            {"X-Oneapi-Request-Id": "2026"},
        ),
    ),
    "sub2api": (
        "Sub2API",
        Gateway(
            {
                "/setup/status": (200, {}, {"code": 0, "data": {"needs_setup": False, "step": "completed"}}),
                "/health": (200, {}, {"status": "ok"}),
                "/v1/models": NO_KEY,
            },
            (200, HTML, CONSOLE),
            {"X-Request-ID": "8b8f"},
        ),
    ),
    "sub2api, whose set-up is closed": ("Sub2API", Gateway({"/v1/models": NO_KEY}, (404, {}, b"404 page not found"))),
    "litellm": ("LiteLLM 1.109.2", Gateway({"/public/model_hub/info": HUB, "/v1/models": NO_PASS}, NOT_FOUND)),
    "litellm, its pages closed": (
        "LiteLLM 1.109.2",
        Gateway({"/v1/models": (200, {"x-litellm-version": "1.109.2"}, {"object": "list", "data": []})}, NOT_FOUND),
    ),
    "claude-relay-service": (
        "Claude Relay Service 1.1.320",
        Gateway(
            {"/health": (200, {}, {"status": "healthy", "service": "claude-relay-service", "version": "1.1.320"})},
            (404, {}, {"error": "Not Found", "message": "Route not found"}),
        ),
    ),
}
#: What shows nothing that is known, or nothing that can be believed.
OTHERS: dict[str, Gateway] = {
    "the neutral gateway": Gateway({}, (404, {}, {"error": {"message": "Unknown path", "type": "x", "code": "y"}})),
    "a web page": Gateway({}, (200, HTML, CONSOLE)),
    "Portkey": Gateway({"/": (200, {}, b"AI Gateway says hey!")}, (404, {}, {"message": "Not Found", "ok": False})),
    "half of JSON": Gateway({}, (200, {}, b'{"litellm_version": "1.0", "needs_setup": ')),
    "deep JSON": Gateway({}, (200, {}, b"[" * 100_000)),
    "a redirect": Gateway({}, (302, {"Location": "https://gateway.example/setup/status"}, b"")),
    "no text": Gateway({}, (200, {}, b"\xff\xfe\x00")),
    "nothing": Gateway({}, (204, {}, b"")),
}
