"""Forms as data: which fields a part of the document has, and the widget that shows any such form."""
