"""Activities and practices proposed from the words in a step's name, held against the words of the catalogue."""

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from math import log
from typing import NamedTuple

from svs_designer.catalogue import Catalogue, Contribution
from svs_designer.catalogue.terms import Activity, Practice, Term

_WORD = re.compile(r"[a-z]{3,}")
_NOTHING = re.compile(
    "and|are|for|from|has|into|its|not|now|one|the|that|their|them|then|they|this|who|will|with|what|when|where|each|"
    "management|organisation|services?|fits|used?|new|manage|keep|make|works?|people"
)
_ENDINGS = ("isations", "isation", "izations", "ization", "ations", "ation", "ments", "ment", "ings", "ing", "ions",
            "ion", "ers", "er", "ed", "es", "s", "e")  # fmt: skip
LEAST_OF_PRACTICE, LEAST_OF_ACTIVITY = 2.0, 0.7
"""How much of each must be in a name: a word of its name, or several of its summary. There are few activities."""
MOST_PRACTICES = 2


class Guess(NamedTuple):
    """What a name seems to speak of; nothing where it speaks of nothing known."""

    activity: str | None = None
    practices: tuple[str, ...] = ()


def guessed(name: str, catalogue: Catalogue) -> Guess:
    """Propose an activity and up to two practices for a step of that name."""
    spoken = set(_stems(name))
    practices = _best(spoken, _weights(catalogue.practices), LEAST_OF_PRACTICE)[:MOST_PRACTICES]
    activities = _best(spoken, _weights(catalogue.activities), LEAST_OF_ACTIVITY)
    if activities:
        return Guess(activities[0], tuple(practices))
    found = [practice for each in practices if (practice := catalogue.practice(each))]
    return Guess(_activity_of(found, catalogue), tuple(practices))


def _activity_of(practices: Iterable[Practice], catalogue: Catalogue) -> str | None:
    """Return the activity that the first practice contributes most to, if it is more than to all others."""
    for practice in practices:
        ranks = {each.id: practice.contributions.get(each.id, Contribution.NONE) for each in catalogue.activities}
        highest = max(ranks.values())
        best = [activity for activity, rank in ranks.items() if rank == highest]
        if len(best) == 1:
            return best[0]
    return None


def _best(spoken: set[str], weights: tuple[tuple[str, dict[str, float]], ...], least: float) -> list[str]:
    scores = [(sum(words[each] for each in spoken & words.keys()), term) for term, words in weights]
    return [term for score, term in sorted(scores, key=lambda each: (-each[0], each[1])) if score >= least]


@lru_cache(maxsize=8)
def _weights(terms: tuple[Activity, ...] | tuple[Practice, ...]) -> tuple[tuple[str, dict[str, float]], ...]:
    """Return for each term its words with their weight: words in its name count most, words many share least."""
    told = {term.id: (set(_stems(_name(term))), set(_stems(term.summary))) for term in terms}
    common = Counter(word for name, words in told.values() for word in name | words)
    rarity = {word: log(1 + len(told) / count) for word, count in common.items()}
    return tuple(
        (term, {word: rarity[word] * (1.0 if word in name else 0.4) for word in name | words})
        for term, (name, words) in told.items()
    )


def _name(term: Term) -> str:
    return f"{term.name} {term.short}" if isinstance(term, Practice) else term.name


def _stems(text: str) -> list[str]:
    return [_stem(word) for word in _WORD.findall(text.lower()) if not _NOTHING.fullmatch(word)]


def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word.removesuffix(ending)
    return word
