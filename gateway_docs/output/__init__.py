"""Work on the built site, and what its hosts need beside the pages."""
