"""BPMN 2.0 XML with its diagram: a writer for several engines, and a reader for what other tools draw."""
