"""Rehearsing a case in the window: what drives it, how it is shown, and how it moves over the canvas."""
