"""A fault below Python, which no exception tells of, leaves a trace in the log folder."""

import subprocess
import sys
from pathlib import Path

FAULT = """
import faulthandler, sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from svs_designer.gui.crash import CrashGuard
app = QApplication([])
guard = CrashGuard(Path(sys.argv[1]))
faulthandler._sigsegv()
"""


def test_a_fault_of_the_toolkit_leaves_a_trace(tmp_path: Path) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", FAULT, str(tmp_path)],
        env={"QT_QPA_PLATFORM": "offscreen", "HOME": str(tmp_path), "PATH": ""},
        capture_output=True,
        check=False,
    )

    assert ended.returncode != 0
    assert "Segmentation fault" in (tmp_path / "svs-designer.fault.log").read_text(encoding="utf-8")
