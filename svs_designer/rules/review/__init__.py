"""The review of a stream: the dimensions it is seen from, the principles it claims, and how it is governed.

Pure functions that read a document and the findings about it, for whatever shows them. Nothing here judges anew: what
is wrong is for the rules, the review says how much is there and where to go on.
"""

from svs_designer.rules.review.dimensions import DimensionReview, Sight, is_seen, review_dimensions
from svs_designer.rules.review.governance import Chain, Governance, Place, governance_of
from svs_designer.rules.review.principles import PrincipleReview, review_principles

__all__ = [
    "Chain",
    "DimensionReview",
    "Governance",
    "Place",
    "PrincipleReview",
    "Sight",
    "governance_of",
    "is_seen",
    "review_dimensions",
    "review_principles",
]
