"""What the templates use and how the pages look."""
