"""The operator's facts: gateway.yml, read, checked and typed."""

from gateway_docs.facts.common import Region
from gateway_docs.facts.load import FactsError, load_facts
from gateway_docs.facts.model import Facts, Group, Model, Vendor

__all__ = ["Facts", "FactsError", "Group", "Model", "Region", "Vendor", "load_facts"]
