"""Documents read from files: plain text, Markdown, HTML, docx, and pdf where pypdf is installed.

Nothing in a document is followed, run or looked up. What cannot be read is an error that says why.
"""

import os
import re
from collections.abc import Callable, Mapping
from io import BytesIO
from typing import BinaryIO

from parkq.documents.document import Document
from parkq.errors import ParkqError

LARGEST = 64 * 1024 * 1024
"""Bytes of a file, and of what is unpacked of one."""

_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]{2,20})", re.IGNORECASE)
_HEAD = 2048
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_MOST_CONTROLS = 0.01


def read_document(file: str, stream: BinaryIO | None = None) -> Document:
    """Reads a document by the ending of its name; of any other name it is plain text.

    Args:
        file: its name.
        stream: to read it from, where that is not the file.

    Raises:
        ParkqError: it cannot be read.
    """
    content = read_bytes(file, stream)
    read = _READERS.get(os.path.splitext(file)[1].lower(), _read_plain)
    document = read(file, content)
    if not document.text.strip():
        raise ParkqError(f"{file}: there is no text in it")
    return document


def decode_text(file: str, content: bytes) -> str:
    """The text of a file in UTF-8, in what it declares, or in GB 18030, with plain line ends.

    Raises:
        ParkqError: it is no text.
    """
    text = _decode(file, content)
    if len(_CONTROLS.findall(text[:_HEAD])) > _MOST_CONTROLS * len(text[:_HEAD]):
        raise ParkqError(f"{file}: it is no text, but control characters")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _decode(file: str, content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    declared = _CHARSET.search(content[:_HEAD])
    names = ("utf-8-sig", declared[1].decode() if declared else "", "gb18030")
    for name in filter(None, names):
        try:
            return content.decode("gb18030" if name.lower().startswith("gb") else name)
        except (UnicodeDecodeError, LookupError):
            continue
    raise ParkqError(f"{file}: it is no text in UTF-8 or GB 18030", hint="save it as UTF-8")


def read_bytes(file: str, stream: BinaryIO | None = None) -> bytes:
    """What is in a file, or in a stream of that name.

    Raises:
        ParkqError: it is not there, or too large.
    """
    try:
        if stream is not None:
            content = stream.read(LARGEST + 1)
        else:
            if not os.path.isfile(file):
                raise ParkqError(f"there is no file {file!r}")
            with open(file, "rb") as opened:
                content = opened.read(LARGEST + 1)
    except OSError as error:
        raise ParkqError(f"{file}: {error.strerror}") from error
    if len(content) > LARGEST:
        raise ParkqError(f"{file}: it is larger than {LARGEST >> 20} MB")
    return content


def _read_plain(file: str, content: bytes) -> Document:
    text = decode_text(file, content)
    return Document(file, text, text.split("\n"))


def _read_html(file: str, content: bytes) -> Document:
    from parkq.documents.html import extract_text  # noqa: PLC0415 - most documents are plain

    source = decode_text(file, content)
    text, anchors, title = extract_text(source)
    return Document(file, text, source.split("\n"), anchors, title)


def _read_docx(file: str, content: bytes) -> Document:
    from parkq.documents.docx import extract_lines  # noqa: PLC0415 - likewise

    try:
        lines = extract_lines(BytesIO(content), LARGEST)
    except ValueError as error:
        raise ParkqError(f"{file}: {error}") from error
    return Document(file, "\n".join(lines), lines)


def _read_pdf(file: str, content: bytes) -> Document:
    try:
        from pypdf import PdfReader  # noqa: PLC0415 - an extra
    except ImportError as error:
        hint = "pip install 'parkq[documents]'"
        raise ParkqError(f"{file}: pypdf, which reads pdf, is not installed", hint=hint) from error
    try:
        pages = [page.extract_text() for page in PdfReader(BytesIO(content)).pages]
    except Exception as error:  # whatever a damaged file makes of the library
        raise ParkqError(f"{file}: it cannot be read as pdf: {error}") from error
    lines = "\n".join(pages).split("\n")
    return Document(file, "\n".join(lines), lines)


_READERS: Mapping[str, Callable[[str, bytes], Document]] = {
    ".html": _read_html,
    ".htm": _read_html,
    ".docx": _read_docx,
    ".pdf": _read_pdf,
}
