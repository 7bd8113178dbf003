"""Mermaid: a stream as flowchart text, for wikis and repositories that draw it."""
