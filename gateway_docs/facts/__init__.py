"""The operator's facts: gateway.yml, read, checked and typed."""

from gateway_docs.facts.common import Region
from gateway_docs.facts.load import FactsError, load_facts
from gateway_docs.facts.model import FAVICON, Facts, Group, Model, Vendor

__all__ = ["FAVICON", "Facts", "FactsError", "Group", "Model", "Region", "Vendor", "load_facts"]
