"""A file of XML as a tree, read without trust: no document type, no entities, nothing fetched, bounds on everything."""

from xml.parsers import expat

from svs_designer.exchange.importer import CannotImport
from svs_designer.formats.bpmn.xml_tree import NAMESPACES, Element

MOST_BYTES = 20_000_000
MOST_ELEMENTS = 200_000
DEEPEST = 120
_PIECE = 65_536
_PREFIXES = {namespace: prefix for prefix, namespace in NAMESPACES.items()}


def parsed(data: bytes) -> Element:
    """Return the root of a file; raise CannotImport, which names the place and the way out."""
    if len(data) > MOST_BYTES:
        raise CannotImport(f"The file has {len(data):,} bytes, more than {MOST_BYTES:,}: no diagram needs as many")
    reading = _Reading()
    try:
        for start in range(0, len(data), _PIECE):
            reading.parser.Parse(data[start : start + _PIECE], False)  # noqa: FBT003 - takes no name
        reading.parser.Parse(b"", True)  # noqa: FBT003 - takes no name
    except expat.ExpatError as error:
        words = expat.ErrorString(error.code)
        raise CannotImport(
            f"Line {error.lineno}: this is no well-formed XML ({words}): export the file anew"
        ) from error
    except (ValueError, LookupError) as error:
        raise CannotImport(f"The file's encoding cannot be read ({error}): save it as UTF-8") from error
    if reading.root is None:
        raise CannotImport("The file is empty: export it anew")
    return reading.root


class _Reading:
    """A tree in the making."""

    def __init__(self) -> None:
        self.root: Element | None = None
        self.open: list[Element] = []
        self.count = 0
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._begin
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._words
        self.parser.StartDoctypeDeclHandler = self._refuse
        self.parser.EntityDeclHandler = self._refuse
        self.parser.ExternalEntityRefHandler = self._refuse

    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        self.count += 1
        if self.count > MOST_ELEMENTS:
            raise CannotImport(f"{self._place()}: more than {MOST_ELEMENTS:,} elements: no diagram needs as many")
        if len(self.open) >= DEEPEST:
            raise CannotImport(f"{self._place()}: elements stand more than {DEEPEST} deep: no diagram needs that")
        named = {_canonical(key): value for key, value in attributes.items()}
        element = Element(_canonical(name), named, line=self.parser.CurrentLineNumber)
        if self.open:
            self.open[-1].children.append(element)
        else:
            self.root = element
        self.open.append(element)

    def _end(self, _name: str) -> None:
        self.open.pop()

    def _words(self, text: str) -> None:
        self.open[-1].text += text

    def _refuse(self, *_ignored: object) -> int:
        raise CannotImport(f"{self._place()}: the file declares a document type, which may hide anything: remove it")

    def _place(self) -> str:
        return f"Line {self.parser.CurrentLineNumber}"


def _canonical(name: str) -> str:
    """Return a name with the prefix this program writes; of a vocabulary it does not know, with its namespace."""
    namespace, _, local = name.rpartition(" ")
    if not namespace:
        return local
    prefix = _PREFIXES.get(namespace)
    return f"{prefix}:{local}" if prefix else f"{{{namespace}}}{local}"
