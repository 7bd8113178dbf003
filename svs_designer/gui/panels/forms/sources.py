"""Where fields complete from: the registers, the catalogue, and the stream itself. No widgets."""

from collections.abc import Sequence
from itertools import chain

from svs_designer.catalogue import Catalogue, Contribution
from svs_designer.gui.fields.options import Option, noun
from svs_designer.gui.panels.forms.spec import Context, Source
from svs_designer.model.document import Register
from svs_designer.model.ids import VALUE
from svs_designer.model.step import Step
from svs_designer.model.stream import Edge, Moment

_COMMON_TYPES = ("incident", "service-request", "change", "problem", "new-service", "request", "event")


def register(*names: Register) -> Source:
    """Return the entries of one register, or of several with a remark which."""

    def source(context: Context) -> Sequence[Option]:
        return [
            Option(entry.id, entry.label, noun(name) if len(names) > 1 else "")
            for name in names
            for entry in getattr(context.document, name)
        ]

    return source


def practices(context: Context) -> Sequence[Option]:
    """Return all practices; first those that contribute most to the activity of the steps."""
    activities = {part.activity for part in context.parts if isinstance(part, Step)}
    activity = activities.pop() if len(activities) == 1 else None
    best = context.catalogue.practices_for(activity) if activity else ()
    rest = [each for each in context.catalogue.practices if each not in best]
    return [Option(each.id, each.name) for each in (*best, *rest)]


def fit(context: Context, practice: str) -> tuple[str, str]:
    """Return whether a practice fits the activity of the steps, in words, and the role of the words' colour."""
    activities = {part.activity for part in context.parts if isinstance(part, Step) and part.activity}
    if len(activities) != 1:
        return "", "dim"
    match context.catalogue.contribution(practice, activities.pop()):
        case None:
            return "", "dim"
        case Contribution.NONE:
            return "does not fit", "warning"
        case Contribution.LOW:
            return "fits little", "dim"
    return "fits", "good"


def information(context: Context) -> Sequence[Option]:
    """Return what steps pass on: what the steps of the document name already, then the catalogue's artefacts."""
    artefacts = {each.id: each.name for each in context.catalogue.artefacts}
    steps = chain.from_iterable(stream.steps for stream in context.document.streams)
    named = dict.fromkeys(item for step in steps for item in (*step.outputs, *step.inputs))
    ids = dict.fromkeys((*named, *artefacts))
    return [Option(each, artefacts.get(each, each)) for each in ids]


def information_name(catalogue: Catalogue, item: str) -> str:
    """Return what people read for a piece of information: an artefact's name, else the text itself."""
    artefact = catalogue.artefact(item)
    return artefact.name if artefact else item


def resources(context: Context) -> Sequence[Option]:
    """Return the resources that steps of the document take or restock already."""
    steps = chain.from_iterable(stream.steps for stream in context.document.streams)
    return [Option(item, item) for item in dict.fromkeys(i for s in steps for i in (*s.takes, *s.restocks))]


def steps(context: Context) -> Sequence[Option]:
    """Return the steps of the stream."""
    return [Option(step.id, step.label) for step in context.stream.steps] if context.stream else []


def elements(context: Context) -> Sequence[Option]:
    """Return everything in the stream that a note can be about."""
    stream = context.stream
    if stream is None:
        return []
    ends = [Option(end.id, end.name or "End") for end in stream.ends]
    border = [Option(each, each.capitalize()) for each in ("demand", "value") if each in stream.nodes()]
    return [*border, *steps(context), *ends]


def targets(context: Context) -> Sequence[Option]:
    """Return the nodes a link can lead to: steps, value and ends."""
    stream = context.stream
    if stream is None:
        return []
    value = [Option(VALUE, "Value")] if stream.value else []
    return [*steps(context), *value, *(Option(end.id, end.name or "End") for end in stream.ends)]


def streams(context: Context) -> Sequence[Option]:
    """Return the other streams of the document."""
    return [Option(each.id, each.label) for each in context.document.streams if each.id != context.stream_id]


def stream_types(context: Context) -> Sequence[Option]:
    """Return the types of stream used in the document, then the common ones."""
    used = [each.type for each in context.document.streams if each.type]
    return [Option(each, each) for each in dict.fromkeys((*used, *_COMMON_TYPES))]


def metrics(context: Context) -> Sequence[Option]:
    """Return the metrics of all streams."""
    found = {each.id: each.name or each.id for stream in context.document.streams for each in stream.metrics}
    return [Option(key, name) for key, name in found.items()]


def moments(context: Context) -> Sequence[Option]:
    """Return the points a clock can start and stop at: the begin and the end of each step."""
    return [
        Option(moment_key(Moment(step=option.id, at=edge)), f"{edge.capitalize()} of {option.name}")
        for option in steps(context)
        for edge in Edge
    ]


def moment_key(moment: Moment) -> str:
    """Return a moment as one word, as options need it."""
    return f"{moment.step}@{moment.at}"


def moment_of(key: str) -> Moment:
    """Return the moment of such a word."""
    step, _, at = key.partition("@")
    return Moment(step=step, at=Edge(at))
