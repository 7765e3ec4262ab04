"""A built site, whose pages are read once: what is done with them is done in memory and written at the end."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from html.parser import HTMLParser
from pathlib import Path

from gateway_docs.facts import Facts

Attributes = dict[str, str]


class BuiltPage(HTMLParser):
    """An HTML file of the site: its `text` may change, the <link> and <meta> of its head stay."""

    def __init__(self, text: str):
        super().__init__()
        self.text = text
        self.links: list[Attributes] = []
        self.metas: list[Attributes] = []
        self.feed(text.partition("</head>")[0])

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        found = {"link": self.links, "meta": self.metas}.get(tag)
        if found is not None:
            found.append({name: value or "" for name, value in attributes})

    def meta(self, kind: str, name: str) -> str:
        """The content of the <meta> whose `kind` (`name` or `http-equiv`) is `name`; empty without one."""
        return next((meta["content"] for meta in self.metas if meta.get(kind) == name), "")


class BuiltSite:
    """The site in the folder `root`, built from `facts`."""

    def __init__(self, root: Path, facts: Facts):
        self.root, self.facts = root, facts
        self._on_disk: dict[str, str] = {}

    @cached_property
    def pages(self) -> dict[str, BuiltPage]:
        """Each page by its name from the root, such as `faq/index.html`, in the order of names."""
        paths = sorted(self.root.rglob("*.html"))
        self._on_disk = {path.relative_to(self.root).as_posix(): path.read_text("utf-8") for path in paths}
        return {name: BuiltPage(text) for name, text in self._on_disk.items()}

    def files(self) -> Iterator[tuple[Path, bytes]]:
        """Every file by its name from the root, sorted, with the pages as they are now."""
        names = {path.relative_to(self.root) for path in self.root.rglob("*") if path.is_file()}
        for name in sorted(names | set(map(Path, self.pages))):
            page = self.pages.get(name.as_posix())
            yield name, page.text.encode() if page else (self.root / name).read_bytes()

    def save(self) -> None:
        """Write the pages that are new or were changed."""
        for name, page in self.pages.items():
            if page.text != self._on_disk.get(name):
                (self.root / name).parent.mkdir(parents=True, exist_ok=True)
                (self.root / name).write_text(page.text, "utf-8")
