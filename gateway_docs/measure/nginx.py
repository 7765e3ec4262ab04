"""Serves a built site with the system's nginx and the configuration that the build wrote."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

#: Debian keeps it where only root looks.
NGINX = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
START_SECONDS = 10
MAIN = """
daemon off;
worker_processes 1;
pid {folder}/pid;
error_log {folder}/error.log;
{user}
events {{ }}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/site.conf;
}}
"""


@contextmanager
def nginx(site: Path, folder: Path) -> Iterator[str]:
    """Serve `site` until the block ends; `folder` takes nginx's own files. The address has no slash at its end.

    Of the configuration only the port and the place of the files are changed. RuntimeError: nginx did not start.
    """
    port = _configure(site, folder)
    process = subprocess.Popen([str(NGINX), "-p", str(folder), "-c", "main.conf", "-e", "error.log"])
    try:
        _wait(process, port, folder / "error.log")
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(START_SECONDS)


def _configure(site: Path, folder: Path) -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port: int = free.getsockname()[1]
    text = (site / "nginx.conf").read_text("utf-8").replace("/srv/gateway-docs", str(site))
    text = re.sub(r"listen 80;\n *listen \[::\]:80;", f"listen 127.0.0.1:{port};", text)
    (folder / "site.conf").write_text(text, "utf-8")
    # Workers would drop root's rights, and could not read the folders of tests then.
    user = "user root;" if os.geteuid() == 0 else ""
    (folder / "main.conf").write_text(MAIN.format(folder=folder, user=user), "utf-8")
    return port


def _wait(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while not _listens(port):
        if process.poll() is not None or time.monotonic() > deadline:
            raise RuntimeError(log.read_text("utf-8") if log.exists() else "nginx did not start")
        time.sleep(0.02)


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
