"""A gateway that means harm: whatever it is asked, it answers with bytes of the test's choice, over TLS."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import trustme


class Hostile:
    """Listens on a free port of `host`. `answer` makes the bytes, in pieces, from the request's bytes."""

    def __init__(self, context: ssl.SSLContext, host: str = "127.0.0.1", port: int = 0):
        self._listener = socket.create_server((host, port))
        self._context = context
        self.port = self._listener.getsockname()[1]
        self.asked: list[bytes] = []
        self.answer: Callable[[bytes], list[bytes]] = lambda asked: [b"HTTP/1.1 204 No Content\r\n\r\n"]
        threading.Thread(target=self._serve, daemon=True).start()

    def close(self) -> None:
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()

    def _serve(self) -> None:
        with suppress(OSError):
            while True:
                threading.Thread(target=self._talk, args=(self._listener.accept()[0],), daemon=True).start()

    def _talk(self, plain: socket.socket) -> None:
        with suppress(OSError), self._context.wrap_socket(plain, server_side=True) as connection:
            asked = connection.recv(65536)
            while b"\r\n\r\n" not in asked or _lacking(asked):
                asked += connection.recv(65536)
            self.asked.append(asked)
            for piece in self.answer(asked):
                connection.sendall(piece)


def _lacking(asked: bytes) -> bool:
    head, _, body = asked.partition(b"\r\n\r\n")
    lengths = [line.split(b":")[1] for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:")]
    return bool(lengths) and len(body) < int(lengths[0])


@contextmanager
def hostile(hosts: set[str], folder: Path) -> Iterator[Hostile]:
    """Certified for `hosts`; who is to trust that finds the authority in `folder`/ca.pem."""
    authority = trustme.CA()
    authority.cert_pem.write_to_path(folder / "ca.pem")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(*sorted(hosts)).configure_cert(context)
    server = Hostile(context)
    try:
        yield server
    finally:
        server.close()
