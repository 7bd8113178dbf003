"""draw.io: a stream as a drawing that people go on editing with diagrams.net."""
