"""An accepted finding: somebody answers for it, with a reason. It stands on its element and travels with it."""

from datetime import date
from typing import Annotated

from pydantic import AfterValidator, Field, StringConstraints, ValidationInfo

from svs_designer.model.base import Part
from svs_designer.model.days import Day

RULE_PATTERN = r"^[A-Z][A-Z-]*[A-Z][0-9]{3,}$"

RuleId = Annotated[str, StringConstraints(pattern=RULE_PATTERN, max_length=40)]
"""A prefix in capitals and a number: SVS071, or ACME001 of somebody else's rules."""


def _said(text: str, info: ValidationInfo) -> str:
    if not text.strip():
        wanted = "who answers for it" if info.field_name == "by" else "why it is right as it is"
        raise ValueError(f"a finding is not accepted in silence: say {wanted}")
    return text


Said = Annotated[str, AfterValidator(_said), Field(json_schema_extra={"pattern": r"\S"})]


class Acceptance(Part):
    """A rule whose finding is accepted here: why, by whom, and until which day (that day included)."""

    rule: RuleId
    reason: Said
    by: Said
    until: Day = None

    def is_over(self, today: date) -> bool:
        """Tell whether its last day has passed."""
        return self.until is not None and self.until < today
