"""Balance, the dashboard: page frame, language and navigation."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from ui import state
from ui.text import t
from ui.widgets.sidebar import controls

ROOT = Path(__file__).parent
PAGES = ROOT / "pages"


def main() -> None:
    """Draw the frame and run the page asked for."""
    state.read_address()
    # the icon is a file of ours: a named icon would be fetched from the web
    icon = str(ROOT / "ui" / "icon.png")
    st.set_page_config(page_title=t("Balance"), page_icon=icon, layout="wide", initial_sidebar_state=230)
    state.mark_framed()
    controls()

    def page(name: str, title: str, icon: str, *, default: bool = False) -> st.Page:  # type: ignore[valid-type]
        return st.Page(PAGES / f"{name}.py", title=title, icon=f":material/{icon}:", url_path=name, default=default)

    groups = {
        t("Start"): [
            page("home", t("Home"), "home", default=True),
            page("data", t("Data"), "upload_file"),
        ],
        t("See the result"): [
            page("overview", t("Overview"), "dashboard"),
            page("schools", t("Schools"), "school"),
            page("balance", t("Between schools"), "balance"),
        ],
        t("Make a plan"): [page("whatif", t("What if …"), "tune")],
        t("Look up"): [page("method", t("Method"), "menu_book")],
    }
    st.navigation(groups).run()


if __name__ == "__main__":
    main()
