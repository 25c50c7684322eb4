"""Compare: today and up to four scenarios side by side."""

from ui.frame import framed
from ui.widgets.answer import data_line
from ui.widgets.comparison import comparison
from ui.widgets.missing import needed_view

framed()
view = needed_view()
data_line(view)
comparison(view)
