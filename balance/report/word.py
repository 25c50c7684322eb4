"""The Word report: what an office signs and hands on. What it says comes from `balance.report.content`."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from docx.document import Document as Paper
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Pt

from balance.report.claims import source_of
from balance.report.manuscript import Manuscript, blank, manuscript
from balance.report.measure import ems, lines
from balance.report.pictures import picture
from balance.report.pieces import Chart, Section
from balance.report.sections import report_title, sections
from balance.report.subject import Subject
from balance.report.word_tables import cleaned, property_text, table_xml
from balance.sentences import headline
from balance.words import Message, msg, render

__all__ = ["word_report"]

_SCHOOLS_DRAWN = 12
_TOGETHER = 8  # rows of a table that stays on the page of the signature
_CHINESE = "一二三四五六七八九十"
_ENDS = "。！？；：.!?;:"


def word_report(subject: Subject, lang: str, others: Sequence[Subject] = ()) -> bytes:
    """The report on the subject in a language, as the bytes of a .docx. others: further counties, each begun on a new page."""
    writer = _Writer(blank(lang), lang)
    for number, each in enumerate((subject, *others)):
        _written(writer, each, anew=number > 0)
    out = io.BytesIO()
    writer.paper.save(out)
    return out.getvalue()


def _written(writer: _Writer, subject: Subject, *, anew: bool) -> None:
    writer.title(subject, anew=anew)
    written = sections(subject)
    for number, section in enumerate(written):
        if section.id == "problems":
            writer.signature()
        writer.section(section, signed=[later.id for later in written[number + 1 :]] in ([], ["problems"]))
    if not any(section.id == "problems" for section in written):
        writer.signature()


class _Writer:
    """Writes section after section and keeps count of headings, tables and figures."""

    def __init__(self, paper: Paper, lang: str) -> None:
        self.paper, self.lang = paper, lang
        self.look: Manuscript = manuscript(lang)
        page = paper.sections[0]
        inner = (page.page_width or 0) - (page.left_margin or 0) - (page.right_margin or 0)
        self.width = Pt(0) + inner
        self.first = self.second = 0
        self.counts = {"table": 0, "figure": 0}
        self.above = ""

    def say(self, message: Message | str) -> str:
        """The message in the report's language, as a file can hold it."""
        return cleaned(render(message, self.lang))

    def title(self, subject: Subject, *, anew: bool = False) -> None:
        """The heading block: title, the answer, where the figures come from; and the document's properties."""
        self.first = self.second = 0
        title = self.say(report_title(subject))
        self.paper.add_paragraph(title, style="Title").paragraph_format.page_break_before = anew
        self._subtitle(self.say(headline(subject.shown, subject.place)))
        properties = self.paper.core_properties
        properties.title = property_text(title)
        properties.subject = property_text(self.say(headline(subject.shown, subject.place)))
        properties.keywords = property_text(self.say(source_of(subject)))
        properties.category = self.say(msg("Report"))
        properties.author = property_text(cleaned(subject.county_name))
        properties.language = "zh-CN" if self.lang == "zh" else "en-GB"

    def _subtitle(self, text: str) -> None:
        """The answer below the title: on one line if a smaller type makes that possible, else on lines of one length."""
        room = self.width / Pt(1) * 0.98
        size = next((s for s in (self.look.size, self.look.size - 1, self.look.size - 2) if ems(text) * s <= room), self.look.size)
        run = self.paper.add_paragraph(style="Subtitle").add_run("\n".join(lines(text, room / size)))
        run.font.size = Pt(size)

    def section(self, section: Section, *, signed: bool) -> None:
        """A heading, what is said below it, the chart and the table; where the signature comes next, it is not left alone
        on a page."""
        words = self.say(section.title)
        if section.level == 1:
            self.first, self.second, self.above = self.first + 1, 0, words
        else:
            self.second += 1
        heading = self.paper.add_paragraph(self._number(section.level) + words, style=f"Heading {section.level}")
        heading.paragraph_format.page_break_before = section.id == "problems"  # the appendix begins on a page of its own
        for paragraph in section.paragraphs:
            self.paragraph(paragraph)
        about = words if section.level == 1 or words.startswith(self.above) else f"{self.above}：{words}"
        if self.lang != "zh":
            about = about.replace("：", ": ")
        if section.chart is not None and len(section.chart.frame):
            self.figure(section.chart, about)
        if section.table is not None and section.table.rows:
            self._caption("table", about, before=True)
            together = signed and len(section.table.rows) <= _TOGETHER
            table = table_xml(section.table, self.lang, self.width / Pt(1), self.look.table_size, together=together)
            self.paper.element.body.insert(-1, table)
            for note in section.table.notes or ("",):
                self.paper.add_paragraph(self.say(note), style="Note")
        if signed:
            self.paper.paragraphs[-1].paragraph_format.keep_with_next = True

    def _number(self, level: int) -> str:
        if self.lang == "zh":
            return f"{_counted(self.first)}、" if level == 1 else f"（{_counted(self.second)}）"
        return f"{self.first}  " if level == 1 else f"{self.first}.{self.second}  "

    def paragraph(self, message: Message) -> None:
        """A paragraph that ends as a sentence does."""
        text = self.say(message)
        self.paper.add_paragraph(text if text[-1:] in _ENDS else text + ("。" if self.lang == "zh" else "."), style="Report text")

    def figure(self, chart: Chart, about: str) -> None:
        """The chart as a picture with its sentence for those who cannot see it, and its caption."""
        width = Pt(self.width / Pt(1) * 0.98)
        drawn = picture(chart, self.lang, (width / Pt(1) / 72 * 2.54, None), most=_SCHOOLS_DRAWN)
        paragraph = self.paper.add_paragraph(style="Figure")
        shape = paragraph.add_run().add_picture(io.BytesIO(drawn), width=width)
        described: Any = shape._inline.docPr
        described.set("descr", self.say(chart.alt))
        described.set("name", about)
        self._caption("figure", about)

    def _caption(self, kind: str, about: str, *, before: bool = False) -> None:
        """A caption with its number as a field, so that Word can list the tables and figures."""
        self.counts[kind] += 1
        word = self.say(msg("Table") if kind == "table" else msg("Fig."))
        paragraph = self.paper.add_paragraph(style="Caption")
        paragraph.paragraph_format.keep_with_next = before
        if before:
            paragraph.paragraph_format.space_before = Pt(self.look.table_size * 1.2)
        paragraph.add_run(f"{word} ")
        shown = f"<w:r><w:t>{self.counts[kind]}</w:t></w:r>"
        code = f'w:instr=" SEQ {word} \\* ARABIC "'
        paragraph._p.append(parse_xml(f"<w:fldSimple {nsdecls('w')} {code}>{shown}</w:fldSimple>"))
        paragraph.add_run(f"　{about}" if self.lang == "zh" else f"  {about}")

    def signature(self) -> None:
        """Where the office signs: seal and date are for people to put in."""
        for text in (msg("(seal of the office)"), msg("Date: ______________")):
            line = self.paper.add_paragraph(self.say(text), style="Report text")
            line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            line.paragraph_format.right_indent = Pt(self.look.size * 4)
            line.paragraph_format.keep_with_next = text.text.startswith("(")


def _counted(n: int) -> str:
    """The number as headings count in Chinese.

    >>> _counted(3), _counted(10), _counted(12), _counted(21)
    ('三', '十', '十二', '二十一')
    """
    tens, ones = divmod(n, 10)
    if not tens:
        return _CHINESE[ones - 1]
    return ("" if tens == 1 else _CHINESE[tens - 1]) + "十" + (_CHINESE[ones - 1] if ones else "")
