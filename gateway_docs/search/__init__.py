"""The search: one index per language, built from the pages and from what is known of how people ask."""

from gateway_docs.search.index import SearchIndex

__all__ = ["SearchIndex"]
