"""The pages once more as plain Markdown, for people who paste them and for programs that read them."""
