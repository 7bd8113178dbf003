"""What travels by drag and drop and by clipboard: items of the palette, and fragments of a stream."""

from typing import Literal, NamedTuple, cast, get_args

from PySide6.QtCore import QMimeData

ITEM_MIME = "application/x-svs-item"
FRAGMENT_MIME = "application/x-svs-fragment"

ItemKind = Literal["activity", "practice", "demand", "value", "end", "note"]


class PaletteItem(NamedTuple):
    """Something the palette offers; `id` names the activity or the practice, and is empty for the others."""

    kind: ItemKind
    id: str = ""


def item_data(kind: str, id: str = "") -> QMimeData:  # noqa: A002 (the seam's own name)
    """Return the data of a drag that carries an item of the palette."""
    data = QMimeData()
    data.setData(ITEM_MIME, f"{kind} {id}".encode())
    return data


def item_of(mime: QMimeData) -> PaletteItem | None:
    """Return the palette item that a drag carries, or None."""
    kind, _, id_ = bytes(mime.data(ITEM_MIME).data()).decode("utf-8", "replace").partition(" ")
    return PaletteItem(cast("ItemKind", kind), id_) if kind in get_args(ItemKind) else None
