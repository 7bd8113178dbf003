"""The problems of a document: listed, filtered, explained, mended one by one or all of a kind, and accepted."""
