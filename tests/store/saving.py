"""A program that saves without end and says what was acknowledged; the tests kill it.

    python saving.py URL DOCUMENT
"""

import sys

from balance.store.store import open_store


def main(url: str, document: str) -> None:
    """Saves and says so, for ever."""
    store = open_store(url)
    number = store.document("o", document).latest
    while True:
        content = f"{number + 1} ".encode() * 2_000
        number = store.save("o", document, number, content).latest
        store.keep_workspace("table", content)
        print(number, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
