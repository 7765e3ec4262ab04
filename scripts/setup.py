"""Sets up what is missing, says what it does meanwhile, and is quick when nothing is missing.

Standard library only: it runs before anything of this project is installed.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
# Only the standard library stands behind these.
from gateway_docs.environments import cache, environments  # noqa: E402
from gateway_docs.environments.advice import advice  # noqa: E402
from gateway_docs.environments.alone import alone  # noqa: E402
from gateway_docs.environments.install import (  # noqa: E402
    InstallError,
    Tools,
    drop_changed,
    install,
    make_cache,
    remove_unused,
)
from gateway_docs.environments.npm import NO_SCRIPTS  # noqa: E402
from gateway_docs.keys.handover import forget, without_keys  # noqa: E402

VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
HEARTBEAT_SECONDS = 5
#: With less room than this, that is why an installer failed.
FULL_MB = 50
#: The lock of this clone, for whatever is started: it holds until the last of them ends, also if this is killed.
HELD: list[int] = []
ENSURE_PIP = ("-m", "ensurepip", "--upgrade", "--default-pip")
#: One for the tests, and one that Lighthouse measures.
DEBIAN_BROWSERS = ("chromium-headless-shell", "chromium")
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def main() -> int:
    what, *names = sys.argv[1:] or ["test"]
    if what not in ("site", "tools", "test"):
        print(f"scripts/setup knows site, tools and test, not {what!r}", file=sys.stderr)
        return 2
    try:
        # This file is locked, because it is there before anything is made, also where nothing can be made.
        with alone(
            Path(__file__), lambda: print("Another set-up works in this clone; waiting for it", flush=True)
        ) as held:
            HELD.extend(held)
            set_up(what, names)
    except subprocess.CalledProcessError as error:
        reason = f"`{shown(error.cmd)}` ended with {error.returncode}.\nWhat it printed stands above."
        return stopped("\n".join([reason, *full_disks()]))
    except InstallError as error:
        return stopped("\n".join([str(error), *full_disks()]))
    except OSError as error:
        return stopped(advice(error))
    return 0


def set_up(what: str, names: list[str]) -> None:
    make_venv()
    lock = "site" if what == "site" else "test"
    files = ("pyproject.toml", "requirements/setup.txt", f"requirements/{lock}.txt")
    step("Python packages", stamp(f"packages-{lock}", *files), packages(lock))
    if what == "test":
        install_clients(names or os.environ.get("CLIENTS", "").split())
        step("measuring tools", stamp("tools", "tools/package-lock.json", "tools/.npmrc"), measuring_tools())
        if not any(map(shutil.which, BROWSERS)):
            step("a browser", stamp("browser", "requirements/test.txt"), browser())
        install_nginx()


def say(line: str) -> None:
    print(line, flush=True)


def stopped(reason: str) -> int:
    print(f"\nSet-up stopped: {reason}", file=sys.stderr)
    print("Mend the cause and run the same command again: it goes on from here.", file=sys.stderr)
    return 1


def full_disks() -> list[str]:
    """A line for each place where set-up writes and where there is hardly any room."""
    places = {str(place): existing(place) for place in (VENV, cache(), Path(tempfile.gettempdir()))}
    free = {place: shutil.disk_usage(path).free // 1_000_000 for place, path in places.items()}
    return [f"The disk is full: {left} MB are left for {place}." for place, left in free.items() if left < FULL_MB]


def existing(place: Path) -> Path:
    return next(path for path in (place, *place.parents) if path.exists())


def make_venv() -> None:
    if (BIN / "python").exists() and (BIN / "pip").exists() and works(BIN / "python"):
        return
    if importlib.util.find_spec("ensurepip") is None:
        raise InstallError(
            f"this Python cannot make environments: {sys.executable} lacks the module ensurepip.\n"
            "On Debian and Ubuntu: apt-get install python3-venv"
        )
    print(f"Making the Python environment .venv with Python {sys.version.split()[0]}", flush=True)
    VENV.mkdir(exist_ok=True)  # says itself why it cannot be
    # In two steps, because venv keeps to itself why pip could not be installed.
    for command in ([sys.executable, "-m", "venv", "--clear", "--without-pip", VENV], [BIN / "python", *ENSURE_PIP]):
        subprocess.run(command, check=True, pass_fds=HELD, stdout=subprocess.DEVNULL)


def works(python: Path) -> bool:
    return subprocess.run([python, "-c", "import pip"], capture_output=True).returncode == 0


def stamp(name: str, *inputs: str) -> tuple[Path, str]:
    """The file that says `name` is set up, and the fingerprint that it must hold."""
    digest = hashlib.sha256(os.fsencode(VENV))
    for path in inputs:
        digest.update((ROOT / path).read_bytes())
    return VENV / f".set-up-{name}", digest.hexdigest()


def packages(what: str) -> list[list[str | Path]]:
    """With uv: it takes what the lock file says, where pip 23 looks at newer releases and then refuses the lock.

    The tests start Python hundreds of times, also where it may not keep what it compiles, so it is compiled once.
    """
    pip = [BIN / "python", "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
    wheels = ["--only-binary", ":all:", "--require-hashes"]  # what is built runs its own code on the way
    uv = [BIN / "uv", "pip", "install", "--quiet", "--python", BIN / "python"]
    compiled = ["--compile-bytecode"] if what == "test" else []
    return [
        [*pip, *wheels, "-r", ROOT / "requirements/setup.txt"],
        [*uv, *compiled, *wheels, "-r", ROOT / f"requirements/{what}.txt"],
        [*uv, "--no-deps", "--no-build-isolation", "--editable", ROOT],
    ]


def index() -> dict[str, str]:
    """The package index that pip is told to use, for uv, which does not read pip's settings."""
    asked = subprocess.run([BIN / "pip", "config", "get", "global.index-url"], capture_output=True, text=True)
    url = os.environ.get("PIP_INDEX_URL") or asked.stdout.strip()
    return {"UV_DEFAULT_INDEX": url} if url and "UV_DEFAULT_INDEX" not in os.environ else {}


def caches() -> dict[str, str]:
    """Where installers keep what they load if they cannot do so below HOME, which would stop them."""
    if os.access(Path.home(), os.W_OK):
        return {}
    return {"UV_CACHE_DIR": str(VENV / ".cache/uv"), "npm_config_cache": str(VENV / ".cache/npm")}


def tool_environment() -> dict[str, str]:
    # The tools are called by path, but npm starts node by name.
    path = os.pathsep.join([str(BIN), os.environ.get("PATH", "")])
    return {**caches(), **without_keys(os.environ), **index(), "PATH": path}


def install_clients(names: list[str]) -> None:
    """Install the client tools, or those of these clients, into the cache that clones share."""
    known = environments()
    clients = sorted(path.parent.name for path in ROOT.glob("snippets/*/client.yml"))
    if unknown := sorted(set(names) - set(clients)):
        raise InstallError(f"no client is called {unknown[0]}; known: {', '.join(clients)}")
    wanted = [environment for environment in known if not names or environment.client in names]
    possible = [environment for environment in wanted if environment.too_new_a_python is None]
    for environment in wanted:
        if environment not in possible:
            print(f"LEFT OUT: {environment.too_new_a_python}", flush=True)
    make_cache()
    drop_changed(possible, say)
    if missing := [environment for environment in possible if not environment.installed]:
        started = time.monotonic()
        print(f"Installing {len(missing)} client tools into {missing[0].folder.parent}, two at a time", flush=True)
        install(missing, Tools(BIN, tool_environment()), say)
        print(f"  done in {time.monotonic() - started:.0f} s", flush=True)
    remove_unused(possible)


def browser() -> list[list[str | Path]]:
    """Debian's where it can be installed, with the libraries that it needs; else Playwright's own build."""
    if shutil.which("apt-get") and os.geteuid() == 0:
        return [
            ["apt-get", "update", "-qq"],
            ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *DEBIAN_BROWSERS],
        ]
    return [[BIN / "playwright", "install", "chromium"]]


def measuring_tools() -> list[list[str | Path]]:
    return [[BIN / "npm", "--prefix", ROOT / "tools", "--loglevel=error", "ci", NO_SCRIPTS]]


def install_nginx() -> None:
    """Debian's: one test serves the built site with it. Without the rights to install it, that test says so."""
    if shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin"):
        return
    if shutil.which("apt-get") and os.geteuid() == 0:
        update, install = ["apt-get", "update", "-qq"], ["apt-get", "install", "-y", "-qq", "--no-install-recommends"]
        step("nginx", stamp("nginx", "pyproject.toml"), [update, [*install, "nginx-light"]])
    else:
        print("LEFT OUT: nginx is not installed, so the test that serves the site with it is skipped.", flush=True)
        print("          On Debian and Ubuntu: sudo apt-get install nginx-light", flush=True)


def step(name: str, wanted: tuple[Path, str], commands: list[list[str | Path]]) -> None:
    file, fingerprint = wanted
    if file.exists() and file.read_text() == fingerprint:
        return
    file.unlink(missing_ok=True)
    for number, command in enumerate(commands, 1):
        run(f"Installing {name} ({number} of {len(commands)})", command)
    file.write_text(fingerprint)


def run(what: str, command: list[str | Path]) -> None:
    """Run `command`, telling every few seconds that it still works."""
    done, started = threading.Event(), time.monotonic()

    def tell() -> None:
        while not done.wait(HEARTBEAT_SECONDS):
            print(f"  still {what[0].lower()}{what[1:]}: {time.monotonic() - started:.0f} s", flush=True)

    print(f"{what}: {shown(command)}", flush=True)
    teller = threading.Thread(target=tell)
    teller.start()
    try:
        subprocess.run(command, check=True, cwd=ROOT, env=tool_environment(), pass_fds=HELD)
    finally:
        done.set()
        teller.join()
    print(f"  done in {time.monotonic() - started:.0f} s", flush=True)


def shown(command: list[str | Path]) -> str:
    return " ".join(str(part).replace(f"{ROOT}{os.sep}", "") for part in command)


if __name__ == "__main__":
    forget()  # whatever is installed runs programs of its own
    sys.exit(main())
