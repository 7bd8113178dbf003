"""The lead-time ladder in the window: the measuring beside the work, the view, and the figures in the status bar."""
