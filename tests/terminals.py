"""Terminals for tests of what is written to one, and asked at one."""

import os

import pytest


def a_terminal() -> tuple[int, int]:
    """Return our end of a terminal and that of the program under test; skip where the machine has none to give."""
    if not hasattr(os, "openpty"):
        pytest.skip("needs a terminal of Unix")
    try:
        return os.openpty()
    except OSError as error:
        pytest.skip(f"this machine gives no terminal: {error}")
