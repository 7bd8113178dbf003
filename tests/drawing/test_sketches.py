"""How elements look: what a card says, that everything stays within its box, and that no words overlap."""

from itertools import combinations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from svs_designer.catalogue import load_catalogue
from svs_designer.drawing.figures import FigureKind, Sketch
from svs_designer.drawing.geometry import Box, Point, Size
from svs_designer.drawing.marks import Band, Disc, Icon, Rectangle, Stroke, Words
from svs_designer.drawing.sketches import ConnectorFace, Wording, card, connector, demand, ending, note, value
from svs_designer.drawing.sketches.card import BADGE
from svs_designer.drawing.theme import LIGHT
from svs_designer.model.links import Link, Split
from svs_designer.model.registers import Party, Team
from svs_designer.model.step import Step
from svs_designer.model.stream import Annotation, Demand, End, Value
from tests.builders import a_step

CATALOGUE = load_catalogue("itil4")
WORDING = Wording(
    CATALOGUE, (Team(id="desk", name="Service desk"), Team(id="net")), (), (Party(id="driver", name="Driver"),)
)
NAMES = st.text(alphabet=st.characters(exclude_categories=("Cs",)), max_size=80)


def texts(sketch: Sketch) -> list[str]:
    return [mark.text for mark in sketch.marks if isinstance(mark, Words)]


def icons(sketch: Sketch) -> list[str]:
    return [mark.name for mark in sketch.marks if isinstance(mark, Icon)]


def ink(mark: Words) -> Box:
    """The space of a line of text, from the top of its capitals to its baseline."""
    before = {"start": 0.0, "middle": mark.width / 2, "end": mark.width}[mark.anchor]
    return Box(mark.x - before, mark.y - 0.73 * mark.size, mark.width, 0.73 * mark.size)


def area(mark: Any) -> Box:
    match mark:
        case Words():
            return ink(mark)
        case Rectangle() | Band():
            return Box(mark.x, mark.y, mark.width, mark.height)
        case Disc():
            return Box(mark.x - mark.radius, mark.y - mark.radius, 2 * mark.radius, 2 * mark.radius)
        case Icon():
            return Box(mark.x, mark.y, mark.size, mark.size)
    raise AssertionError(mark)


def assert_well_drawn(sketch: Sketch) -> None:
    whole = Box(0, 0, *sketch.size).expanded(0.01)
    for mark in sketch.marks:
        box = area(mark)
        assert whole.contains(Point(box.x, box.y)), mark
        assert whole.contains(Point(box.right, box.bottom)), mark
    words = [ink(mark) for mark in sketch.marks if isinstance(mark, Words)]
    signs = [area(mark).expanded(-1) for mark in sketch.marks if isinstance(mark, Icon)]
    for one, other in combinations(words + signs, 2):
        assert not one.intersects(other)
    assert sketch.fill in LIGHT.colours
    assert sketch.spoken


def test_a_card_says_what_a_step_is():
    step = a_step(
        "a",
        "Try a first fix and choose the next team",
        activity="deliver-support",
        practices=("incident-management", "knowledge-management", "service-desk"),
        team="desk",
        touch="10m",
        wait="2m",
    )

    drawn = card(step, WORDING)

    assert texts(drawn) == [
        "Deliver & support", "Try a first fix and choose", "the next team",
        "Incident", "Knowledge", "+1", "Service desk", "10m + 2m",
    ]  # fmt: skip
    assert icons(drawn) == ["deliver-support"]
    assert drawn.fill == "deliver-support"
    assert drawn.size == Size(196, 112)


def test_an_empty_step_says_what_to_do():
    drawn = card(Step(id="a"), WORDING)

    assert texts(drawn) == ["Choose an activity", "Untitled step"]
    assert icons(drawn) == []


def test_a_missing_time_is_not_zero():
    assert "10m + ?" in texts(card(a_step(touch="10m"), WORDING))
    assert "? + 0m" in texts(card(a_step(wait="0m"), WORDING))
    assert not any("?" in text for text in texts(card(a_step(), WORDING)))


def test_a_card_without_team_names_the_role():
    assert "field-technician" in texts(card(a_step(role="field-technician"), WORDING))


def test_kind_live_change_and_automation_wear_small_signs():
    step = a_step(kind="approval", live=True, automation="assisted")

    assert icons(card(step, WORDING))[1:] == ["approval", "live", "automation"]


def test_what_the_catalogue_does_not_know_is_shown_by_its_id():
    drawn = card(a_step(activity="divine", practices=("alchemy",)), WORDING)

    assert texts(drawn)[0] == "Choose an activity"
    assert "alchemy" in texts(drawn)


def test_a_long_title_is_set_smaller_before_it_is_cut():
    long = card(a_step(name="Update asset and configuration, re-order the spare"), WORDING)

    title = [mark for mark in long.marks if isinstance(mark, Words) and mark.weight == 600 and mark.size > 11]
    assert " ".join(mark.text for mark in title) == "Update asset and configuration, re-order the spare"
    assert {mark.size for mark in title} == {12}


@given(
    NAMES,
    st.lists(st.sampled_from([p.id for p in CATALOGUE.practices]), max_size=5, unique=True),
    NAMES,
    st.sampled_from([None, *(a.id for a in CATALOGUE.activities)]),
    st.sampled_from(["work", "approval", "decision"]),
    st.booleans(),
    st.sampled_from([None, "5m", "10h30m20s", "100d"]),
)
def test_nothing_leaves_the_card_and_nothing_overlaps(name, practices, team, activity, kind, live, time):
    wording = Wording(CATALOGUE, (Team(id="t", name=team),), (), ())
    automation = "automatic" if live else "manual"
    step = Step(
        id="a", name=name, practices=tuple(practices), team="t", activity=activity,
        kind=kind, live=live, automation=automation, touch=time, wait=time,
    )  # fmt: skip

    drawn = card(step, wording)

    assert_well_drawn(drawn)
    badge = Box(drawn.size.width - BADGE, 0, BADGE, BADGE).expanded(-0.5)
    assert not any(area(mark).intersects(badge) for mark in drawn.marks[1:] if not isinstance(mark, Band))


@given(NAMES)
def test_pills_ends_and_notes_hold_their_words(text):
    assert_well_drawn(demand(Demand(text=text), WORDING))
    assert_well_drawn(value(Value(outcome=text), WORDING))
    assert_well_drawn(ending(End(id="e", name=text)))
    assert_well_drawn(note(Annotation(id="n", text=text), text))


def test_demand_and_opportunity_are_told_apart():
    assert texts(demand(Demand(text="No Wi-Fi"), WORDING)) == ["Demand", "No Wi-Fi"]
    assert texts(demand(Demand(kind="opportunity", text="Grow"), WORDING))[0] == "Opportunity"


def test_demand_and_value_without_words_ask_for_them():
    assert texts(demand(Demand(), WORDING))[1] == "Who asks, and for what?"
    assert texts(value(Value(), WORDING))[1] == "What does the customer gain?"


def test_what_is_spoken_names_what_is_seen():
    step = a_step("a", "Triage", activity="engage", team="desk", touch="10m", live=True)

    assert card(step, WORDING).spoken == (
        "Work step Triage, Engage, Service desk, touch 10m, Incident, changes the live environment"
    )
    assert value(Value(outcome="Back to work", recipient="driver"), WORDING).spoken == "Value, Back to work, for Driver"
    assert note(Annotation(id="n", text="Ask"), "Triage").spoken == "Note on Triage: Ask"


# -- connectors

LINE = (Point(0, 0), Point(100, 0), Point(100, 80), Point(200, 80))


def a_face(split: Split | None = None, *, handoff: bool = False, **fields: Any) -> ConnectorFace:
    link = Link(**{"to": "b", **fields})
    return ConnectorFace.of(("a", "b"), link, split, handoff=handoff, ends=("Triage", "Repair"))


def drawn_with(face: ConnectorFace) -> list[Any]:
    box = Box.at(Point(110, 20), face.label) if face.label else None
    return list(connector(face, LINE, box).marks)


def test_a_plain_connector_is_a_rounded_arrow_and_nothing_else():
    assert drawn_with(a_face()) == [Stroke(LINE, "connector", 1.5, 8, arrow=True)]


def test_share_condition_and_delay_stand_on_a_pill_that_clears_the_line():
    marks = drawn_with(a_face(share=0.8, when="device suspected", delay="3m"))

    pill = next(mark for mark in marks if isinstance(mark, Rectangle))
    words = [mark for mark in marks if isinstance(mark, Words)]
    assert " ".join(mark.text for mark in words) == "80\u00a0% device suspected +3m"
    assert pill.fill == "canvas"
    assert all(ink(mark).x >= pill.x and ink(mark).right <= pill.x + pill.width for mark in words)


@pytest.mark.parametrize(("share", "said"), [(0.8, "80\u00a0%"), (0.125, "12.5\u00a0%"), (0.0, "0\u00a0%")])
def test_shares_read_as_percent(share, said):
    assert a_face(share=share).lines == (said,)


def test_a_handoff_wears_its_sign_with_and_without_words():
    bare, worded = drawn_with(a_face(handoff=True)), drawn_with(a_face(handoff=True, share=0.5))

    assert [mark.name for mark in bare if isinstance(mark, Icon)] == ["handoff"]
    assert [mark.name for mark in worded if isinstance(mark, Icon)] == ["handoff"]
    sign = area(next(mark for mark in worded if isinstance(mark, Disc)))
    assert not any(ink(mark).intersects(sign) for mark in worded if isinstance(mark, Words))


def test_rework_is_dashed():
    assert [mark.dashed for mark in drawn_with(a_face(kind="rework")) if isinstance(mark, Stroke)] == [True]


def test_the_kinds_of_splits_look_different():
    looks = [tuple(drawn_with(a_face(split))) for split in (None, Split.ONE, Split.ALL, Split.UNDECIDED)]

    assert len(set(looks)) == 4
    assert "?" in [mark.text for mark in looks[3] if isinstance(mark, Words)]
    starts = [next(mark for mark in look if isinstance(mark, Stroke) and mark.arrow).points[0] for look in looks]
    assert starts == [(0, 0), (12, 0), (12, 0), (12, 0)]


def test_the_line_keeps_its_tip_whatever_stands_at_its_start():
    drawn = connector(a_face(Split.ALL), LINE, None)

    assert drawn.points == LINE
    assert any(isinstance(mark, Stroke) and mark.points[-1] == (200, 80) and mark.arrow for mark in drawn.marks)


def test_a_connector_tells_a_screen_reader_where_it_leads():
    face = a_face(Split.ONE, handoff=True, share=0.2, when="no fault", kind="escalation")

    assert face.spoken == (
        "From Triage to Repair, 20 %, when no fault, escalation, hand-off to another team, one of several ways"
    )


def test_kind_of_figure_is_named():
    kinds = [
        card(a_step(), WORDING).kind, demand(Demand(), WORDING).kind, value(Value(), WORDING).kind,
        ending(End(id="e")).kind, note(Annotation(id="n")).kind,
    ]  # fmt: skip

    assert kinds == list(FigureKind)
