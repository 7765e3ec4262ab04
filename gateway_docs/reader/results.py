"""What items find: in the background, at once, or when they last held."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, Protocol

from gateway_docs.reader.unchanged import DAYS, Unchanged


class Provable(Protocol):
    """A test item whose result can be kept: see ReaderItem."""

    @property
    def nodeid(self) -> str: ...

    @property
    def key(self) -> object: ...

    @property
    def digest(self) -> str | None: ...

    def work(self) -> Any: ...

    def pack(self, result: Any) -> Any: ...

    def unpack(self, kept: Any) -> Any: ...


class Results:
    """Items of one key have one result. `only_changed`: what held before in the same way is not done again."""

    def __init__(self, unchanged: Unchanged) -> None:
        self.only_changed = False
        self._unchanged = unchanged
        self._futures: dict[object, Future[Any]] = {}
        #: The items that were not done again.
        self._not_again: set[str] = set()

    def begin(self, work: dict[object, Callable[[], Any]], executor: ThreadPoolExecutor) -> None:
        """Do `work` in the background, in this order."""
        self._futures = {key: executor.submit(function) for key, function in work.items()}

    def before(self, item: Provable) -> Any | None:
        """What `item` found when it last held, if nothing that decides it has changed since and that may be taken."""
        name = item.digest if self.only_changed else None
        kept = self._unchanged.read(name) if name else None
        return None if kept is None else item.unpack(kept)

    def found(self, item: Provable) -> Any:
        """What `item` finds, by doing its work or from when it last held. Raises what the work raises."""
        if (known := self.before(item)) is not None:
            self._not_again.add(item.nodeid)
            return known
        if item.key not in self._futures:
            self._futures[item.key] = _done_now(item.work)
        return self._futures[item.key].result()

    def keep(self, item: Provable, result: Any) -> None:
        """Keep what `item` found, for a run of what changed."""
        if item.nodeid not in self._not_again and (name := item.digest):
            self._unchanged.keep(name, item.pack(result))

    def told(self) -> str | None:
        """What to tell of what was not done again; None: nothing was left out."""
        if not self._not_again:
            return None
        same = "their code blocks, clients, facts and tools are those with which they held on this computer"
        return f"NOT DONE AGAIN, because --changed was given: {len(self._not_again)}; {same} in the last {DAYS} days"

    @property
    def ended(self) -> bool:
        """Whether nothing goes on in the background."""
        return all(future.done() for future in self._futures.values())


def _done_now(work: Callable[[], Any]) -> Future[Any]:
    future: Future[Any] = Future()
    try:
        future.set_result(work())
    except Exception as error:
        future.set_exception(error)
    return future
