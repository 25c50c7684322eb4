"""Charts, one a file: a finished frame and its words in, a plotly figure out; nothing is judged here."""
