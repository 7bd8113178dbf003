"""What a log of visits tells: times, ways, rework, and where the log cannot know."""

from svs_designer.analysis.observed.mining import observe
from svs_designer.analysis.observed.visits import CaseState, Visit, Visits, spelled_alike

__all__ = ["CaseState", "Visit", "Visits", "observe", "spelled_alike"]
