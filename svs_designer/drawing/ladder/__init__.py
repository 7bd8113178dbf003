"""The lead-time ladder of a stream, as a picture and in words."""

from svs_designer.drawing.ladder.picture import Ladder, Piece, Step, ladder_of, target_figures

__all__ = ["Ladder", "Piece", "Step", "ladder_of", "target_figures"]
