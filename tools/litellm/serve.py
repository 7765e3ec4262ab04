"""LiteLLM's proxy on a free port of loopback. Runs in LiteLLM's own environment; see compare.py.

`python serve.py MODELS KEYS [CERTIFICATE]`, two of JSON: model -> `litellm_params`, state -> key. With a certificate it
speaks TLS. It prints its port.
Its database is stood in for: rows for the keys, and nothing else. Its own checks read them.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

os.environ |= {"LITELLM_LOCAL_MODEL_COST_MAP": "True", "LITELLM_TELEMETRY": "False", "DISABLE_ADMIN_UI": "True"}

import uvicorn
from litellm.proxy import proxy_server
from litellm.proxy._types import LiteLLM_VerificationTokenView
from litellm.proxy.utils import hash_token

MODELS, KEYS, CERTIFICATE = json.loads(sys.argv[1]), json.loads(sys.argv[2]), sys.argv[3:]
STATES = {
    "": {},
    "DISABLED": {"blocked": True},
    "EXPIRED": {"expires": datetime.now(UTC) - timedelta(days=1)},
    "EMPTY": {"spend": 2.0, "max_budget": 1.0},
    "LIMITED": {"models": ["another-model"]},
    "RATED": {"rpm_limit": 1},
}
ROWS = {hash_token(key): {"token": hash_token(key), "key_alias": "key", **STATES[state]} for state, key in KEYS.items()}


class Nothing:
    """A table, a query or a lock that has nothing in it."""

    def __getattr__(self, _name: str) -> Nothing:
        return Nothing()

    def __call__(self, *_arguments: object, **_options: object) -> Nothing:
        return Nothing()

    def __await__(self):
        yield from ()

    async def __aenter__(self) -> Nothing:
        return self

    async def __aexit__(self, *_problem: object) -> None:
        """Nothing to give back."""


class Rows(Nothing):
    async def get_data(self, token: str | None = None, table_name: str | None = None, **_options: object):
        row = ROWS.get(token)
        return LiteLLM_VerificationTokenView(**row) if row and table_name == "combined_view" else None


def settings() -> dict:
    models = [{"model_name": name, "litellm_params": params} for name, params in MODELS.items()]
    return {"model_list": models, "general_settings": {"master_key": "sk-test-master-of-nobody"}}


async def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "config.yaml"
        file.write_text(json.dumps(settings()), "utf-8")
        os.environ["CONFIG_FILE_PATH"] = str(file)
        tls = {"ssl_certfile": CERTIFICATE[0], "ssl_keyfile": CERTIFICATE[0]} if CERTIFICATE else {}
        config = uvicorn.Config(proxy_server.app, host="127.0.0.1", port=0, log_level="error", **tls)
        server = uvicorn.Server(config)
        serving = asyncio.create_task(server.serve())
        while not server.started:
            if serving.done():
                return await serving
            await asyncio.sleep(0.05)
        proxy_server.prisma_client = Rows()
        print("port", server.servers[0].sockets[0].getsockname()[1], flush=True)
        await serving


asyncio.run(main())
