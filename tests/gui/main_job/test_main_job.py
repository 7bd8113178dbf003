"""The main job by mouse and keyboard: open, drag two activities and a practice, connect, save, reopen."""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from svs_designer.formats.native import read_file, write_text
from svs_designer.resource_files import model_file

DRIVER = Path(__file__).with_name("driver.py")
LACKING = [tool for tool in ("Xvfb", "openbox", "xdotool") if shutil.which(tool) is None]

pytestmark = [
    pytest.mark.window,
    pytest.mark.skipif(bool(LACKING), reason=f"needs {', '.join(LACKING)} (apt-get install xvfb openbox xdotool)"),
]


@pytest.fixture
def display(tmp_path: Path) -> Iterator[dict[str, str]]:
    """Give the environment of a fresh X display with a window manager, and user folders of its own."""
    number, write = os.pipe()
    command = ["Xvfb", "-displayfd", str(write), "-screen", "0", "1440x900x24", "-nolisten", "tcp"]
    with subprocess.Popen(command, pass_fds=[write], stderr=subprocess.DEVNULL) as server:
        os.close(write)
        with os.fdopen(number) as told:
            name = f":{told.readline().strip()}"
        environment = {key: value for key, value in os.environ.items() if key != "WAYLAND_DISPLAY"}
        environment |= {"DISPLAY": name, "QT_QPA_PLATFORM": "xcb", "PYTHONPATH": str(Path.cwd())}
        for kind in ("CONFIG", "STATE", "DATA", "CACHE"):
            environment[f"XDG_{kind}_HOME"] = str(tmp_path / kind.lower())
        with subprocess.Popen(["openbox"], env=environment, stderr=subprocess.DEVNULL) as manager:
            time.sleep(0.5)
            yield environment
            manager.terminate()
        server.terminate()


def test_a_stream_is_opened_drawn_saved_and_opened_again(display: dict[str, str], tmp_path: Path) -> None:
    file, answers, pictures = tmp_path / "wifi.svs.yaml", tmp_path / "answers.json", tmp_path / "pictures"
    pictures.mkdir()
    shutil.copy(model_file("wifi-to-be.svs.yaml"), file)
    before = file.read_bytes()

    done = subprocess.run(
        [sys.executable, str(DRIVER), str(file), str(answers), str(pictures)],
        env=display,
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )

    assert answers.exists(), done.stderr
    said = json.loads(answers.read_text(encoding="utf-8"))
    assert "error" not in said, f"{said['error']}\n{done.stderr}"
    assert (said["opened"], said["title before"]) == (12, True)
    reading = read_file(file)
    assert reading.complete
    assert file.read_bytes() != before
    assert write_text(reading.document).encode() == file.read_bytes()
    stream = reading.document.streams[0]
    call = next(step for step in stream.steps if step.name == "Call the driver back")
    learn = next(step for step in stream.steps if step.name == "Learn from the call")
    assert (call.activity, learn.activity) == ("engage", "improve")
    assert call.practices == ("service-desk",)
    assert [link.to for link in call.next.links] == [learn.id]
    assert done.stderr == ""
