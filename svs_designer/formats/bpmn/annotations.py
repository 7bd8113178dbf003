"""Text annotations of a foreign file as notes on the canvas, with what they are about."""

from svs_designer.exchange.importer import Remark
from svs_designer.formats.bpmn.xml_tree import Element
from svs_designer.model.ids import fresh_id
from svs_designer.model.stream import Annotation


def annotations_of(root: Element, process: Element) -> tuple[tuple[Annotation, ...], dict[str, str], list[Remark]]:
    """Return the notes of a process, what each is about by the id of the file, and what has to be said.

    What stands beside the pools belongs to the first process.
    """
    containers = [each for each in process.all() if each.tag in ("bpmn:process", "bpmn:subProcess")]
    if process is root.first("bpmn:process"):
        containers += root.of("bpmn:collaboration")
    notes: dict[str, Annotation] = {}
    for container in containers:
        for element in container.of("bpmn:textAnnotation"):
            text = element.first("bpmn:text")
            words = text.text.strip() if text else ""
            made = fresh_id("", {note.id for note in notes.values()}, fallback="note")
            notes[element.get("id") or made] = Annotation(id=made, text=words)
    about: dict[str, str] = {}
    remarks = []
    for container in containers:
        for element in container.of("bpmn:association"):
            ends = element.get("sourceRef"), element.get("targetRef")
            note = next((notes[end] for end in ends if end in notes), None)
            if note is None:
                words = f"An association from “{ends[0]}” to “{ends[1]}” has no place in a value stream: left out"
                remarks.append(Remark(words, f"line {element.line}"))
            else:
                about[note.id] = next((end for end in ends if end not in notes), "")
    return tuple(notes.values()), about, remarks
