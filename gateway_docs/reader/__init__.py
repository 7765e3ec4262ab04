"""Follows a page as a reader would: what can be copied from it is run, exactly as published, by the real tool."""
