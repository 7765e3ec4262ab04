"""A new operator: the facts file that `gateway-docs init` writes for him."""

from __future__ import annotations

from pathlib import Path

from gateway_docs.cli import main


def begun(folder: Path, region: str = "https://api.harbour.example", **more: str) -> Path:
    """The file. `more`: further answers, such as the software; without that, `init` asks the region's address."""
    path = folder / "gateway.yml"
    told = {
        "name": "Harbour Relay",
        "site-url": "https://docs.harbour.example/",
        "console-url": "https://console.harbour.example",
        "regions": f"main={region}",
        "vendors": "openai,anthropic,gemini",
        "email": "help@harbour.example",
        **more,
    }
    options = [word for name, text in told.items() for word in (f"--{name}", text)]
    assert main(["init", "--no-questions", "--facts", str(path), *options]) == 0
    return path
