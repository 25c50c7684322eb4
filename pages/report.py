"""Report: the application form, the written report and the slides, for today or for a scenario."""

from ui.frame import framed
from ui.widgets.missing import needed_view
from ui.widgets.report import report_desk

framed()
report_desk(needed_view())
