"""How far a stream is drawn: what concerns the whole is not asked of a stream that is still being drawn."""

from svs_designer.rules.subject import Subject


def is_drawn(subject: Subject) -> bool:
    """Tell whether a stream has come far enough to be judged as a whole: its steps lead from demand to value."""
    facts = subject.facts
    return bool(facts.steps) and facts.value is not None and bool(facts.reached[facts.value])
