"""The interactive parts of pages: set-up, check of settings, cost. They run in the reader's browser only."""

from gateway_docs.site.tools.insert import Tools

__all__ = ["Tools"]
