"""Walks the pages against the real gateway: the mock stays in front, judges each request, and passes it on."""
