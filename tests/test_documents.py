"""Documents as they are read: folded with a way back, their figures found, hostile ones refused."""

import re
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parkq.documents.document import Document, paragraph_of_locator
from parkq.documents.folding import fold_text
from parkq.documents.mapping import TableMapping, parse_mapping, read_cells
from parkq.documents.reading import read_document
from parkq.documents.spans import find_spans
from parkq.documents.tables import read_tables
from parkq.errors import ParkqError

TEXTS = st.text(
    st.sampled_from("瀘州國家高新區(guó)(qū)1２3,.% \u3000\n\t㎡亿元家約x平方公里年月-~第"),
    max_size=60,
)


@given(TEXTS)
def test_each_folded_character_knows_where_it_comes_from(text: str) -> None:
    folded = fold_text(text)
    assert len(folded.offsets) == len(folded.text) + 1
    assert list(folded.offsets) == sorted(folded.offsets)
    assert all(offset <= len(text) for offset in folded.offsets)


@given(TEXTS)
def test_folding_leaves_no_trace_of_script_width_glosses_and_blanks(text: str) -> None:
    folded = fold_text(text).text
    assert not re.search("[瀘國區２約\u3000]", folded)
    assert fold_text(folded).text == folded


@given(TEXTS)
def test_no_figure_begins_or_ends_inside_a_number(text: str) -> None:
    folded = fold_text(text)
    is_digit = [text[offset].isdecimal() for offset in folded.offsets[:-1]]  # that of ㎡ is none
    end = 0
    for span in find_spans(folded.text):
        assert end <= span.start <= span.number < span.end
        end = span.end
        assert not (is_digit[span.number] and any(is_digit[max(0, span.number - 1) : span.number]))
        assert not (is_digit[end - 1] and any(is_digit[end : end + 1]))


@pytest.mark.parametrize(
    ("stated", "printed"),
    [
        ("202平方公里", "規(guī)劃面積202 平方公裡"),
        ("1124.9亿元", "收入１１２４．９億(yì)元,"),
        ("140家", "企业140\n家"),
        ("近100项", "近 100 項"),
        ("14 800人", "有14 800 人"),
    ],
)
def test_a_figure_is_found_however_its_copy_is_written(stated: str, printed: str) -> None:
    document = Document("a.txt", printed, printed.split("\n"))
    ((start, end),) = document.find_stated(stated)
    assert printed[start:end]


@pytest.mark.parametrize("printed", ["2140家", "1.140家", "1,140家", "140家企业1140家x140.5家"])
def test_a_figure_is_not_found_inside_another(printed: str) -> None:
    document = Document("a.txt", printed, [printed])
    found = [printed[start:end] for start, end in document.find_stated("140家")]
    assert found == (["140家"] if printed.startswith("140家") else [])


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("营业收入1124.9亿元,同比增长14.8%", ["1124.9亿元", "14.8%"]),
        ("近百项、十余个、3000余套、达40%以上", ["近百项", "十余个", "3000余套", "40%以上"]),
        ("2023—2025年投资2-3万元", ["2023-2025年", "2-3万元"]),
        ("截至2022年6月底有4A级景区3个,G318国道", ["2022年6月底", "3个"]),
        ("一个中心、三大产业、第98位", ["第98位"]),
        (
            "a total of 16,020 patents, up 20 percent in 2009.",
            ["16,020 patents", "20 percent", "2009"],
        ),
    ],
)
def test_figures_are_found_whole(text: str, figures: list[str]) -> None:
    folded = fold_text(text).text
    found = [
        folded[span.start : span.end].removeprefix("增长").removeprefix("up ")
        for span in find_spans(folded)
    ]
    assert found == figures


def test_a_locator_names_a_paragraph() -> None:
    assert [paragraph_of_locator(where) for where in ("¶12", "¶ 3, table", "page 4")] == [
        12,
        3,
        None,
    ]


def docx(body: str) -> bytes:
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        document = f'<w:document xmlns:w="{word}"><w:body>{body}</w:body></w:document>'
        archive.writestr("word/document.xml", document)
    return stream.getvalue()


def test_a_docx_is_read_paragraph_by_paragraph(tmp_path: Path) -> None:
    cell = "<w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>"
    row = f"<w:tr>{cell.format('企业')}{cell.format('140家')}</w:tr>"
    file = tmp_path / "a.docx"
    file.write_bytes(docx(f"<w:p><w:r><w:t>公报</w:t></w:r></w:p><w:tbl>{row}</w:tbl>"))
    document = read_document(str(file))
    assert len(document.paragraphs) == 2
    assert document.find_stated("140家")


def test_an_html_page_says_where_in_its_file_a_figure_stands(tmp_path: Path) -> None:
    file = tmp_path / "a.html"
    file.write_text("<p>一</p>\n<p>有<b>14</b>0&nbsp;家</p><script>9家</script>", encoding="utf-8")
    document = read_document(str(file))
    ((start, end),) = document.find_stated("140家")
    place = document.locate(start, end)
    assert (place.line, place.column) == (2, 8)
    assert not document.find_stated("9家")


def test_a_pdf_is_read_where_pypdf_is_installed(tmp_path: Path) -> None:
    pypdf = pytest.importorskip("pypdf")
    writer = pypdf.PdfWriter()
    writer.add_blank_page(72, 72)
    writer.write(tmp_path / "a.pdf")
    with pytest.raises(ParkqError, match="no text in it"):
        read_document(str(tmp_path / "a.pdf"))
    (tmp_path / "b.pdf").write_bytes(b"%PDF-1.4 broken")
    with pytest.raises(ParkqError, match="cannot be read as pdf"):
        read_document(str(tmp_path / "b.pdf"))


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.txt", b"\x00\x01\x02\x03", "no text, but control characters"),
        ("a.txt", b"  \n ", "there is no text in it"),
        ("a.txt", b"\xff\xff\xff\x80\x80", "no text in UTF-8 or GB 18030"),
        ("a.docx", b"PK not a zip", "it is no docx file"),
        ("a.docx", docx("")[:-30], "it is no docx file"),
        ("a.docx", docx("<w:p>"), "its XML is broken"),
        ("a.pdf", b"no pdf", "cannot be read as pdf"),
    ],
)
def test_what_cannot_be_read_is_an_error(
    name: str, content: bytes, message: str, tmp_path: Path
) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    with pytest.raises(ParkqError, match=message):
        read_document(str(file))


def test_a_docx_with_entities_is_refused(tmp_path: Path) -> None:
    bomb = '<!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;">]><a>&c;</a>'
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("word/document.xml", bomb)
    (tmp_path / "a.docx").write_bytes(stream.getvalue())
    with pytest.raises(ParkqError, match="declares entities"):
        read_document(str(tmp_path / "a.docx"))


def test_spans_of_a_table_are_expanded_and_bounded(tmp_path: Path) -> None:
    file = tmp_path / "a.html"
    file.write_text(
        "<table><caption>表</caption><tr><td rowspan=2>a</td><td colspan=2>b</td></tr>"
        "<tr><td>c</td><td>d</td></tr></table>",
        encoding="utf-8",
    )
    (table,) = read_tables(str(file))
    assert table.title == "表"
    assert table.rows == [["a", "b", "b"], ["a", "c", "d"]]
    row = "<tr><td colspan=1000 rowspan=1000>1</td></tr>"
    file.write_text(f"<table>{row * 3000}</table>", encoding="utf-8")
    with pytest.raises(ParkqError, match="more than 2,000,000 cells"):
        read_tables(str(file))


def test_a_sheet_is_read_where_openpyxl_is_installed(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["园区", "收入", None])
    sheet.append(["青山", 1124.9, 0.1 + 0.2])
    sheet.merge_cells("B1:C1")
    book.save(tmp_path / "a.xlsx")
    (table,) = read_tables(str(tmp_path / "a.xlsx"))
    assert table.rows == [["园区", "收入", "收入"], ["青山", "1124.9", "0.3"]]


def test_a_cell_takes_its_keys_from_its_row_its_heading_and_its_column(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text("指标,2021年,2022年\n收入(亿元),1.5,2①\n人口,-,3万人\n①快报数,,\n", "utf-8")
    (table,) = read_tables(str(file))
    mapping = TableMapping(row={"attribute": 1}, heading={"as_of": 1}, constants={"entity": "a"})
    cells = [
        (c.where, c.stated, c.keys["as_of"], c.keys.get("note")) for c in read_cells(table, mapping)
    ]
    assert cells == [
        ("row 2, column 2", "1.5亿元", "2021年", None),
        ("row 2, column 3", "2亿元", "2022年", "快报数"),
        ("row 3, column 3", "3万人", "2022年", None),
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("heading_row = 1", "heading_rows"),
        ("[row]\nentity = 'a'", "a number from 0 on"),
        ("[[column]]\ncolumn = 2\nunits = '元'", "unit"),
        ("[names]\na = 1", "a string"),
        ("table =", "not TOML"),
    ],
)
def test_a_mapping_that_is_wrong_is_told_of(text: str, message: str) -> None:
    with pytest.raises(ParkqError) as error:
        parse_mapping(text, "a.import.toml")
    assert message in f"{error.value} {error.value.hint}"


def test_a_line_of_two_megabytes_is_folded_and_searched(tmp_path: Path) -> None:
    sentence = "2022年,青山高新區(qū)實(shí)現營業收入1124.9億元,同比增長14.8%,有企業140家。"
    file = tmp_path / "large.txt"
    file.write_text(sentence * (2_000_000 // len(sentence.encode())), encoding="utf-8")
    document = read_document(str(file))
    spans = sum(1 for _ in find_spans(document.folded.text))
    assert spans == 4 * (2_000_000 // len(sentence.encode()))
