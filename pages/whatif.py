"""What if: give a school more, and see at once what it does."""

from ui.frame import framed
from ui.widgets.answer import data_line
from ui.widgets.missing import needed_view
from ui.widgets.workbench import workbench

framed()
view = needed_view()
data_line(view)
workbench(view)
