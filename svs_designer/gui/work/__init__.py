"""The open work of cases that run on a server: what is asked of it, and the window that shows it."""
