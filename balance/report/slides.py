"""Slides for a meeting: one claim a slide, its chart native and editable, its figures' source in the notes."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from pptx import Presentation
from pptx.enum.text import MSO_ANCHOR
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Inches, Pt

from balance.report.bars import Bars, bars
from balance.report.claims import claims
from balance.report.ink import INK, MUTED
from balance.report.measure import ems, lines
from balance.report.pieces import Claim
from balance.report.sections import report_title
from balance.report.slide_charts import add_chart
from balance.report.slide_type import CHINESE, LATIN, SMALLEST, textbox, written
from balance.report.subject import Subject
from balance.report.word_tables import cleaned, property_text
from balance.words import msgn, render

__all__ = ["MOST", "slides"]

MOST = 12  # slides of one talk
_ROWS = 10  # bars of one slide
_WIDTH, _HEIGHT, _EDGE = 13.333, 7.5, 0.6  # inches
_TITLES = (36, 34, 32, 30, 28)
_SIZES = ((5, 20), (7, 18), (8, 16), (99, SMALLEST))  # up to so many bars: points of a chart's type
_TELLING = frozenset({"shortfall", "reach", "steps", "lacking"})  # charts whose labels say what the lines would repeat
_SPARED = ("drivers-", "reach", "short-", "lacking")  # what goes first where there is more to say than a talk holds


def slides(subject: Subject, lang: str, others: Sequence[Subject] = ()) -> bytes:
    """The talk about the subject in a language, as the bytes of a .pptx. others: further counties; all of them share the
    slides of one talk, each at least its verdict and what comes next."""
    talk = _blank()
    title = cleaned(render(report_title(subject), lang))
    talk.core_properties.title = property_text(title)
    talk.core_properties.author = property_text(cleaned(subject.county_name))
    talk.core_properties.language = "zh-CN" if lang == "zh" else "en-GB"
    most = max(MOST // (1 + len(others)), 2)
    for each in (subject, *others):
        of_each = cleaned(render(report_title(each), lang))
        for claim in _chosen(claims(each), most):
            _slide(talk, claim, of_each, lang)
    out = io.BytesIO()
    talk.save(out)
    return out.getvalue()


def _chosen(found: Sequence[Claim], most: int = MOST) -> list[Claim]:
    """At most so many claims, the first drivers and all that a scenario did among them."""
    kept = list(found)
    for kind in _SPARED:
        alike = [claim for claim in kept if claim.id.startswith(kind)]
        while len(kept) > most and len(alike) > (1 if kind.endswith("-") else 0):
            kept.remove(alike.pop())
    return kept[:most]


def _blank() -> Any:
    """An empty talk, 16:9, with one layout: a title, room below, the slide's number."""
    talk: Any = Presentation()
    talk.slide_width, talk.slide_height = Inches(_WIDTH), Inches(_HEIGHT)
    keep: Any = talk.slide_layouts[5]
    for layout in list(talk.slide_layouts):
        if layout is not keep:
            talk.slide_layouts.remove(layout)
    for shape in keep.placeholders:
        if shape.placeholder_format.type not in (1, 13):  # title, slide number
            shape._element.getparent().remove(shape._element)
    for holder in (talk.slide_master, keep):
        for shape in holder.placeholders:
            if shape.placeholder_format.type == 1:
                shape.left, shape.top, shape.width, shape.height = (Inches(v) for v in (_EDGE, 0.72, _WIDTH - 2 * _EDGE, 1.25))
            elif shape.placeholder_format.type == 13:
                shape.left, shape.top, shape.width, shape.height = (Inches(v) for v in (_WIDTH - _EDGE - 1.2, 6.98, 1.2, 0.3))
    for part in talk.part.package.iter_parts():
        if "/theme/" in str(part.partname):
            part._blob = _theme(part.blob)
    for child in list(talk.core_properties._element):
        talk.core_properties._element.remove(child)
    package = talk.part.package
    for key, relation in list(package._rels.items()):
        if relation.reltype.endswith("/thumbnail"):
            package._rels.pop(key)
    return talk


def _theme(blob: bytes) -> bytes:
    """The theme with typefaces for both scripts, so that what is added by hand looks alike."""
    text = blob.decode("utf-8")
    text = re.sub(r'<a:latin typeface="[^"]+"', f'<a:latin typeface="{LATIN}"', text)
    return re.sub(r'<a:ea typeface="[^"]*"', f'<a:ea typeface="{CHINESE}"', text).encode("utf-8")


def _slide(talk: Any, claim: Claim, about: str, lang: str) -> None:
    slide = talk.slides.add_slide(talk.slide_layouts[0])
    textbox(slide, about, _at(_EDGE, 0.35, _WIDTH - 2 * _EDGE, 0.35), 16, MUTED, lang=lang)
    bottom = _title(slide, cleaned(render(claim.title, lang)), lang)
    said = [cleaned(render(line, lang)) for line in claim.lines]
    source = cleaned(render(claim.source, lang))
    content = _content(claim, lang)
    top, low = bottom + 0.2, 6.85
    if content is None or claim.chart is None:
        _said(slide, said, (_EDGE, top, _WIDTH - 2 * _EDGE, low - top), 24, lang)
    else:
        kind, alt = claim.chart.kind, cleaned(render(claim.chart.alt, lang))
        beside = [] if kind in _TELLING else said
        wide = 8.3 if beside else _WIDTH - 2 * _EDGE
        size = next(size for rows, size in _SIZES if len(content.rows) <= rows)
        add_chart(slide, content, kind, lang, _at(_EDGE, top, wide, low - top), size, alt)
        _said(slide, beside, (_EDGE + wide + 0.4, top + 0.1, _WIDTH - 2 * _EDGE - wide - 0.4, low - top - 0.1), 20, lang)
        said = list(filter(None, [*said, alt, content.note]))
    left_out = f"{content.note.rstrip('。.')}{'。' if lang == 'zh' else '. '}" if content is not None and content.note else ""
    _foot(slide, left_out + source, lang)
    slide.notes_slide.notes_text_frame.text = "\n".join([*said, source])


def _content(claim: Claim, lang: str) -> Bars | None:
    """What the chart shows; of the bounds only those that fewest reach, so that the type stays large."""
    if claim.chart is None or not len(claim.chart.frame):
        return None
    content = bars(claim.chart, lang, 99 if claim.chart.kind == "reach" else _ROWS)
    if claim.chart.kind != "reach":
        return content
    ordered = sorted(content.rows, key=lambda row: row.parts[0][1] / row.whole)
    more = len(ordered) - _ROWS
    note = msgn("{n} more bound, reached by as many schools or more, is not drawn",
                "{n} more bounds, reached by as many schools or more, are not drawn", more)  # fmt: skip
    return replace(content, rows=tuple(ordered[:_ROWS]), note=render(note, lang) if more > 0 else "")


def _title(slide: Any, text: str, lang: str) -> float:
    """The claim in the largest size in which it takes two lines; where it ends, in inches."""
    wide = (_WIDTH - 2 * _EDGE) * 72
    size = next((size for size in _TITLES if len(lines(text, wide / size * 0.9)) <= 2), _TITLES[-1])
    rows = lines(text, wide / size * 0.9)
    high = len(rows) * size * 1.22 / 72 + 0.05
    shape = slide.shapes.title
    shape.left, shape.top, shape.width, shape.height = _at(_EDGE, 0.75, _WIDTH - 2 * _EDGE, high)
    frame = shape.text_frame
    frame.word_wrap, frame.vertical_anchor = True, MSO_ANCHOR.TOP
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    paragraph = frame.paragraphs[0]
    paragraph.alignment = 1
    written(paragraph, text, size, INK, lang=lang, bold=True)
    return 0.75 + high


def _said(slide: Any, said: Sequence[str], at: tuple[float, float, float, float], size: float, lang: str) -> None:
    """As many of the supporting sentences as fit; all of them stand in the notes."""
    width, height = at[2:]
    room, shown = height * 72, []
    for text in said:
        room -= len(lines(text, width * 72 / size * 0.92)) * size * 1.25 + size * 0.6
        if room < 0:
            break
        shown.append(text)
    if not shown:
        return
    box = slide.shapes.add_textbox(*_at(*at))
    frame = box.text_frame
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    for number, text in enumerate(shown):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        paragraph.space_after, paragraph.line_spacing = Pt(size * 0.6), 1.1
        written(paragraph, text, size, lang=lang)


def _foot(slide: Any, source: str, lang: str) -> None:
    """Where the figures come from, and the slide's number as a field."""
    wide = (_WIDTH - 2 * _EDGE - 1.4) * 72
    size = 12 if ems(source) * 12 <= wide * 0.97 else 11
    textbox(slide, source, _at(_EDGE, 6.9, wide / 72, 0.42), size, MUTED, lang=lang)
    box = textbox(slide, "", _at(_WIDTH - _EDGE - 1.2, 6.98, 1.2, 0.3), SMALLEST, MUTED, lang=lang)
    paragraph = box.text_frame.paragraphs[0]
    paragraph.alignment = 3
    element = paragraph._p
    for run in list(element.findall(qn("a:r"))):
        element.remove(run)
    element.append(parse_xml(
        f'<a:fld {nsdecls("a")} id="{{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}}" type="slidenum"><a:rPr lang="en-US" sz="1400">'
        f'<a:solidFill><a:srgbClr val="{MUTED[1:]}"/></a:solidFill></a:rPr><a:t>‹#›</a:t></a:fld>'
    ))  # fmt: skip


def _at(left: float, top: float, width: float, height: float) -> tuple[int, int, int, int]:
    """A place in inches as the library counts."""
    return Inches(left), Inches(top), Inches(width), Inches(height)
