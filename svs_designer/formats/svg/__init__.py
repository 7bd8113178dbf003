"""Pictures as SVG with plain text elements."""
