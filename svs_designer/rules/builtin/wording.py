"""How findings name things: in the user's words."""

from svs_designer.model.ids import DEMAND, VALUE
from svs_designer.rules.subject import Subject


def named(subject: Subject, node: str) -> str:
    """Return a node as a sentence begins with it: `Step 'Triage'`, `Demand`, `Value`, `End 'Declined'`."""
    if node in (DEMAND, VALUE):
        return node.capitalize()
    kind = "Step" if node in subject.facts.steps else "End"
    return f"{kind} {quoted(subject, node)}"


def quoted(subject: Subject, node: str) -> str:
    """Return a node's name in quotes, or plainly demand and value."""
    return node if node in (DEMAND, VALUE) else f"'{subject.facts.label(node)}'"


def listed(words: list[str], *, last: str = "and", most: int = 4) -> str:
    """Return `a, b and c`; beyond `most` the rest is counted."""
    if len(words) > most:
        words = [*words[: most - 1], f"{len(words) - most + 1} more"]
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {last} {words[-1]}"


def spelled(an_id: str) -> str:
    """Return an id as words: `access-point` is `access point`."""
    return an_id.replace("-", " ")


def name_of(an_id: str) -> str:
    """Return an id as a name: `service-desk` is `Service desk`."""
    return spelled(an_id).capitalize()


def as_percent(share: float) -> str:
    """Return a share with at most two decimals: `12.5 %`."""
    return f"{share * 100:.2f}".rstrip("0").rstrip(".") + " %"
