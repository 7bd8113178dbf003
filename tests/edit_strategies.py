"""Random editing for property tests: any sequence of edits that a window could ask for."""

from collections.abc import Callable

from hypothesis import strategies as st

from svs_designer.model.document import Document
from svs_designer.model.edits import fragments, links, nodes, registers, steps, streams
from svs_designer.model.ids import DEMAND
from svs_designer.model.layout import Place
from svs_designer.model.links import LinkKind, Split

Edit = Callable[[Document], Document]

ACTIVITIES = ["plan", "improve", "engage", "design-transition", "obtain-build", "deliver-support", None]
PRACTICES = ["incident-management", "service-desk", "change-enablement", "no-such-practice"]
NAMES = ["", "Triage", "Take the call", "Größe prüfen", "demand", "end", "日本", "a: b # c"]

places = st.builds(Place, st.integers(-500, 3000).map(float), st.integers(-500, 2000).map(float), st.booleans())


@st.composite
def edits(draw: st.DrawFn, document: Document) -> Edit:
    """Draw one edit that fits the document as it stands; it may still object."""
    if not document.streams:
        return lambda d: streams.add_stream(d, "First")
    stream = draw(st.sampled_from(document.streams))
    makers = [_about_streams, _about_nodes, _about_registers]
    if stream.steps:
        makers += [_about_steps, _about_links, _about_links, _about_steps, _about_layout]
    return draw(st.sampled_from(makers))(draw, document, stream.id)


def _about_streams(draw: st.DrawFn, document: Document, stream_id: str) -> Edit:
    name = draw(st.sampled_from(NAMES))
    ids = tuple(stream.id for stream in document.streams)
    return draw(
        st.sampled_from(
            [
                lambda d: streams.add_stream(d, name),
                lambda d: streams.duplicate_stream(d, stream_id, name),
                lambda d: streams.delete_stream(d, stream_id),
                lambda d: streams.set_stream(d, stream_id, name=name),
                lambda d: streams.order_streams(d, tuple(reversed(ids))),
                lambda d: streams.copy_stream(d, d, stream_id),
            ]
        )
    )


def _about_nodes(draw: st.DrawFn, document: Document, stream_id: str) -> Edit:
    name, at = draw(st.sampled_from(NAMES)), draw(st.none() | places)
    activity = draw(st.sampled_from(ACTIVITIES))
    stream = document.stream(stream_id)
    choices: list[Edit] = [
        lambda d: steps.add_step(d, stream_id, name, at=at, activity=activity),
        lambda d: steps.add_step(d, stream_id, name, at=at),
        lambda d: nodes.add_end(d, stream_id, name, at=at),
        lambda d: nodes.add_annotation(d, stream_id, name, at=at),
        lambda d: nodes.set_demand(d, stream_id, text=name),
        lambda d: nodes.set_value(d, stream_id, outcome=name),
    ]
    if not stream.demand:
        choices.append(lambda d: nodes.add_demand(d, stream_id, at=at))
    if not stream.value:
        choices.append(lambda d: nodes.add_value(d, stream_id, at=at))
    return draw(st.sampled_from(choices))


def _about_registers(draw: st.DrawFn, document: Document, _stream_id: str) -> Edit:
    name = draw(st.sampled_from(NAMES))
    if document.teams and draw(st.booleans()):
        team = draw(st.sampled_from(document.teams)).id
        return draw(
            st.sampled_from(
                [
                    lambda d: registers.remove_entry(d, "teams", team),
                    lambda d: registers.set_entry(d, "teams", team, name=name),
                ]
            )
        )
    return lambda d: registers.add_entry(d, "teams", name)


def _about_steps(draw: st.DrawFn, document: Document, stream_id: str) -> Edit:
    stream = document.stream(stream_id)
    step = draw(st.sampled_from(stream.steps)).id
    name, practice = draw(st.sampled_from(NAMES)), draw(st.sampled_from(PRACTICES))
    team = draw(st.sampled_from([entry.id for entry in document.teams] or [None]))
    return draw(
        st.sampled_from(
            [
                lambda d: steps.rename_step(d, stream_id, step, name),
                lambda d: steps.attach_practice(d, stream_id, step, practice),
                lambda d: steps.detach_practice(d, stream_id, (step,), practice),
                lambda d: steps.set_steps(
                    d, stream_id, (step,), team=team, touch="5-10-20m", complete_and_accurate=0.6
                ),
                lambda d: steps.move_in_order(d, stream_id, step, behind=None),
                lambda d: nodes.delete_elements(d, stream_id, (step,)),
                lambda d: nodes.delete_and_heal(d, stream_id, step),
                lambda d: fragments.paste(d, stream_id, fragments.fragment(d, stream_id, stream.nodes(), {}))[0],
            ]
        )
    )


def _about_links(draw: st.DrawFn, document: Document, stream_id: str) -> Edit:
    stream = document.stream(stream_id)
    source, target = draw(st.sampled_from(stream.elements())), draw(st.sampled_from(stream.elements()))
    if links.objection_to_link(document, stream_id, source, target) is None:
        share = draw(st.sampled_from([None, 0.2, 0.5]))
        return lambda d: links.connect(d, stream_id, source, target, share=share)
    drawn = [(each, link.to) for each, link in stream.links()]
    if not drawn:
        return lambda d: steps.add_step(d, stream_id, "Follow up", after=stream.steps[0].id)
    source, target = draw(st.sampled_from(drawn))
    kind, split = draw(st.sampled_from(list(LinkKind))), draw(st.sampled_from(list(Split)))
    name = draw(st.sampled_from(NAMES))
    return draw(
        st.sampled_from(
            [
                lambda d: links.disconnect(d, stream_id, source, target),
                lambda d: links.set_link(d, stream_id, source, target, kind=kind, when="yes", share=0.5, default=True),
                lambda d: links.set_split(d, stream_id, source, split),
                lambda d: steps.insert_step(d, stream_id, source, target, name),
                lambda d: nodes.delete_elements(d, stream_id, (), [(source, target)]),
            ]
        )
    )


def _about_layout(draw: st.DrawFn, document: Document, stream_id: str) -> Edit:
    stream = document.stream(stream_id)
    element, at = draw(st.sampled_from((*stream.elements(), DEMAND))), draw(places)
    return draw(
        st.sampled_from(
            [
                lambda d: nodes.move_elements(d, stream_id, {element: (at.x, at.y)}),
                lambda d: nodes.pin_elements(d, stream_id, {element: (at.x, at.y)}, pinned=True),
            ]
        )
    )
