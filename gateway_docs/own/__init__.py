"""What an operator adds or says otherwise, in the folder `operator/`, which this project never has."""

from gateway_docs.own.pages import OwnError, pages_folder
from gateway_docs.own.place import extra_pages, own, search_path

__all__ = ["OwnError", "extra_pages", "own", "pages_folder", "search_path"]
