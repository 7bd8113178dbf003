"""The events of our definitions: their types with versions, and where they come from."""

WORK_REQUESTED = "io.svs.work.requested.v1"
WORK_COMPLETED = "io.svs.work.completed.v1"
VALUE_REALISED = "io.svs.value.realised.v1"
CASE_ENDED = "io.svs.case.ended.v1"


def source_of(workflow: str) -> str:
    """Return the source of the events of a workflow."""
    return f"svs://value-streams/{workflow}"
