"""Where a page is followed: an empty machine, all of whose requests lead to the mock gateway."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from gateway_docs.environments import Environment, verify_named
from gateway_docs.mock import Exchange, MockGateway
from gateway_docs.mock.proxy import Attempt, ForwardProxy
from gateway_docs.reader.shell import Shell
from gateway_docs.reader.walks import Walk
from gateway_docs.reader.warm import Zygote
from gateway_docs.reader.workspace import Workspace

USUAL_SECONDS = 60.0


class Stage:
    """A machine at `folder`, which has a `workspace` and a `shell` while it is open.

    Install lines are answered from `environments`. A command that does nothing for `seconds` counts as hanging.
    Python programs run in forks of `warm`, if there is one.
    """

    workspace: Workspace
    shell: Shell

    def __init__(
        self,
        gateway: MockGateway,
        folder: Path,
        environments: Sequence[Environment] = (),
        *,
        seconds: float = USUAL_SECONDS,
        warm: Zygote | None = None,
    ):
        self.gateway, self.folder, self.environments = gateway, folder, environments
        self.is_open = False
        self._seconds, self._warm = seconds, warm
        self._before, self._attempts = 0, list[Attempt]()

    @contextmanager
    def opened(
        self,
        walk: Walk,
        on_exchange: Callable[[Exchange], None],
        on_refused: Callable[[Attempt], None] | None = None,
        variables: Mapping[str, str | None] | None = None,
    ) -> Iterator[None]:
        """Open for the commands of `walk`, which see `variables` besides the usual ones; None takes one away.

        `on_exchange` is told what the gateway answers to them, `on_refused` each host that is not the gateway's;
        both in other threads. NotInstalled: a package that the walk names is not what was installed.
        """
        verify_named(self.environments, "\n".join(fence.published for fence in walk.fences))
        self._before = self.gateway.journal.last
        with ForwardProxy(self.gateway.hosts, self.gateway.port, on_refused) as proxy:
            self._attempts = proxy.attempts
            self.workspace = Workspace(self.folder, proxy.url, self.gateway.ca_file, self.environments, self._warm)
            known = {**self.workspace.environment, **(variables or {})}
            self.workspace.environment = {name: value for name, value in known.items() if value is not None}
            with self._shell_open(), self.gateway.journal.watched(self._of_own(on_exchange)):
                yield

    @contextmanager
    def _shell_open(self) -> Iterator[None]:
        self.shell, self.is_open = Shell(self.workspace, self._seconds), True
        try:
            yield
        finally:
            self.is_open = False
            self.shell.close()
            if self._warm:
                self._warm.learn(self.folder)

    def _of_own(self, on_exchange: Callable[[Exchange], None]) -> Callable[[Exchange], None]:
        def watcher(exchange: Exchange) -> None:
            if exchange.client in self._clients():
                on_exchange(exchange)

        return watcher

    def _clients(self) -> set[tuple[str, int] | None]:
        return {attempt.outgoing for attempt in self._attempts if attempt.allowed}

    @property
    def exchanges(self) -> list[Exchange]:
        """What the gateway answered to the commands, so far."""
        clients = self._clients()
        return [exchange for exchange in self.gateway.journal.since(self._before) if exchange.client in clients]
