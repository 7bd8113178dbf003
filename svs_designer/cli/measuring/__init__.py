"""What `svs-designer measure` prints: figures, targets, steps and teams of streams, and how two of them differ."""
