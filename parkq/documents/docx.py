"""The paragraphs of a docx file: a zip archive with one document of XML that matters."""

from typing import BinaryIO
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile

_PART = "word/document.xml"
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main "
_BLANKS = {"tab": "\t", "tc": "\t", "br": " ", "cr": " "}


def extract_lines(stream: BinaryIO, largest: int) -> list[str]:
    """Its paragraphs, and the rows of its tables with tabs between cells, a line each.

    Args:
        stream: of the file.
        largest: bytes of XML that are read at most.

    Raises:
        ValueError: it is no docx, or a hostile one; the text says so.
    """
    try:
        with ZipFile(stream) as archive, archive.open(_PART) as part:
            content = part.read(largest + 1)
    except (BadZipFile, KeyError, OSError, RuntimeError, NotImplementedError) as error:
        raise ValueError("it is no docx file") from error
    if len(content) > largest:
        raise ValueError(f"it unpacks to more than {largest >> 20} MB")
    collector = _Collector()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = collector.start
    parser.EndElementHandler = collector.end
    parser.CharacterDataHandler = collector.take
    parser.StartDoctypeDeclHandler = _refuse_doctype
    try:
        parser.Parse(content, True)  # noqa: FBT003 - it takes no keyword
    except expat.ExpatError as error:
        raise ValueError(f"its XML is broken: {error}") from error
    return collector.lines


def _refuse_doctype(*_: object) -> None:
    raise ValueError("it declares entities, which no docx file does")


class _Collector:
    """Collects the lines of a document as its elements come."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self._line: list[str] = []
        self._rows = 0
        self._in_text = False

    def start(self, name: str, _attributes: object) -> None:
        """Notes where text begins, and rows of tables."""
        tag = name.removeprefix(_WORD)
        self._in_text = tag == "t"
        self._rows += tag == "tr"

    def take(self, data: str) -> None:
        """Takes text, and no other element's."""
        if self._in_text:
            self._line.append(data)

    def end(self, name: str) -> None:
        """Ends a line at a paragraph, or at the row that it is in."""
        tag = name.removeprefix(_WORD)
        self._in_text = False
        self._rows -= tag == "tr"
        if tag in _BLANKS:
            self._line.append(_BLANKS[tag])
        elif tag == "p" and self._rows:
            self._line.append(" ")
        elif tag in {"p", "tr"} and not self._rows:
            self.lines.append("".join(self._line).strip())
            self._line.clear()
