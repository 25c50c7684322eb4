"""Words that must not stand in what is committed. They are put together here so that this file does not hold them."""

import re

import pytest

IN_PROGRAMS = {
    "fillna" + "(0": "a blank is not zero",
    "except " + "Exception": "an error is caught by its name or not at all",
    "except" + ":": "an error is caught by its name or not at all",
    "unsafe_allow" + "_html": "text of a user never becomes HTML",
    "allow_dangerous" + "_html": "text of a user never becomes HTML",
    "import " + "pickle": "nothing from a file is run",
    "st." + "secrets": "this program has none",
}
# a project that anybody can install from anywhere names no host of a package index, no mirror and no private address
HOSTS = re.compile(
    r"py" + r"pi\.org|python" + r"hosted\.org|conda" + r"\.anaconda|files\.python" + r"|/simple/?[\"'\s]|"
    r"\b(?:10|192\.168)\.\d+\.\d+\.\d+\b|/ro" + r"ot/|/ho" + r"me/\w+/|/wo" + r"rk/"
)
TEXT = {".py", ".toml", ".md", ".txt", ".po", ".cfg", ".ini", ".yml", ".yaml", ".json", ".csv", ".lock", ".html", ".css"}


@pytest.mark.parametrize("word", IN_PROGRAMS)
def test_no_program_holds_what_the_house_forbids(root, programs, word):
    """The reason stands beside each word."""
    found = [f"{path.relative_to(root)}:{number}" for path in programs
             for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
             if re.search(rf"(?<!\w){re.escape(word)}", line)]  # fmt: skip
    assert found == [], IN_PROGRAMS[word]


def test_no_text_names_the_place_where_it_was_made(root, committed):
    found = [f"{path.relative_to(root)}:{number}: {match[0]}" for path in committed if path.suffix in TEXT
             for number, line in enumerate(path.read_text("utf-8", "replace").splitlines(), 1)
             if (match := HOSTS.search(line))]  # fmt: skip
    assert found == []


def test_the_engine_does_not_know_the_clock_the_environment_or_the_network(root, programs):
    """Only the command line (and a store of files) may."""
    allowed = {"cli.py", "__main__.py"}
    outside = re.compile(r"^\s*(?:import|from)\s+(time|os|socket|requests|httpx|urllib|random|subprocess)\b"
                         r"|(?:datetime|date)\.(?:now|today)\(")  # fmt: skip
    found = [f"{path.relative_to(root)}:{number}" for path in programs
             if path.is_relative_to(root / "balance") and path.name not in allowed and path.parent.name != "store"
             for number, line in enumerate(path.read_text("utf-8").splitlines(), 1) if outside.search(line)]  # fmt: skip
    assert found == []


def test_only_one_file_of_the_screen_touches_the_session(root, programs):
    found = [str(path.relative_to(root)) for path in programs
             if "session" + "_state" in path.read_text("utf-8") and path.is_relative_to(root / "ui")]  # fmt: skip
    assert found == ["ui/state.py"]
    assert [path.name for path in programs if path.parent == root / "pages"
            and "session" + "_state" in path.read_text("utf-8")] == []  # fmt: skip
