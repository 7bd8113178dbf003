"""What quick add offers while somebody types: steps to add, and nodes to connect to. No Qt."""

from collections import Counter
from typing import Literal, NamedTuple

from svs_designer.catalogue.catalogue import Catalogue
from svs_designer.gui.canvas.capture import Draft, read_draft, shortcuts
from svs_designer.gui.canvas.capture_edits import known_team
from svs_designer.model.document import Document
from svs_designer.model.edits.links import objection_to_link
from svs_designer.model.ids import DEMAND, VALUE
from svs_designer.model.stream import ValueStream
from svs_designer.model.times import spread_text

MOST_NODES, MOST_TEAMS = 4, 2


class Suggestion(NamedTuple):
    """One row: what it does, the words for it, its icon and the role of its colour."""

    action: Literal["step", "connect", "value", "end"]
    title: str
    detail: str = ""
    icon: str = ""
    colour: str = "text"
    letter: str = ""
    draft: Draft = Draft()
    node: str = ""


class Setting(NamedTuple):
    """Where quick add was asked for; `last` is the activity that was captured last."""

    document: Document
    stream_id: str
    catalogue: Catalogue
    source: str | None = None
    last: str | None = None

    @property
    def stream(self) -> ValueStream:
        """Return the stream."""
        return self.document.stream(self.stream_id)


def suggestions(text: str, setting: Setting) -> tuple[Suggestion, ...]:
    """Return the rows for what was typed, the likeliest first; never empty."""
    typed = text.strip()
    likely = likely_activities(setting)
    if not typed:
        return (*(_step(Draft(activity=each), setting) for each in likely), *_nodes("", setting))
    draft = read_draft(typed, setting.catalogue)
    drafts = _team_choices(draft, setting.document)
    named = [a for a in likely if _names(typed, a, setting.catalogue)]
    if draft.activity:
        plain = draft._replace(name=typed, activity=_default(setting, likely), team="", touch=None, wait=None)
        steps = [*drafts, *([plain] if typed != draft.name else [])]
    else:
        first = _default(setting, likely)
        steps = [each._replace(activity=first) for each in drafts]
        steps += [drafts[0]._replace(activity=each) for each in likely if each != first]
    rows = [*(_step(Draft(activity=each), setting) for each in named), *(_step(each, setting) for each in steps)]
    nodes = _nodes(typed, setting)
    exact = [row for row in nodes if typed.lower() in {row.node, row.title.lower()} or row.action != "connect"]
    return (*exact, *rows, *(row for row in nodes if row not in exact))


def _team_choices(draft: Draft, document: Document) -> list[Draft]:
    """Return the draft with each team that its team may be the beginning of, and as it was typed."""
    typed = draft.team.lower()
    if not typed or known_team(document, typed):
        return [draft]
    begun = [team.name for team in document.teams if team.name.lower().startswith(typed)]
    return [*(draft._replace(team=name) for name in begun[:MOST_TEAMS]), draft]


def likely_activities(setting: Setting) -> tuple[str, ...]:
    """Return all activities, first those that most often follow the source's activity, then those used most.

    Behind demand the one that meets the requester comes before those: streams work from the outside in.
    """
    follows: Counter[str] = Counter()
    used: Counter[str] = Counter()
    source = setting.stream.step(setting.source or "")
    for stream in setting.document.streams:
        activity_of = {step.id: step.activity for step in stream.steps}
        used.update(each for each in activity_of.values() if each)
        for key, link in stream.links():
            here = DEMAND if key == DEMAND else activity_of.get(key)
            wanted = DEMAND if setting.source == DEMAND else (source.activity if source else None)
            if wanted and here == wanted and activity_of.get(link.to):
                follows[activity_of[link.to] or ""] += 1
    ids = [activity.id for activity in setting.catalogue.activities]
    doors = {each for each in ids if setting.catalogue.has_capability(each, "external-boundary")}
    inside = {each for each in ids if setting.source == DEMAND and each not in doors}
    return tuple(sorted(ids, key=lambda each: (-follows[each], each in inside, -used[each], ids.index(each))))


def _default(setting: Setting, likely: tuple[str, ...]) -> str:
    """Return the activity of a name typed alone: the last one captured, else the source's, else the likeliest."""
    source = setting.stream.step(setting.source or "")
    return setting.last or (source.activity if source and source.activity else likely[0])


def _names(typed: str, activity_id: str, catalogue: Catalogue) -> bool:
    activity = catalogue.activity(activity_id)
    return activity is not None and any(
        word.startswith(typed.lower()) for word in (activity.name.lower(), *activity.name.lower().split())
    )


def _step(draft: Draft, setting: Setting) -> Suggestion:
    activity = setting.catalogue.activity(draft.activity or "")
    letter = next((k for k, v in shortcuts(setting.catalogue).items() if activity and v == activity.id), "")
    name = activity.word if activity else ""
    said = [_team_words(draft, setting.document), _time_words(draft)]
    if draft.name:
        said.insert(0, name)
    detail = " · ".join(filter(None, said)) or (activity.summary if activity else "")
    icon, colour = (activity.icon, activity.colour) if activity else ("plus", "text")
    return Suggestion("step", draft.name or name, detail, icon, colour, letter, draft)


def _team_words(draft: Draft, document: Document) -> str:
    new = bool(draft.team) and known_team(document, draft.team) is None
    return f"new team {draft.team}" if new else draft.team


def _time_words(draft: Draft) -> str:
    times = " + ".join(spread_text(time) for time in (draft.touch, draft.wait) if time)
    return f"wait {times}" if draft.wait and not draft.touch else times


def _nodes(typed: str, setting: Setting) -> tuple[Suggestion, ...]:
    """Return the nodes to connect the source to whose names hold what was typed, and value or an end to add."""
    if setting.source is None:
        return ()
    stream, wanted = setting.stream, typed.lower()
    rows = []
    if not typed or VALUE.startswith(wanted):
        rows += _value_row(setting)
    for key in stream.nodes():
        label = _label(stream, key)
        if key != VALUE and typed and wanted in label.lower() and _may_link(setting, key):
            rows.append(Suggestion("connect", label, "Connect to it", "link", "text", node=key))
    if typed and "end".startswith(wanted):
        rows.append(Suggestion("end", "End without value", "Add it and connect", "end", "text"))
    return tuple(rows[:MOST_NODES])


def _value_row(setting: Setting) -> list[Suggestion]:
    if setting.stream.value is None:
        return [Suggestion("value", "Value", "Add it and connect", "value", "value")]
    if not _may_link(setting, VALUE):
        return []
    return [Suggestion("connect", "Value", "Connect to it", "value", "value", node=VALUE)]


def _may_link(setting: Setting, target: str) -> bool:
    return objection_to_link(setting.document, setting.stream_id, setting.source or "", target) is None


def _label(stream: ValueStream, key: str) -> str:
    for node in (stream.step(key), stream.end(key)):
        if node:
            return node.name or key
    return key.capitalize()
