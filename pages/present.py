"""On the wall: the report's claims one by one, a scenario step by step, and a live what-if."""

from ui.frame import framed
from ui.widgets.missing import needed_view
from ui.widgets.presenter import presenter

framed()
presenter(needed_view())
