"""The guiding principles of a stream: the evidence noted for each, and the findings that contradict it."""

from collections.abc import Iterable
from dataclasses import dataclass

from svs_designer.catalogue import Catalogue
from svs_designer.model.stream import Principle, ValueStream
from svs_designer.rules.finding import Finding

_SAYS_CONTRADICTED = "principles"
"""The field of a finding that says a claim is contradicted: it is no evidence against another principle."""


@dataclass(frozen=True, slots=True)
class PrincipleReview:
    """One guiding principle of a stream.

    `is_claimed` where the stream names it, with or without `evidence`. `against` are the open findings of its rules
    about this stream, whether it is claimed or not; `accepted` those somebody took responsibility for.
    """

    id: str
    name: str
    summary: str
    rules: tuple[str, ...] = ()
    is_claimed: bool = False
    evidence: str = ""
    against: tuple[Finding, ...] = ()
    accepted: tuple[Finding, ...] = ()

    @property
    def lacks_evidence(self) -> bool:
        """Tell whether the principle is claimed and nothing is noted that shows it."""
        return self.is_claimed and not self.evidence.strip()


def review_principles(
    stream: ValueStream, catalogue: Catalogue, findings: Iterable[Finding]
) -> tuple[PrincipleReview, ...]:
    """Return the principles of a stream's framework in its order, then those the stream names beyond it.

    `findings` may be about other streams as well; those are left out.
    """
    claims = {each.id: each for each in stream.principles}
    here = [each for each in findings if each.stream == stream.id and _tells_of_the_flow(each)]
    known = [
        _reviewed(PrincipleReview(each.id, each.name, each.summary, each.rules), claims.get(each.id), here)
        for each in catalogue.principles
    ]
    listed = {each.id for each in known}
    strange = [
        _reviewed(PrincipleReview(each.id, each.id, "Not a principle of this framework"), each, ())
        for each in claims.values()
        if each.id not in listed
    ]
    return (*known, *strange)


def _tells_of_the_flow(finding: Finding) -> bool:
    return not (finding.field == _SAYS_CONTRADICTED and finding.element is None)


def _reviewed(principle: PrincipleReview, claim: Principle | None, findings: Iterable[Finding]) -> PrincipleReview:
    told = [each for each in findings if each.rule in principle.rules]
    return PrincipleReview(
        principle.id,
        principle.name,
        principle.summary,
        principle.rules,
        is_claimed=claim is not None,
        evidence=claim.evidence if claim else "",
        against=tuple(each for each in told if each.accepted is None),
        accepted=tuple(each for each in told if each.accepted is not None),
    )
