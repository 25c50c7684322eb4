"""Balance, the dashboard: page frame, language and navigation."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from ui import state
from ui.keeping import keep, restore
from ui.shelf import open_asked
from ui.text import t
from ui.widgets.sidebar import controls

ROOT = Path(__file__).parent
PAGES = ROOT / "pages"


def main() -> None:
    """Draw the frame and run the page asked for."""
    configure()
    state.mark_framed()
    restore()
    open_asked()
    keep()
    controls()
    navigation().run()


def configure() -> None:
    """Title, icon and width of every page. Comes before `navigation`: a page's own icon would be fetched from the web."""
    state.read_address()
    icon = str(ROOT / "ui" / "icon.png")
    st.set_page_config(page_title=t("Balance"), page_icon=icon, layout="wide", initial_sidebar_state=230)


def navigation() -> st.Page:  # type: ignore[valid-type]
    """Tell Streamlit which pages there are, grouped by what the reader does; the page asked for."""

    def page(name: str, title: str, icon: str, *, default: bool = False) -> st.Page:  # type: ignore[valid-type]
        return st.Page(PAGES / f"{name}.py", title=title, icon=f":material/{icon}:", url_path=name, default=default)

    groups = {
        t("Start"): [page("home", t("Home"), "home", default=True), page("data", t("Data"), "upload_file")],
        t("See the result"): [
            page("overview", t("Overview"), "dashboard"), page("schools", t("Schools"), "school"),
            page("balance", t("Between schools"), "balance"),
        ],
        t("Make a plan"): [
            page("whatif", t("What if …"), "tune"), page("plan", t("Cheapest plan"), "savings"),
            page("compare", t("Compare"), "compare_arrows"),
        ],
        t("Present"): [page("report", t("Report"), "description"), page("present", t("On the wall"), "co_present")],
        t("Look up"): [page("method", t("Method"), "menu_book")],
    }
    return st.navigation(groups)


if __name__ == "__main__":
    main()
