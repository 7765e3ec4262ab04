"""A Python that has imported what walks need and becomes the supervisor of one after another, by forking.

`python zygote.py CONTROL PLACE FOLDER SUPERVISOR`, with the import statements on standard input, in the walks' own
Python. It needs the standard library alone and writes below FOLDER alone. CONTROL is a socket: it says `ready`, then
takes orders, each with the descriptors of a walk, and answers with the id of the process that is the walk's supervisor.
"""

import array  # noqa: F401 - socket.recv_fds needs it, also when it is first used in a fork
import atexit
import builtins
import contextlib
import fcntl
import gc
import importlib
import importlib.machinery
import json
import os
import select
import signal
import socket
import struct
import sys
import sysconfig
import threading
import time
import types

TYPE_CHECKING = False  # as in typing, which a program that does not import it must not have
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

LARGEST = 1 << 20
#: How long an import's threads may go on.
THREAD_SECONDS = 20
OWN = __file__
SIZE = struct.Struct("!I")


def main() -> None:
    control, place, folder = socket.socket(fileno=int(sys.argv[1])), sys.argv[2], sys.argv[3]
    sys.path[:] = [entry for entry in sys.path if entry != os.path.dirname(OWN)]
    confine_files(folder)
    for statement in sys.stdin.read().splitlines():
        with contextlib.suppress(Exception):
            exec(statement, {"__name__": "__main__"})
    settle()
    if not alone():
        control.send(b"threads")
        return
    control.send(b"ready")
    while order := receive(control):
        told, descriptors = order
        if "modules" in told:
            import_again(told["modules"])
            if not alone():
                return
            continue
        supervisor = os.fork()
        if supervisor == 0:
            control.close()
            supervise(told, descriptors, place)
        for descriptor in descriptors:
            os.close(descriptor)
        control.send(str(supervisor).encode())
        with contextlib.suppress(ChildProcessError):
            while os.waitpid(-1, os.WNOHANG)[0]:
                pass


def alone() -> bool:
    """Whether there is no other thread, which a fork would lose; one that tries something again may end by itself."""
    until = time.monotonic() + THREAD_SECONDS
    for thread in threading.enumerate():
        if thread is not threading.current_thread():
            thread.join(max(0, until - time.monotonic()))
    return threading.active_count() == 1


def settle() -> None:
    """Leave to forks nothing that each of them would write, and as little as can be that each would copy."""
    sys.stdout.flush()
    sys.stderr.flush()
    gc.collect()
    gc.freeze()


def import_again(modules: list[str]) -> None:
    """Import what a program imported while it ran, in its order."""
    for name in modules:
        with contextlib.suppress(Exception):
            importlib.import_module(name)
    settle()


def receive(connection: socket.socket) -> "tuple[dict[str, Any], list[int]] | None":
    """One message with its descriptors; None: the other side has closed."""
    head, descriptors, *_ = socket.recv_fds(connection, SIZE.size, 32)
    if len(head) < SIZE.size:
        return None
    size, text = SIZE.unpack(head)[0], b""
    while len(text) < size and (part := connection.recv(min(size - len(text), LARGEST))):
        text += part
    return json.loads(text), list(descriptors)


def confine_files(folder: str) -> None:
    with modules_beside("landlock", "sandbox") as (landlock, sandbox):
        known = landlock.version()
        if known >= landlock.FILES:
            write = landlock.WRITE_FILE | landlock.TRUNCATE
            sinks = {path: write | landlock.IOCTL_DEV for path in landlock.existing(sandbox.SINKS)}
            landlock.restrict({folder: landlock.file_rights(known), **sinks})


@contextlib.contextmanager
def modules_beside(*names: str) -> "Iterator[list[Any]]":
    """Modules of the robot, for as long as this lasts: programs of walks must not find them."""
    before = set(sys.modules)
    sys.path.insert(0, os.path.dirname(OWN))
    try:
        yield [importlib.import_module(name) for name in names]
    finally:
        sys.path.remove(os.path.dirname(OWN))
        for name in {*names, "landlock", "processes", "sandbox"} - before:
            sys.modules.pop(name, None)


# The supervisor of one walk


def supervise(told: "dict[str, Any]", descriptors: list[int], place: str) -> None:
    """Be the supervisor of a walk, with a child beside its shell that runs programs in forks."""
    try:
        os.setsid()
        folder, name = os.path.split(told["socket"])
        become(told["numbers"], descriptors, told["environment"], folder)
        plan, done = told["plan"], told["done"]
        listener = socket.socket(socket.AF_UNIX)
        listener.bind(name)  # the whole path may be longer than a socket's address
        listener.listen()
        os.chdir(told["home"])
        if os.fork() == 0:
            for number in {plan["report"], plan["life"], plan["told"], *plan["guard"], done}:
                os.close(number)
            with modules_beside("landlock", "sandbox") as (_, sandbox):
                sandbox.confine(plan["folder"], plan["outputs"], plan["ports"])
            serve(listener, place, told["root"], told["learn"])
        listener.close()
        os.set_inheritable(done, False)
        with modules_beside("supervisor") as (supervisor,):
            supervisor.main(supervisor.Plan(**plan), told["program"])
        os.write(done, b"well")
    except Program:
        raise
    except BaseException:
        os._exit(1)
    os._exit(0)


def become(numbers: list[int], descriptors: list[int], environment: dict[str, str], home: str) -> None:
    """Give `descriptors` the numbers that they had, close all others, and take on environment and folder."""
    above = max(*numbers, *descriptors) + 1
    moved = [fcntl.fcntl(descriptor, fcntl.F_DUPFD, above) for descriptor in descriptors]
    os.closerange(3, above)
    for descriptor, number in zip(moved, numbers, strict=True):
        os.dup2(descriptor, number)
        os.close(descriptor)
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(home)


# The programs of one walk


def serve(listener: socket.socket, place: str, root: str, learn: str | None) -> None:
    """Run what the walk's `python` asks for, each in a fork."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    null = os.open(os.devnull, os.O_RDWR)
    for number in (0, 1, 2):
        os.dup2(null, number)
    os.close(null)
    while True:
        connection, _ = listener.accept()
        if os.fork() == 0:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            listener.close()
            answer(connection, place, root, learn)
        connection.close()


def answer(connection: socket.socket, place: str, root: str, learn: str | None) -> None:
    """Fork into the program, and say how it ended. `cold`: the walk's packages are others than those imported here."""
    order = receive(connection)
    if order is None or packages(place) != packages(root):
        connection.send(b"cold")
        os._exit(0)
    told, descriptors = order
    program = os.fork()
    if program == 0:
        connection.close()
        run({**told, "learn": learn}, descriptors, place, root)
    for descriptor in descriptors:
        os.close(descriptor)
    ended = os.pidfd_open(program)
    ready, _, _ = select.select([connection.fileno(), ended], [], [])
    if ended in ready:
        connection.send(str(os.waitstatus_to_exitcode(os.waitpid(program, 0)[1])).encode())
    else:  # who asked for it was ended
        os.kill(program, signal.SIGKILL)
    os._exit(0)


def packages(place: str) -> dict[str, str]:
    """What there is to import in a virtual environment: names and what they are links to."""
    folder = os.path.join(place, *site_packages())
    return {entry.name: os.readlink(entry.path) for entry in os.scandir(folder) if entry.is_symlink()}


def site_packages() -> tuple[str, ...]:
    return "lib", f"python{sysconfig.get_python_version()}", "site-packages"


def run(told: "dict[str, Any]", descriptors: list[int], place: str, root: str) -> None:
    """Be Python that was just started with this program; the exception that ends it, if any, goes up to `main`."""
    become([0, 1, 2], descriptors, told["environment"], told["here"])
    replaced = {f"{place}{end}": f"{root}{end}" for end in ("", "/", os.sep + os.path.join(*site_packages()))}
    path, *arguments = told["arguments"]
    sys.path[:] = [os.path.dirname(os.path.realpath(path)), *(replaced.get(entry, entry) for entry in sys.path)]
    sys.prefix = sys.exec_prefix = root
    sys.executable, sys.argv = told["executable"], [path, *arguments]
    if told["learn"]:
        atexit.register(tell_modules, told["learn"], set(sys.modules))
    if tempfile := sys.modules.get("tempfile"):
        vars(tempfile)["tempdir"] = None
    raise Program(path)


def tell_modules(path: str, before: set[str]) -> None:
    with contextlib.suppress(OSError), open(path, "w", encoding="utf-8") as file:
        json.dump([name for name in sys.modules if name not in before | {"__main__"}], file)


class Program(BaseException):
    """Carries a program out of the functions above, so that it runs at the bottom of the stack."""


def start(path: str) -> None:
    main_module = types.ModuleType("__main__")
    place = os.path.abspath(path)
    vars(main_module).update(__file__=place, __builtins__=builtins, __annotations__={}, __cached__=None)
    main_module.__loader__ = importlib.machinery.SourceFileLoader("__main__", place)
    sys.modules["__main__"] = main_module
    try:
        with open(path, "rb") as file:
            code = compile(file.read(), place, "exec", dont_inherit=True)
        exec(code, main_module.__dict__)
    except Exception as error:
        trace = error.__traceback__
        while trace and trace.tb_frame.f_code.co_filename == OWN:
            trace = trace.tb_next
        sys.excepthook(type(error), error.with_traceback(trace), trace)
        sys.exit(1)


if __name__ == "__main__":
    wanted = None
    try:
        main()
    except Program as program:
        wanted = program.args[0]
    if wanted is not None:
        start(wanted)
