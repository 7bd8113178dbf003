"""What workers and those who talk to cases have to agree on."""

WORKFLOW = "SvsValueStream"
TASK_QUEUE = "svs-designer"
ADDRESS = "localhost:7233"
NAMESPACE = "default"

EVENT, PAUSE, RESUME, CANCEL = "event", "pause", "resume", "cancel"
"""Signals: a CloudEvent for the case, and what its owner may do to it."""
BEGIN, COMPLETE = "begin", "complete"
"""Updates: somebody begins a piece of work, or has done it; they answer whether that was news."""
WORK, LOG, STATE = "work", "log", "state"
"""Queries."""

MEMO = "svs"
"""What lists of cases show without asking a worker: title, open work, whether it is paused."""
