"""Pure functions from document to document: the only code that rebuilds a document."""
