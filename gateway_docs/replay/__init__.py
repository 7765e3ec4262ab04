"""Measures the mock gateway by recorded exchanges with the vendors' own APIs: `gateway-docs replay FOLDER`."""
