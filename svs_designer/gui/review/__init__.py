"""The review of a stream in the window: dimensions and principles, and the chains of governance."""
