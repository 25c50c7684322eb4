"""The page and the type of a Word report: an official letter's page in Chinese, a plain serif page in English.

A4, margins of 37, 35, 28 and 26 mm, 三号仿宋 on 28 points, headings in 黑体 and 楷体, page numbers "— 1 —" outside:
GB/T 9704-2012 《党政机关公文格式》. Typefaces are named, not embedded; the font table says what may stand for them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from docx import Document
from docx.document import Document as Paper
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor

__all__ = ["Manuscript", "blank", "manuscript"]

_SUBSTITUTES = {"仿宋": "FangSong", "黑体": "SimHei", "楷体": "KaiTi", "宋体": "SimSun"}
_PAGE_NUMBER = (
    '<w:t xml:space="preserve">— </w:t>', '<w:fldChar w:fldCharType="begin"/>',
    '<w:instrText xml:space="preserve"> PAGE </w:instrText>', '<w:fldChar w:fldCharType="separate"/>', "<w:t>1</w:t>",
    '<w:fldChar w:fldCharType="end"/>', '<w:t xml:space="preserve"> —</w:t>',
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Manuscript:
    """Sizes in points and typefaces (Latin, Chinese) of one language's report."""

    body: tuple[str, str]
    heading: tuple[str, str]
    second: tuple[str, str]
    title: tuple[str, str]
    size: float
    leading: float
    title_size: float
    table_size: float
    indent: float  # of a paragraph's first line, in sizes
    heading_bold: bool
    margins: tuple[float, float, float, float]  # top, bottom, left, right in mm


_LETTER = Manuscript(
    ("Times New Roman", "仿宋"), ("Times New Roman", "黑体"), ("Times New Roman", "楷体"), ("Times New Roman", "宋体"),
    16, 28, 22, 10.5, 2, False, (37, 35, 28, 26),
)  # fmt: skip
_SERIF = Manuscript(
    ("Times New Roman", "宋体"), ("Times New Roman", "黑体"), ("Times New Roman", "黑体"), ("Times New Roman", "宋体"),
    12, 17, 20, 9.5, 0, True, (30, 28, 27, 27),
)  # fmt: skip


def manuscript(lang: str) -> Manuscript:
    """The look of a report in a language."""
    return _LETTER if lang == "zh" else _SERIF


def blank(lang: str) -> Paper:
    """An empty document with its page, styles, font table and page numbers, and nothing of the library's template."""
    look, paper = manuscript(lang), Document()
    _page(paper, look)
    _styles(paper, look, lang)
    _font_table(paper)
    _numbers(paper, look)
    _unmarked(paper)
    return paper


def _page(paper: Paper, look: Manuscript) -> None:
    section = paper.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin, section.left_margin, section.right_margin = (Mm(m) for m in look.margins)
    section.header_distance, section.footer_distance = Mm(15), Mm(look.margins[1] - 12)


def _styles(paper: Paper, look: Manuscript, lang: str) -> None:
    styles = paper.styles
    defaults = styles.element.find(qn("w:docDefaults"))
    if defaults is not None:  # they name the template's theme, which would win over the names here
        styles.element.remove(defaults)
    _typed(styles["Normal"], look.body, look.size)
    _language(styles["Normal"], lang)
    body = _new(styles, "Report text")
    _spaced(body, look, after=0 if look.indent else 6, first=look.indent * look.size)
    body.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY if lang == "zh" else WD_ALIGN_PARAGRAPH.LEFT
    for name, faces, size, first in (("Heading 1", look.heading, look.size + (0 if look.indent else 3), look.indent),
                                     ("Heading 2", look.second, look.size + (0 if look.indent else 1), look.indent)):  # fmt: skip
        style = styles[name]
        _typed(style, faces, size, bold=look.heading_bold)
        _spaced(style, look, before=0 if look.indent else 10, after=0 if look.indent else 4, first=first * look.size)
        style.paragraph_format.keep_with_next = True
    title = styles["Title"]
    _typed(title, look.title, look.title_size, bold=True)
    _bare(title)
    _auto(title, before=look.title_size, after=look.size * 0.6)
    title.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _bare(styles["Subtitle"])
    _typed(styles["Subtitle"], look.second, look.size)
    _auto(styles["Subtitle"], before=0, after=look.size)
    styles["Subtitle"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _typed(styles["Caption"], look.heading, look.table_size, bold=look.heading_bold)
    _auto(styles["Caption"], before=6, after=4)
    styles["Caption"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for name, faces, after in (("Table text", look.body, 0.0), ("Table heading", look.heading, 0.0), ("Figure", look.body, 0.0),
                               ("Note", look.body, 8.0)):  # fmt: skip
        style = _new(styles, name)
        _typed(style, faces, look.table_size, bold=name == "Table heading" and look.heading_bold)
        _auto(style, before=0, after=after)
    styles["Figure"].paragraph_format.keep_with_next = True
    styles["Figure"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    styles["Figure"].paragraph_format.space_before = Pt(6)


def _new(styles: Any, name: str) -> Any:
    style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = styles["Normal"]
    style.quick_style = True
    return style


def _typed(style: Any, faces: tuple[str, str], size: float, *, bold: bool = False) -> None:
    """Latin and Chinese typeface by name, size, black."""
    style.font.size, style.font.bold, style.font.italic = Pt(size), bold, False
    style.font.color.rgb = RGBColor(0, 0, 0)
    latin, chinese = faces
    properties = style.element.get_or_add_rPr()
    for old in properties.findall(qn("w:rFonts")):
        properties.remove(old)
    properties.insert(0, parse_xml(
        f'<w:rFonts {nsdecls("w")} w:ascii="{latin}" w:hAnsi="{latin}" w:cs="{latin}" w:eastAsia="{chinese}" w:hint="eastAsia"/>'
    ))  # fmt: skip
    for name in ("w:spacing", "w:kern"):
        for old in properties.findall(qn(name)):
            properties.remove(old)


def _bare(style: Any) -> None:
    """Without the template's rule below and its spacing."""
    properties = style.element.get_or_add_pPr()
    for name in ("w:pBdr", "w:spacing", "w:contextualSpacing", "w:numPr"):
        for old in properties.findall(qn(name)):
            properties.remove(old)


def _language(style: Any, lang: str) -> None:
    latin = "en-US" if lang == "zh" else "en-GB"
    style.element.get_or_add_rPr().append(parse_xml(f'<w:lang {nsdecls("w")} w:val="{latin}" w:eastAsia="zh-CN"/>'))


def _spaced(style: Any, look: Manuscript, *, before: float = 0, after: float = 0, first: float = 0) -> None:
    shape = style.paragraph_format
    shape.space_before, shape.space_after, shape.first_line_indent = Pt(before), Pt(after), Pt(first)
    shape.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    shape.line_spacing = Pt(look.leading)


def _auto(style: Any, *, before: float, after: float) -> None:
    """Lines as high as what stands in them: an exact spacing would cut off a picture."""
    shape = style.paragraph_format
    shape.space_before, shape.space_after, shape.first_line_indent = Pt(before), Pt(after), Pt(0)
    shape.line_spacing = 1.0


def _font_table(paper: Paper) -> None:
    """What may stand for a typeface that is not there: another name, its kind and its character set."""
    entries = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:charset w:val="86"/>'
        f'<w:family w:val="{"swiss" if name == "黑体" else "roman"}"/><w:pitch w:val="variable"/></w:font>'
        for name, other in _SUBSTITUTES.items()
    )
    table = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:fonts {nsdecls("w")}>{entries}</w:fonts>'
    for part in paper.part.package.iter_parts():
        if str(part.partname) == "/word/fontTable.xml":
            part._blob = table.encode("utf-8")


def _numbers(paper: Paper, look: Manuscript) -> None:
    """Page numbers as fields, on the outside of each page."""
    paper.settings.odd_and_even_pages_header_footer = True
    section = paper.sections[0]
    for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
        paragraph = footer.paragraphs[0]
        paragraph.style = paper.styles["Normal"]
        shape = paragraph._p.get_or_add_pPr()
        shape.append(parse_xml(f'<w:ind {nsdecls("w")} w:{side}="{round(look.size * 20)}"/>'))
        shape.append(parse_xml(f'<w:jc {nsdecls("w")} w:val="{side}"/>'))
        for piece in _PAGE_NUMBER:
            size = f'<w:rPr><w:sz w:val="{round(look.size - 2) * 2}"/></w:rPr>'
            paragraph._p.append(parse_xml(f"<w:r {nsdecls('w')}>{size}{piece}</w:r>"))


def _unmarked(paper: Paper) -> None:
    """Without the library's own title, date, remark and thumbnail."""
    properties = paper.core_properties
    for child in list(properties._element):
        properties._element.remove(child)
    package = paper.part.package
    for key, relation in list(package.rels.items()):
        if relation.reltype.endswith("/thumbnail"):
            del package.rels[key]
