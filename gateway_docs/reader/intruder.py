"""Tries what a hostile snippet would try for the keys, and prints what worked: `python -IS intruder.py ROBOT FOLDER`.

ROBOT is the process that has the keys, FOLDER one that the walk must not write in. "tried" comes last.
"""

import os
import socket
import sys
from contextlib import suppress
from pathlib import Path

#: Services that run commands for whoever can connect, outside of any confinement.
SERVICES = (
    *("/run/docker.sock", "/run/podman/podman.sock", "/run/containerd/containerd.sock", "/run/crio/crio.sock"),
    *(f"/run/user/{os.getuid()}/{name}" for name in ("bus", "systemd/private", "docker.sock", "podman/podman.sock")),
)


def main(robot: int, folder: Path) -> None:
    for name, words in (("environ", "environment"), ("mem", "memory")):
        if any(readable(Path(f"/proc/{process}/{name}")) for process in with_parents(robot)):
            print(f"the {words} of other processes can be read")
    with suppress(OSError):
        (folder / "written").write_text("")
        print("files outside of the walk's folder can be written")
    for service in filter(accepts, SERVICES):
        print(f"{service} runs commands outside of the walk")
    print("tried")


def with_parents(process: int) -> list[int]:
    """`process` and those that started it, up to the first of the system."""
    found = [process]
    with suppress(OSError):
        while found[-1] > 1:
            found.append(int(Path(f"/proc/{found[-1]}/stat").read_text().rpartition(")")[2].split()[1]))
    return [one for one in found if one]


def readable(path: Path) -> bool:
    with suppress(OSError), path.open("rb"):
        return True
    return False


def accepts(path: str) -> bool:
    with suppress(OSError), socket.socket(socket.AF_UNIX) as connection:
        connection.connect(path)
        return True
    return False


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
