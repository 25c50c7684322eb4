"""What if: any change, stacked with others, and at once what it does."""

from ui.frame import framed
from ui.widgets.answer import data_line
from ui.widgets.missing import needed_view
from ui.widgets.price_editor import prices_in_use
from ui.widgets.workbench import workbench

framed()
view = needed_view()
data_line(view)
workbench(view)
prices_in_use()
