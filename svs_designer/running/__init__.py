"""Running definitions: one machine that follows Open Workflow, and the runners that drive it."""
