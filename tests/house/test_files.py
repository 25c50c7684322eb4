"""Sizes and names of the files: rules of the house (CONTRIBUTING.md)."""

import re

LONGEST, LONGEST_PAGE, LONGEST_FRAME = 300, 80, 60
KINDS = re.compile(r"^(utils?|helpers?|common|managers?|misc|tools)$")


def lines(path):
    return len(path.read_text("utf-8").splitlines())


def test_no_program_is_longer_than_300_lines(root, programs):
    assert [f"{path.relative_to(root)}: {lines(path)}" for path in programs if lines(path) > LONGEST] == []


def test_no_page_is_longer_than_80_lines(root, programs):
    pages = [path for path in programs if path.parent == root / "pages"]
    assert pages
    assert [path.name for path in pages if lines(path) > LONGEST_PAGE] == []
    assert lines(root / "app.py") <= LONGEST_FRAME


def test_a_module_is_named_for_its_idea_and_not_for_its_kind(root, committed):
    named = {part for path in committed for part in (*path.relative_to(root).parent.parts, path.stem)}
    assert sorted(name for name in named if KINDS.match(name)) == []


def test_every_module_says_in_its_first_line_what_it_is_for(root, programs):
    ours = [path for path in programs if path.read_text("utf-8").strip()]
    assert [str(path.relative_to(root)) for path in ours if not path.read_text("utf-8").startswith(('"""', 'r"""'))] == []


def test_every_package_of_the_engine_and_the_screen_is_installed(root):
    """A folder with modules that pyproject.toml forgets works here and fails when installed."""
    import tomllib

    listed = set(tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["tool"]["setuptools"]["packages"])
    there = {
        ".".join(path.parent.relative_to(root).parts)
        for top in ("balance", "ui")
        for path in (root / top).rglob("__init__.py")
    }
    assert there == listed
