"""The measures of a value stream, in closed form: lead time, efficiency, quality, hand-offs, targets and load."""

from svs_designer.analysis.measures.clock import breach
from svs_designer.analysis.measures.figures import (
    Amount,
    Cost,
    Share,
    StepClock,
    StepFigures,
    TargetFigures,
    TeamFigures,
)
from svs_designer.analysis.measures.measure import measures_of
from svs_designer.analysis.measures.measures import Measures
from svs_designer.analysis.measures.wording import time_text

__all__ = [
    "Amount",
    "Cost",
    "Measures",
    "Share",
    "StepClock",
    "StepFigures",
    "TargetFigures",
    "TeamFigures",
    "breach",
    "measures_of",
    "time_text",
]
