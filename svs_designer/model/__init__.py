"""What the user makes: documents, value streams, steps and links, as immutable values. No I/O, no Qt."""
