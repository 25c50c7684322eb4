"""The type of slides: sizes that are read from the back row, typefaces for both scripts, boxes of text."""

from __future__ import annotations

from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt

from balance.report.ink import INK

__all__ = ["CHINESE", "LATIN", "SMALLEST", "lettered", "textbox", "written"]

LATIN, CHINESE = "Arial", "微软雅黑"
SMALLEST = 14  # points


def lettered(font: Any, size: float, colour: str = INK, *, lang: str, bold: bool = False) -> None:
    """Size, colour and the typefaces of both scripts."""
    font.size, font.bold, font.name = Pt(size), bold, LATIN
    font.color.rgb = RGBColor.from_string(colour[1:])
    properties = font._rPr
    for old in properties.findall(qn("a:ea")):
        properties.remove(old)
    properties.find(qn("a:latin")).addnext(parse_xml(f'<a:ea {nsdecls("a")} typeface="{CHINESE}"/>'))
    if properties.tag == qn("a:rPr"):
        properties.set("lang", "zh-CN" if lang == "zh" else "en-GB")
        properties.set("altLang", "en-US")


def written(paragraph: Any, text: str, size: float, colour: str = INK, *, lang: str, bold: bool = False) -> None:
    """One run of text in a paragraph."""
    run = paragraph.add_run()
    run.text = text
    lettered(run.font, size, colour, lang=lang, bold=bold)


def textbox(
    slide: Any, text: str, at: tuple[int, int, int, int], size: float, colour: str = INK, *, lang: str, bold: bool = False,
    centred: bool = False,
) -> Any:  # fmt: skip
    """A box with one paragraph and no margins."""
    box = slide.shapes.add_textbox(*at)
    frame = box.text_frame
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    paragraph = frame.paragraphs[0]
    if centred:
        paragraph.alignment = PP_ALIGN.CENTER
    written(paragraph, text, size, colour, lang=lang, bold=bold)
    return box
