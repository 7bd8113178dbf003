"""Edits that close the chain from a policy to its reviewer: each makes what is missing and puts it in place."""

from svs_designer.model.document import Document
from svs_designer.model.edits.registers import add_entry, new_entry_id, set_entry
from svs_designer.model.edits.streams import set_stream
from svs_designer.model.ids import fresh_id
from svs_designer.model.stream import Metric


def follow_policy(document: Document, stream_id: str, policy_id: str) -> Document:
    """Return the document with a stream that follows a policy; the same document if it does already."""
    policies = document.stream(stream_id).policies
    return document if policy_id in policies else set_stream(document, stream_id, policies=(*policies, policy_id))


def write_policy(document: Document, stream_id: str, text: str) -> Document:
    """Return the document with a new policy that a stream follows."""
    made = new_entry_id(document, "policies", text)
    return follow_policy(add_entry(document, "policies", text), stream_id, made)


def watch_policy(document: Document, policy_id: str, what: str) -> Document:
    """Return the document with a new control that watches a policy."""
    made = new_entry_id(document, "controls", what)
    return set_entry(add_entry(document, "controls", what), "policies", policy_id, control=made)


def prove_by_metric(document: Document, stream_id: str, control_id: str, name: str) -> Document:
    """Return the document with a new metric of a stream that proves a control."""
    metrics = document.stream(stream_id).metrics
    made = Metric(id=fresh_id(name, {each.id for each in metrics}, fallback="metric"), name=name)
    document = set_stream(document, stream_id, metrics=(*metrics, made))
    return set_entry(document, "controls", control_id, metric=made.id)


def have_reviewed(document: Document, control_id: str, role: str) -> Document:
    """Return the document with a new role that reviews a control."""
    made = new_entry_id(document, "roles", role)
    return set_entry(add_entry(document, "roles", role), "controls", control_id, who=made)
