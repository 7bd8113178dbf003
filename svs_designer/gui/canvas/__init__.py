"""The canvas: a value stream drawn, and every gesture on it."""
