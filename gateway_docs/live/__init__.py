"""Shows an author's edit in the open tab at once: of the whole site only the pages that changed are made again."""

from gateway_docs.live.rebuild import LiveRebuild

__all__ = ["LiveRebuild"]
