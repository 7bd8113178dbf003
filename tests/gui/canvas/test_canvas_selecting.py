from PySide6.QtCore import Qt

from svs_designer.gui.selection import Selection
from tests.builders import a_document, a_stream
from tests.gui.canvas.stage import CTRL, placed


def test_a_click_selects_a_card_alone(make_stage):
    stage = make_stage(a_document())

    stage.click(stage.spot("a"))
    stage.click(stage.spot("b"))

    assert stage.canvas.selection() == Selection("s", ("b",))


def test_ctrl_click_adds_to_the_selection_and_takes_out_again(make_stage):
    stage = make_stage(a_document())
    stage.click(stage.spot("a"))

    stage.click(stage.spot("b"), CTRL)
    both = stage.selected
    stage.click(stage.spot("a"), CTRL)

    assert both == ("a", "b")
    assert stage.selected == ("b",)


def test_a_click_near_a_line_selects_the_link(make_stage):
    stage = make_stage(a_document())

    stage.click(stage.on_link(("a", "b")) + type(stage.empty())(0, 4))

    assert stage.canvas.selection() == Selection("s", (), (("a", "b"),))


def test_a_click_on_empty_canvas_selects_nothing(make_stage):
    stage = make_stage(a_document())
    stage.click(stage.spot("a"))

    stage.click(stage.empty())

    assert stage.canvas.selection().is_empty


def test_a_rubber_band_selects_what_it_touches(make_stage):
    stage = make_stage(a_document())
    start = stage.spot("a", across=-0.1, down=-0.3)

    stage.drag(start, stage.spot("b", across=0.5, down=1.3))

    assert stage.selected == ("a", "b")
    assert stage.canvas.selection().links == (("a", "b"),)


def test_escape_breaks_off_a_rubber_band_and_selects_what_was_selected(make_stage):
    stage = make_stage(a_document())
    stage.click(stage.spot("b"))

    stage.drag(stage.spot("a", across=-0.1, down=-0.3), stage.spot("a", across=0.5, down=1.3), release=False)
    during = stage.selected
    stage.key(Qt.Key.Key_Escape)

    assert during == ("a",)
    assert stage.selected == ("b",)


def test_ctrl_and_arrows_walk_along_the_flow(make_stage):
    stage = make_stage(a_document())
    stage.click(stage.spot("a"))

    walked = []
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Left, Qt.Key.Key_Left):
        stage.key(key, CTRL)
        walked.append(stage.selected)

    assert walked == [("b",), ("value",), ("b",), ("a",), ("demand",)]


def test_ctrl_l_goes_through_the_links_of_an_element(make_stage):
    stage = make_stage(a_document())
    stage.click(stage.spot("a"))

    found = []
    for _ in range(3):
        stage.key(Qt.Key.Key_L, CTRL)
        found.append(stage.canvas.selection().only_link)

    assert found == [("a", "b"), ("demand", "a"), ("a", "b")]


def test_what_is_deleted_elsewhere_is_selected_no_longer(make_stage):
    from svs_designer.model.edits.nodes import delete_elements

    stage = make_stage(a_document())
    heard = []
    stage.canvas.selection_changed.connect(heard.append)
    stage.select("a", "b")

    stage.session.apply("Delete step", delete_elements, "s", ("a",))

    assert heard[-1] == Selection("s", ("b",))


def test_showing_another_stream_selects_nothing_and_revealing_there_shows_it(make_stage):
    stage = make_stage(a_document(a_stream("s"), a_stream("t", steps=3)))
    stage.click(stage.spot("a"))

    stage.canvas.reveal(Selection("t", ("c",)))

    assert stage.canvas.stream_id == "t"
    assert stage.canvas.selection() == Selection("t", ("c",))


def test_the_screen_reader_hears_what_is_selected(make_stage):
    stage = make_stage(a_document())

    stage.click(stage.spot("a"))
    one = stage.canvas.accessibleDescription()
    stage.canvas.select_all()

    assert one.startswith("Work step Do a")
    assert stage.canvas.accessibleDescription() == "7 elements selected"


def test_tab_leaves_the_canvas_while_nothing_is_selected(make_stage):
    stage = make_stage(a_document())

    stage.key(Qt.Key.Key_Tab)

    assert not stage.has_box


def test_the_handle_shows_on_the_only_selected_card_not_on_each_of_several(make_stage):
    stage = make_stage(a_document())
    cards = stage.canvas.board.cards

    stage.select("a")
    alone = cards["a"].shows_handle
    stage.select("a", "b")

    assert alone
    assert not cards["a"].shows_handle
    assert not cards["b"].shows_handle


def test_what_is_selected_lies_above_what_it_overlaps(make_stage):
    stage = make_stage(placed(a_document(), a=(0, 0), b=(40, 20)))
    cards = stage.canvas.board.cards

    stage.select("a")
    over = stage.canvas.board.hit(cards["b"].mapToScene(40, 40), 1.0).element
    stage.select("b")

    assert over == "a"
    assert stage.canvas.board.hit(cards["b"].mapToScene(40, 40), 1.0).element == "b"
