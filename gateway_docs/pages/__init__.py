"""Facts in Markdown: what the site and the reader share."""
