"""Which variables an expression sees, by where it stands: the table of the Open Workflow specification."""

WORKFLOW_IN = frozenset({"workflow", "runtime"})
WORKFLOW_OUT = frozenset({"context", "workflow", "runtime"})
BEFORE = frozenset({"context", "task", "workflow", "runtime"})
"""A task's `if` and `input.from`."""
WITHIN = BEFORE | {"input"}
"""What the task does."""
LEAVING = WITHIN
"""A task's `output.as`."""
EXPORTING = WITHIN | {"output"}
"""A task's `export.as`."""
