"""Plan: the cheapest way to a goal, what it costs, who gets what."""

from ui.frame import framed
from ui.widgets.answer import data_line
from ui.widgets.missing import needed_view
from ui.widgets.plan_desk import plan_desk
from ui.widgets.price_editor import prices_in_use

framed()
view = needed_view()
data_line(view)
plan_desk(view)
prices_in_use()
