"""Everything with a window: canvas, panels, dialogs and the shell that joins them."""
