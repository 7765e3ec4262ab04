"""Measures the built site: in a browser, behind nginx, with Lighthouse, with queries."""
