"""One folder a file format; none knows another."""
