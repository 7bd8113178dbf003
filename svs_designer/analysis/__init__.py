"""Facts derived from a value stream: its flow graph, what reaches what, and how parallel branches meet."""
