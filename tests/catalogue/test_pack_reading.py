"""Reading packs: another framework is only data, and a broken one says where."""

import subprocess
import sys
from pathlib import Path

import pytest

from svs_designer.catalogue import (
    CatalogueError,
    UnknownCatalogue,
    catalogue_ids,
    load_catalogue,
    load_catalogue_from,
)
from tests.catalogue.packs import a_pack


def test_every_shipped_catalogue_loads_under_its_own_id() -> None:
    assert "itil4" in catalogue_ids()
    assert all(load_catalogue(catalogue_id).id == catalogue_id for catalogue_id in catalogue_ids())


def test_a_catalogue_is_read_once() -> None:
    assert load_catalogue("itil4") is load_catalogue("itil4")


@pytest.mark.parametrize("unknown", ["itil5", "../catalogue/itil4", ""])
def test_an_unknown_catalogue_is_refused_with_the_known_ones(unknown: str) -> None:
    with pytest.raises(UnknownCatalogue, match=f"'{unknown}': known are .*itil4"):
        load_catalogue(unknown)


def test_another_framework_is_only_data(tmp_path: Path) -> None:
    kitchen = load_catalogue_from(a_pack(tmp_path))

    assert (kitchen.id, kitchen.name, kitchen.version) == ("kitchen", "Kitchen", "2")
    assert [activity.word for activity in kitchen.activities] == ["Serve", "Cook"]
    assert kitchen.output.name == "Delight"
    assert kitchen.principles == ()


def test_text_stays_text(tmp_path: Path) -> None:
    pack = a_pack(tmp_path, file="practices.yaml", old="short: Garden", new="short: no")

    assert load_catalogue_from(pack).practices[3].short == "no"


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        ("catalogue.yaml", "name: Kitchen", "nam: Kitchen", "catalogue.yaml: unknown key 'nam'"),
        ("catalogue.yaml", "id: kitchen", "id: Kit chen", "catalogue.yaml, line 1, id: String should match"),
        ("catalogue.yaml", "name: Kitchen", "name: [", "catalogue.yaml, line 4: "),
        ("catalogue.yaml", "name: Kitchen", "id: kitchen", "catalogue.yaml, line 2: 'id' stands twice"),
        ("catalogue.yaml", "version: 2\n", "", "catalogue.yaml, line 1, version: Field required"),
        ("activities.yaml", "word: Cook", "wort: Cook", "activities.yaml, line 10, activities > cook > word: "),
        ("activities.yaml", "word: Cook", "wort: Cook", "line 12, activities > cook > wort: unknown key"),
        ("activities.yaml", "delivery]", "delivry]", "line 9, activities > serve > capabilities > 1: Input should be"),
        ("activities.yaml", "id: cook", "id: guest", "frame.yaml, line 5, parties > guest > id: 'guest' is given"),
        ("activities.yaml", "word: Cook", "word: Cook\n    order: 3", "line 13, activities > cook > order: follows"),
        ("artefacts.yaml", "to: [cook]", "to: [cok]", "artefacts.yaml, line 3, artefacts > order > to: there is no"),
        ("artefacts.yaml", "to: [cook]", "to: [cok]", "activity or party 'cok'; did you mean 'cook'?"),
        ("artefacts.yaml", "to: [cook]", "to: []", "artefacts.yaml, line 3, artefacts > order > to: "),
        ("practices.yaml", "serve: low", "sreve: low", "line 24, practices > knife-work > contributions > sreve: "),
        ("practices.yaml", "serve: low", "sreve: low", "no activity 'sreve'; did you mean 'serve'?"),
        ("practices.yaml", "serve: low", "serve: lots", "knife-work > contributions > serve: Input should be 'none'"),
        ("practices.yaml", "short: Host", "short: Knife", "practices > knife-work > short: 'Knife' is given twice"),
        ("practices.yaml", "id: hosting", "id: kindness", "line 11, practices > kindness > id: 'kindness' is given"),
        ("practices.yaml", "{id: craft,", "{id: trade,", "practices > kindness > group: there is no group 'craft'"),
        ("frame.yaml", "output: {id: delight,", "output: {", "frame.yaml, line 3, output > id: Field required"),
        ("frame.yaml", "parties:\n", "parties: 3\nguests:\n", "frame.yaml: unknown key 'guests'"),
        ("frame.yaml", "summary: Eats and pays", "summary: ''", "frame.yaml, line 5, parties > guest > summary: "),
    ],
)  # fmt: skip
def test_a_broken_pack_names_file_and_place(tmp_path: Path, file: str, old: str, new: str, told: str) -> None:
    pack = a_pack(tmp_path, file=file, old=old, new=new)

    with pytest.raises(CatalogueError) as caught:
        load_catalogue_from(pack)

    assert told in str(caught.value)


def test_every_fault_is_told_on_a_line_of_its_own(tmp_path: Path) -> None:
    pack = a_pack(tmp_path, file="artefacts.yaml", old="from: [serve], to: [cook]", new="from: [surve], to: [cok]")

    with pytest.raises(CatalogueError) as caught:
        load_catalogue_from(pack)

    assert len(str(caught.value).splitlines()) == 2


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"\xff\xfe", "not UTF-8"),
        (b"- a\n- b\n", "expected keys"),
        (b"", "expected keys"),
        (b"a\0", "frame.yaml"),
        (b"? [a]\n: b\n", "line 1: found unhashable key"),
    ],
)
def test_a_file_that_is_no_pack_file_is_refused(tmp_path: Path, content: bytes, told: str) -> None:
    pack = a_pack(tmp_path)
    (pack / "frame.yaml").write_bytes(content)

    with pytest.raises(CatalogueError, match=told):
        load_catalogue_from(pack)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    pack = a_pack(tmp_path)
    (pack / "practices.yaml").unlink()

    with pytest.raises(CatalogueError, match=r"practices\.yaml: No such file"):
        load_catalogue_from(pack)


def test_a_pack_reads_the_same_without_libyaml(tmp_path: Path) -> None:
    """In a process of its own, where the C loader cannot be imported."""
    script = (
        "import sys, yaml; del yaml.CBaseLoader\n"
        "from pathlib import Path\n"
        "from svs_designer.catalogue import load_catalogue_from\n"
        "sys.stdout.write(load_catalogue_from(Path(sys.argv[1])).model_dump_json())"
    )
    pack = a_pack(tmp_path)

    told = subprocess.run([sys.executable, "-c", script, pack], capture_output=True, text=True, check=True).stdout

    assert told == load_catalogue_from(pack).model_dump_json()


def test_importing_the_package_does_not_import_yaml() -> None:
    script = "import sys, svs_designer.catalogue; sys.exit('yaml' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
