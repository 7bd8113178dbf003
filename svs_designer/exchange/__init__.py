"""The doors through which documents leave for other formats and come in from them."""
