"""What the rules know about English wording: provider words, and names that begin with a noun.

The lists lie in `resources/rules/words-en.yaml`. A name is only objected to on evidence: a word that is known, or
built, as a noun; an unknown word passes for a verb.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice

from svs_designer.model.document import Document
from svs_designer.resource_files import resource

_ENOUGH_TEXTS = 400  # to tell the language of a document
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Words:
    """The word lists of one language."""

    function: frozenset[str]
    foreign: frozenset[str]
    provider: frozenset[str]
    filler: frozenset[str]
    nouns: dict[str, str]
    noun_endings: tuple[str, ...]
    verbs_with_noun_endings: frozenset[str]


@cache
def english() -> Words:
    """Return the English lists, read once."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    lists = yaml.load(resource("rules", "words-en.yaml").read_text(encoding="utf-8"), loader)  # noqa: S506 - a safe one
    return Words(
        function=frozenset(lists["function-words"]),
        foreign=frozenset(lists["other-languages"]) - frozenset(lists["function-words"]),
        provider=frozenset(lists["provider-words"]),
        filler=frozenset(lists["filler-words"]),
        nouns=lists["nouns"],
        noun_endings=tuple(lists["noun-endings"]),
        verbs_with_noun_endings=frozenset(lists["verbs-with-noun-endings"]),
    )


def words_of(text: str) -> list[str]:
    """Return the words of a text in lower case; digits and punctuation are none."""
    return [word.lower() for word in _WORD.findall(text)]


def looks_english(document: Document) -> bool:
    """Tell whether the prose of a document is English, by its small words; a document without any is not judged."""
    known, function, foreign = english(), 0, 0
    for text in islice(_prose(document), _ENOUGH_TEXTS):
        for word in words_of(text):
            function += word in known.function
            foreign += word in known.foreign
    return function > 2 * foreign


def _prose(document: Document) -> Iterator[str]:
    yield document.title
    yield document.notes
    for stream in document.streams:
        yield stream.name
        yield stream.notes
        yield stream.demand.text if stream.demand else ""
        yield stream.value.outcome if stream.value else ""
        yield stream.value.measure if stream.value else ""
        for step in stream.steps:
            yield step.name


def only_provider_words(text: str) -> bool:
    """Tell whether a text says nothing but what a provider did, such as `Change closed in tool`."""
    known = english()
    content = [word for word in words_of(text) if word not in known.filler]
    return bool(content) and all(word in known.provider for word in content)


def is_noun(word: str) -> bool:
    """Tell whether a word is known, or built, as a noun; only for documents in English."""
    known, lower = english(), word.lower()
    if lower in known.nouns:
        return True
    return lower.endswith(known.noun_endings) and len(lower) > 5 and lower not in known.verbs_with_noun_endings


def verb_for(noun: str) -> str | None:
    """Return the verb that belongs to a noun: approve for approval; None where none is known."""
    verb = english().nouns.get(noun.lower(), "-")
    return None if verb == "-" else verb
