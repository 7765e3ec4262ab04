"""Asks a published site whether it is as it was built: `gateway-docs check-site`."""
