"""Tells which files changed, as soon as the system says so."""

from __future__ import annotations

import os
import threading
from pathlib import Path
from typing import Any

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

#: What reading a file causes; a build reads every file, and must not start the next build.
READING = {"opened", "closed_no_write"}


class ChangeObserver:
    """Stands in for the observer of the live-reload server and remembers the paths of its events."""

    def __init__(self) -> None:
        self._observer = Observer()
        self._changed: set[Path] = set()
        self._lock = threading.Lock()
        for name in ("start", "stop", "join", "unschedule"):
            setattr(self, name, getattr(self._observer, name))

    def schedule(self, handler: FileSystemEventHandler, path: str, recursive: bool = False) -> Any:
        return self._observer.schedule(_Recorder(self, handler), path, recursive=recursive)

    def take(self) -> set[Path]:
        """The files that changed since the last call."""
        with self._lock:
            taken, self._changed = self._changed, set()
        return taken

    def record(self, event: FileSystemEvent) -> None:
        names = [name for name in (event.src_path, event.dest_path) if name]
        with self._lock:
            self._changed |= {Path(os.fsdecode(name)).absolute() for name in names}


class _Recorder(FileSystemEventHandler):
    def __init__(self, observer: ChangeObserver, handler: FileSystemEventHandler):
        self._observer, self._handler = observer, handler

    def on_any_event(self, event: FileSystemEvent) -> None:
        if not event.is_directory and event.event_type not in READING:
            self._observer.record(event)
            self._handler.dispatch(event)
