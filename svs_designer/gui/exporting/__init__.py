"""The parts of the export dialog: the list of formats, the fields of one, and what its file will be like."""
