import pytest
from PySide6.QtCore import Qt

from svs_designer.catalogue import load_catalogue
from svs_designer.gui.canvas.capture import Draft, read_draft, read_rows, shortcuts
from svs_designer.gui.canvas.suggestions import Setting, likely_activities, suggestions
from svs_designer.gui.mime import PaletteItem
from svs_designer.model.registers import Team
from svs_designer.model.times import Touch, Wait
from tests.builders import a_document, a_step, a_stream

CATALOGUE = load_catalogue("itil4")
SPREAD = Touch.model_validate("5-10-20m")


def test_each_activity_has_its_letter():
    assert shortcuts(CATALOGUE) == {
        "p": "plan",
        "i": "improve",
        "e": "engage",
        "d": "design-transition",
        "o": "obtain-build",
        "s": "deliver-support",
    }


@pytest.mark.parametrize(
    ("typed", "draft"),
    [
        ("Take the call", Draft("Take the call")),
        ("e Take the call", Draft("Take the call", "engage")),
        ("Engage: Take the call", Draft("Take the call", "engage")),
        ("obtain: Fetch it", Draft("Fetch it", "obtain-build")),
        ("Fetch: the tablet", Draft("Fetch: the tablet")),
        ("Take the call 6m", Draft("Take the call", None, "", Touch(likely="6m"))),
        ("Take the call 6m+3m", Draft("Take the call", None, "", Touch(likely="6m"), Wait(typical="3m"))),
        ("Take the call +3m", Draft("Take the call", None, "", None, Wait(typical="3m"))),
        ("s Fix it 5-10-20m + 1h30m", Draft("Fix it", "deliver-support", "", SPREAD, Wait(typical="1h30m"))),
        ("e Take a call @Desk 6m+3m", Draft("Take a call", "engage", "Desk", Touch(likely="6m"), Wait(typical="3m"))),
        ("e Take the call 6m @Service desk", Draft("Take the call", "engage", "Service desk", Touch(likely="6m"))),
        ("Mail it to joe@example.org", Draft("Mail it to joe@example.org")),
        ("e", Draft("e")),
        ("Meet 3 people", Draft("Meet 3 people")),
    ],
)  # fmt: skip
def test_a_typed_line_is_read_as_a_step(typed, draft):
    assert read_draft(typed, CATALOGUE) == draft


def test_rows_with_headings_are_read_by_them():
    text = "Activity\tStep\tTeam\tTouch\tWait\nEngage\tTake the call\tService desk\t6m\t3m\n\nplan\tThink\t\t\t\n"

    assert read_rows(text, CATALOGUE) == (
        Draft("Take the call", "engage", "Service desk", Touch(likely="6m"), Wait(typical="3m")),
        Draft("Think", "plan"),
    )


def test_rows_without_headings_are_read_by_their_looks():
    assert read_rows("Take the call\tEngage\tService desk\t6m\t3m", CATALOGUE) == (
        Draft("Take the call", "engage", "Service desk", Touch(likely="6m"), Wait(typical="3m")),
    )


def test_plain_lines_are_names_without_their_bullets():
    assert [draft.name for draft in read_rows("1. First\n- Second\n\n\u2022 Third\n4 eyes check", CATALOGUE)] == [
        "First",
        "Second",
        "Third",
        "4 eyes check",
    ]


def test_what_follows_most_often_comes_first():
    steps = (
        a_step("a", activity="engage", next="b"),
        a_step("b", activity="obtain-build", next="c"),
        a_step("c", activity="engage"),
    )
    document = a_document(a_stream(steps=steps))

    likely = likely_activities(Setting(document, "s", CATALOGUE, source="c"))

    assert likely[:2] == ("obtain-build", "engage")


def test_behind_demand_the_activity_that_meets_the_requester_comes_first():
    document = a_document(a_stream(demand={"text": "A need"}, steps=(a_step("a", activity="plan"),)))

    likely = likely_activities(Setting(document, "s", CATALOGUE, source="demand"))

    assert likely[:2] == ("engage", "plan")


def test_value_is_offered_to_connect_to_by_its_name():
    document = a_document(a_stream(steps=(a_step("a"),)))

    rows = suggestions("value", Setting(document, "s", CATALOGUE, source="a"))

    assert (rows[0].action, rows[0].node) == ("connect", "value")


def test_a_letter_can_be_meant_as_a_word():
    rows = suggestions("i agree", Setting(a_document(), "s", CATALOGUE))

    assert [(row.title, row.draft.activity) for row in rows[:2]] == [
        ("agree", "improve"),
        ("i agree", "deliver-support"),
    ]


def test_ten_steps_by_keyboard_alone(make_stage):
    stage = make_stage(a_document(a_stream(steps=(), demand={"text": "Somebody asks"})))
    stage.select("demand")

    for number in range(10):
        stage.key(Qt.Key.Key_Tab)
        stage.type(f"{'eosdpi'[number % 6]} Step {number} @Team {number % 3} {number + 1}m+2m\n")
    stage.key(Qt.Key.Key_Tab)
    stage.type("value\n")

    steps = stage.stream.steps
    assert [step.name for step in steps] == [f"Step {number}" for number in range(10)]
    assert steps[0].activity == "engage"
    assert [team.name for team in stage.session.document.teams] == ["Team 0", "Team 1", "Team 2"]
    assert stage.links[0] == ("demand", "step-0")
    assert stage.links[-1] == ("step-9", "value")
    boxes = [card.box for card in stage.canvas.board.cards.values()]
    assert not any(one.intersects(other) for i, one in enumerate(boxes) for other in boxes[:i])
    for _ in range(11):
        stage.session.undo()
    assert stage.session.undo_label is None


def test_the_last_activity_serves_the_next_name(make_stage):
    stage = make_stage(a_document(a_stream(steps=(a_step("a"),))))
    stage.select("a")

    for text in ("o Fetch the tablet\n", "Bring it\n"):
        stage.key(Qt.Key.Key_Tab)
        stage.type(text)

    assert stage.stream.step("bring-it").activity == "obtain-build"


def test_a_known_team_is_found_by_its_name(make_stage):
    stage = make_stage(a_document(teams=(Team(id="desk", name="Service desk"),)))
    stage.select("b")

    stage.key(Qt.Key.Key_Tab)
    stage.type("Ask @service desk\n")

    assert stage.stream.step("ask").team == "desk"
    assert len(stage.session.document.teams) == 1


def test_the_beginning_of_a_known_team_stands_for_it(make_stage):
    stage = make_stage(a_document(teams=(Team(id="desk", name="Service desk"), Team(id="field", name="Field support"))))
    stage.select("b")

    stage.key(Qt.Key.Key_Tab)
    stage.type("e Ask @ser 6m")
    rows = [(row.title, row.detail) for row in stage.box._hits[:2]]
    stage.type("\n")

    assert rows == [("Ask", "Engage · Service desk · 6m"), ("Ask", "Engage · new team ser · 6m")]
    assert stage.stream.step("ask").team == "desk"
    assert len(stage.session.document.teams) == 2


def test_choosing_an_activity_alone_types_the_name_in_place(make_stage):
    stage = make_stage(a_document())
    before = stage.session.document
    stage.double_click(stage.empty())

    stage.qtbot.keyClick(stage.box.field, Qt.Key.Key_Down)
    stage.qtbot.keyClick(stage.box.field, Qt.Key.Key_Return)
    stage.type("Think\n")

    assert stage.stream.step("think").name == "Think"
    assert stage.undo_restores(before)


def test_a_click_on_a_row_takes_it(make_stage):
    stage = make_stage(a_document())
    stage.double_click(stage.empty())
    stage.type("Ask")
    rows = stage.box.rows

    stage.qtbot.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=rows.visualItemRect(rows.item(0)).center())

    assert stage.stream.step("ask")
    assert not stage.has_box


def test_escape_closes_quick_add_and_gives_the_keyboard_back(make_stage):
    stage = make_stage(a_document())
    before = stage.session.document
    stage.select("b")
    stage.key(Qt.Key.Key_Tab)

    stage.qtbot.keyClick(stage.box.field, Qt.Key.Key_Escape)

    assert not stage.has_box
    assert stage.canvas.hasFocus()
    assert stage.session.document is before


def test_an_empty_stream_offers_its_first_step(make_stage):
    from svs_designer.gui.canvas.empty_state import EmptyState

    stage = make_stage(a_document(a_stream(steps=())))
    offer = stage.canvas.findChild(EmptyState)
    assert offer.isVisible()

    stage.qtbot.mouseClick(offer.button, Qt.MouseButton.LeftButton)
    stage.type("e Take the call\n")

    assert not offer.isVisible()
    assert ("demand", "take-the-call") in stage.links


def test_the_palette_adds_after_the_selected_step(make_stage):
    stage = make_stage(a_document())
    stage.select("b")

    stage.canvas.add_item(PaletteItem("activity", "engage"))
    stage.type("Ask\n")
    stage.canvas.add_item(PaletteItem("practice", "service-desk"))

    assert ("b", "ask") in stage.links
    assert stage.stream.step("ask").practices == ("service-desk",)


def test_the_palette_adds_into_free_space_where_nothing_is_selected(make_stage):
    stage = make_stage(a_document())

    stage.canvas.add_item(PaletteItem("end"))

    boxes = {key: card.box for key, card in stage.canvas.board.cards.items()}
    assert not any(boxes["end"].intersects(box) for key, box in boxes.items() if key != "end")


def test_quick_add_in_a_read_only_document_says_why_not(make_stage):
    stage = make_stage(a_document(), read_only=True)

    stage.double_click(stage.empty())

    assert not stage.has_box
    assert len(stage.hints) == 1


def test_a_row_without_a_name_yet_tells_its_team_and_times():
    rows = suggestions("@Service desk 6m", Setting(a_document(), "s", CATALOGUE))

    assert rows[0].title == "Deliver & support"
    assert rows[0].detail == "new team Service desk · 6m"


def test_what_is_typed_into_a_crowded_place_covers_no_card(make_stage):
    stage = make_stage(a_document())

    stage.canvas.writing.quick_add(at=stage.canvas.board.cards["a"].pos())
    stage.type("Ask\n")

    boxes = {key: card.box for key, card in stage.canvas.board.cards.items()}
    assert not any(boxes["ask"].intersects(box) for key, box in boxes.items() if key != "ask")
