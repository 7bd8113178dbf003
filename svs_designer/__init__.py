"""SVS Designer: draw value streams over the service value chain, check them, export them."""

__version__ = "0.1.0"
