"""A document as it is read: its text, its paragraphs, and the lines of its file.

A paragraph is a line that is not blank; ``¶n`` counts them from 1.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from parkq.documents.folding import FoldedText, find_all, fold_text
from parkq.model import Location

_PARAGRAPH = re.compile(r"[^\n]*\S[^\n]*")
_PILCROW = re.compile(r"¶\s*(\d{1,7})")


@dataclass(frozen=True)
class Document:
    """A document.

    Attributes:
        name: its file, as its reader knows it.
        text: what it says, a line a paragraph.
        lines: those of the file; of one that has no text of its own (docx, pdf), those of `text`.
        anchors: where a piece of the text stands in the file, where the text is not the file's:
            its offset in the text, and its line and column; in order.
        title: as the document names itself in its head, or empty.
    """

    name: str
    text: str
    lines: Sequence[str]
    anchors: Sequence[tuple[int, int, int]] = ()
    title: str = ""

    @cached_property
    def folded(self) -> FoldedText:
        """The text folded."""
        return fold_text(self.text)

    @cached_property
    def paragraphs(self) -> Sequence[tuple[int, int]]:
        """Where each paragraph begins and ends in the text."""
        return [found.span() for found in _PARAGRAPH.finditer(self.text)]

    def number_paragraph(self, offset: int) -> int:
        """The number of the paragraph that a character of the text stands in."""
        return bisect_right(self._paragraph_starts, offset) or 1

    def folded_paragraph(self, number: int) -> tuple[int, int]:
        """Where a paragraph begins and ends in the folded text."""
        start, end = self.paragraphs[number - 1]
        offsets = self.folded.offsets
        return bisect_left(offsets, start), bisect_left(offsets, end)

    def locate(self, start: int, end: int) -> Location:
        """The place of a part of the text in the document's file."""
        line, column = self._line_and_column(start)
        end_line, end_column = self._line_and_column(max(start, end - 1))
        return Location(self.name, line, column, end_line, end_column + 1)

    def quote(self, start: int, end: int) -> str:
        """A part of the text as it is printed, without glosses, in one line."""
        folded = self.folded
        first, last = bisect_left(folded.offsets, start), bisect_left(folded.offsets, end)
        kept = dict.fromkeys(folded.offsets[first:last])
        words = "".join(self.text[at] for at in kept)
        return " ".join(words.split())

    def widen(self, start: int, end: int, by: int) -> tuple[int, int]:
        """A part of the text with some characters more on either side, in its paragraph."""
        first, last = self.paragraphs[self.number_paragraph(start) - 1]
        return max(first, start - by), min(max(last, end), end + by)

    def find_stated(self, stated: str) -> list[tuple[int, int]]:
        """The parts of the text that are a stated form, as it is folded; in order."""
        wanted = fold_text(stated).text
        folded = self.folded
        spans = [(at, at + len(wanted)) for at in find_all(folded.text, wanted)]
        if not spans and "\n" in folded.text:  # it may be broken over two lines
            spans = list(self._find_over_lines(wanted))
        return [folded.original_span(*span) for span in spans]

    @cached_property
    def _joined(self) -> tuple[str, Sequence[int]]:
        """The folded text without line breaks, and where each of its characters stands in it."""
        text = self.folded.text
        kept = [at for at, char in enumerate(text) if char != "\n"]
        return text.replace("\n", ""), kept

    def _find_over_lines(self, wanted: str) -> list[tuple[int, int]]:
        joined, kept = self._joined
        ends = ((at, at + len(wanted) - 1) for at in find_all(joined, wanted))
        return [(kept[first], kept[last] + 1) for first, last in ends]

    @cached_property
    def _paragraph_starts(self) -> Sequence[int]:
        return [start for start, _ in self.paragraphs]

    @cached_property
    def _line_starts(self) -> Sequence[int]:
        return [0, *(found.end() for found in re.finditer("\n", self.text))]

    def _line_and_column(self, offset: int) -> tuple[int, int]:
        if not self.anchors:
            line = bisect_right(self._line_starts, offset)
            return line, offset - self._line_starts[line - 1] + 1
        number = max(0, bisect_right(self._anchor_offsets, offset) - 1)
        start, line, column = self.anchors[number]
        return line, column + max(0, offset - start)

    @cached_property
    def _anchor_offsets(self) -> Sequence[int]:
        return [offset for offset, _, _ in self.anchors]


def paragraph_of_locator(where: str) -> int | None:
    """The number in a locator such as ``¶12``; None where it names none."""
    found = _PILCROW.search(where)
    return int(found[1]) if found else None
