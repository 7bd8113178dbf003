"""Sketches: how each kind of element looks, one file a kind. Pure functions of the model's parts and the words used."""

from svs_designer.drawing.sketches.card import card
from svs_designer.drawing.sketches.connector import ConnectorFace, connector
from svs_designer.drawing.sketches.end import ending
from svs_designer.drawing.sketches.note import note
from svs_designer.drawing.sketches.pills import demand, value
from svs_designer.drawing.sketches.wording import Wording

__all__ = ["ConnectorFace", "Wording", "card", "connector", "demand", "ending", "note", "value"]
