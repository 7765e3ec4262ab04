"""The operator's facts: gateway.yml, read, checked and typed."""

from gateway_docs.facts.load import FactsError, load_facts
from gateway_docs.facts.model import Facts, Group, Model, Region, Vendor
from gateway_docs.facts.place import facts_file

__all__ = ["Facts", "FactsError", "Group", "Model", "Region", "Vendor", "facts_file", "load_facts"]
