"""What is remembered from one start to the next, and what a broken settings file costs: nothing but the memory."""

from pathlib import Path

import pytest

from svs_designer.gui.main_window import MainWindow
from svs_designer.gui.settings import MOST_RECENT_FILES, Settings


@pytest.fixture
def again(qtbot, appearance, settings, wifi):
    """Return a maker of windows that start with the settings of those before."""
    made = []

    def start():
        settings.save()
        window = MainWindow(appearance, Settings(Path(settings._store.fileName())))
        window.show()
        window.files.open([wifi])
        made.append(window)
        return window

    yield start
    for window in made:
        window.close()
        window.deleteLater()


def test_a_hidden_panel_stays_hidden_at_the_next_start(again):
    first = again()
    first.commands.action("view.inspector").trigger()
    first.close()

    second = again()

    assert not second.page.inspector.isVisible()
    assert second.page.bottom.isVisible()


def test_the_size_of_a_panel_is_remembered(again):
    first = again()
    first.page.upright.setSizes([400, 260])
    height = first.page.upright.sizes()[1]
    first.close()

    second = again()

    assert abs(second.page.upright.sizes()[1] - height) <= 2


def test_panels_are_the_same_for_every_document(again):
    window = again()
    window.files.new()

    window.commands.action("view.problems").trigger()
    window.step_document(1)

    assert not window.page.bottom.isVisible()


def test_folding_the_problems_away_hides_the_panel(again):
    window = again()

    window.page.fold_asked.emit()

    assert not window.page.bottom.isVisible()
    assert not window.panels.is_shown("problems")


def test_the_size_of_the_window_is_remembered(again):
    first = again()
    first.resize(760, 560)
    first.close()

    second = again()

    assert (second.width(), second.height()) == (760, 560)


def test_recent_files_are_kept_newest_first_and_not_for_ever(settings, tmp_path):
    for number in range(MOST_RECENT_FILES + 3):
        settings.remember_file(tmp_path / f"{number}.svs.yaml")
    settings.remember_file(tmp_path / "5.svs.yaml")

    names = [path.name for path in settings.recent_files]

    assert len(names) == MOST_RECENT_FILES
    assert names[:2] == ["5.svs.yaml", "12.svs.yaml"]


@pytest.mark.parametrize(
    "text",
    [
        "[window]\ngeometry=@ByteArray(xxxx)\n[panels]\npalette-size=-5\n[appearance]\nmode=pink\n",
        "[window]\ngeometry=AAAA\n[panels]\npalette-size=99999999\nproblems-shown=@Variant(0)\n[files]\nrecent=a,b\n",
        "\x00\x01\x02 not an ini file [[[",
        "",
    ],
)
def test_a_broken_settings_file_does_no_harm(qtbot, appearance, tmp_path, text):
    path = tmp_path / "window.ini"
    path.write_text(text, encoding="latin-1")
    settings = Settings(path)

    window = MainWindow(appearance, settings)
    window.show()

    assert settings.mode == "system"
    assert 100 < settings.size("palette", 232) < 1000
    window.close()
    window.deleteLater()


def test_settings_that_cannot_be_written_do_no_harm(qtbot, appearance, tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    settings = Settings(blocked / "window.ini")

    settings.mode = "dark"
    settings.save()

    assert settings.mode == "dark"
