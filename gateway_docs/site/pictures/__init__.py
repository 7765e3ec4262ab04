"""Pictures, drawn while the site is built from small files of words in `data/`, in the colours of the page."""
