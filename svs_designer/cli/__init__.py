"""The command line: one file a subcommand; imports lazily, never Qt (PNG, PDF and the window arrive by entry point)."""
