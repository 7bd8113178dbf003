"""The native YAML file: reader and writer."""
