"""What is known of each format that gateways speak, one folder per dialect: see `model` for what its data may say."""

from gateway_docs.dialects.model import Dialect, DialectId, Endpoint, dialect, dialect_ids, dialects

__all__ = ["Dialect", "DialectId", "Endpoint", "dialect", "dialect_ids", "dialects"]
