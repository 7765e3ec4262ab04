"""The `python` of a warm walk: `python -IS warm_client.py SOCKET PYTHON ARGUMENT…`.

A program that is a file runs in a fork of the Python that listens at SOCKET; anything else is for PYTHON itself.
"""

import json
import os
import signal
import socket
import struct
import sys


def main(place: str, python: str, arguments: list[str]) -> int:
    cold = [python, *arguments]
    plain = arguments and not arguments[0].startswith("-") and os.path.isfile(arguments[0])
    if not plain or any(name.startswith("PYTHON") for name in os.environ):
        os.execv(python, cold)
    connection = socket.socket(socket.AF_UNIX)
    try:
        folder = os.open(os.path.dirname(place), os.O_PATH)
        connection.connect(f"/proc/self/fd/{folder}/{os.path.basename(place)}")  # its path may be too long
        os.close(folder)
    except OSError:
        os.execv(python, cold)
    told = {
        "arguments": arguments,
        "environment": dict(os.environ),
        "here": os.getcwd(),
        "executable": os.path.join(os.path.dirname(python), "python"),
    }
    text = json.dumps(told).encode()
    socket.send_fds(connection, [struct.pack("!I", len(text))], [0, 1, 2])
    connection.sendall(text)
    answer = connection.recv(64)
    if answer == b"cold":
        os.execv(python, cold)
    status = int(answer or b"1")
    if status < 0:
        signal.signal(-status, signal.SIG_DFL)
        os.kill(os.getpid(), -status)
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2], sys.argv[3:]))
