"""Front matter of pages by the rules of YAML 1.2, here and where MkDocs reads it."""

from __future__ import annotations

from mkdocs.utils import meta
from mkdocs.utils.meta import get_data  # noqa: TID251

from gateway_docs.project.yaml_files import Loader

__all__ = ["get_data"]

meta.SafeLoader = Loader  # type: ignore[attr-defined]  # MkDocs has no setting for it
