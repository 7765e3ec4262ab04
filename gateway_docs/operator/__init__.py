"""What the operator of a gateway does with these docs: begin, check, keep models and prices up to date."""
