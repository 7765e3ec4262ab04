"""The ground floor: where things are in the project, its YAML, and what of clients a gateway can see."""

from pathlib import Path

#: The folder of the checkout.
ROOT = Path(__file__).resolve().parent.parent.parent
