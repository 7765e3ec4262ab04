"""How the software that gateways run answers, one data file each; what can be wrong with a request at all."""

from gateway_docs.software.load import SoftwareId, shipped, software, software_ids
from gateway_docs.software.model import Answer, Software
from gateway_docs.software.refusal import CATALOGUE, Refusal

__all__ = ["CATALOGUE", "Answer", "Refusal", "Software", "SoftwareId", "shipped", "software", "software_ids"]
