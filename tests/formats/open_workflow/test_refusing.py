"""A stream that cannot be run is refused on the command line: with the findings, exit code 1 and no file."""

import pytest

from svs_designer.cli.main import main
from svs_designer.exchange.exporter import CannotExport
from svs_designer.formats.native import save_file
from tests.analysis.flows import a_flow
from tests.builders import a_document
from tests.formats.open_workflow.exporting import export, tree_of


@pytest.mark.parametrize(
    ("stream", "rule"),
    [
        (a_flow("demand > a", "a"), "SVS021"),
        (a_flow("demand > a", "a > all b c", "b > value", "c > value"), "SVS026"),
        (a_flow("demand > a", "a > end", value=None), "SVS002"),
    ],
)
def test_a_stream_that_no_engine_could_run_is_refused_with_what_is_wrong(stream, rule, tmp_path, capsys):
    save_file(tmp_path / "s.svs.yaml", a_document(stream))
    out = tmp_path / "s.workflow.yaml"

    code = main(["export", str(tmp_path / "s.svs.yaml"), "--to", "open-workflow", "-o", str(out)])

    told = capsys.readouterr()
    assert code == 1
    assert rule in told.err
    assert told.out == ""
    assert [path.name for path in tmp_path.iterdir()] == ["s.svs.yaml"]


def test_a_sound_stream_goes_to_a_file_with_what_was_lost_told(tmp_path, capsys):
    save_file(tmp_path / "s.svs.yaml", a_document(a_flow("demand > a", "a > one value b", "b > a")))
    out = tmp_path / "s.workflow.yaml"
    settings = ["--dsl-version", "1.0.0", "--profile", "rehearse", "--most-repeats", "2"]

    code = main(["export", str(tmp_path / "s.svs.yaml"), "--to", "open-workflow", "-o", str(out), *settings])

    assert code == 0
    assert tree_of(out.read_bytes())["document"]["dsl"] == "1.0.0"
    assert "2 times at most" in capsys.readouterr().err


def test_what_crosses_is_refused_with_the_split_and_a_way_out():
    stream = a_flow(
        "demand > a", "a > all b c", "b > all p q", "c > all r t", "p > j", "r > j", "q > k", "t > k",
        "*j > m", "*k > m", "*m > value",
    )  # fmt: skip

    with pytest.raises(CannotExport, match=r"“Do b” have no block structure; .* let them meet in one step first"):
        export(a_document(stream))
